//! Whatever KV does, it ends up with the newest version.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod platform;

use platform::kv::Faults;
use platform::rng::Rng;
use platform::world::{Event, World};
use postil_backend::ledger::DAY;

const START: u64 = 20_000 * DAY + DAY / 3;
const HOUR: u64 = 3_600_000;

fn check(name: &str, seed: u64, set: impl Fn(&mut World)) {
    let mut world = World::new(5, seed);
    set(&mut world);
    let mut rng = Rng(seed);
    for _ in 0..150 {
        let thread = usize::try_from(rng.below(5)).unwrap();
        let event = if rng.chance(100) {
            Event::Removal(thread)
        } else {
            Event::Comment(thread)
        };
        world.at(START + rng.below(HOUR), event);
    }
    world.play();
    for thread in 0..5 {
        let (newest, held) = world.versions(thread, START + 2 * DAY);
        assert_eq!(held, newest, "{name}, seed {seed}, thread {thread}");
    }
    let puts: u32 = world.kv.puts_by_day.values().sum();
    assert!(puts <= 950, "{name}: {puts}");
}

fn check_seeds(name: &str, seeds: u64, set: impl Fn(&mut World)) {
    for seed in 0..seeds {
        check(name, seed, &set);
    }
}

fn all(seeds: u64) {
    check_seeds("a platform that works", seeds, |_| {});
    check_seeds("puts that fail", seeds, |world| {
        world.kv.faults = Faults {
            fails: 300,
            ..Faults::default()
        }
    });
    check_seeds("puts that come late", seeds, |world| {
        world.kv.faults = Faults {
            late: 300,
            ..Faults::default()
        }
    });
    check_seeds("puts that fail and come all the same", seeds, |world| {
        world.kv.faults = Faults {
            ghosts: 200,
            ..Faults::default()
        };
    });
    check_seeds("late alarms", seeds, |world| world.alarms_late = 20_000);
    check_seeds("an outage of ten minutes", seeds, |world| {
        world
            .kv
            .outages
            .push((START + HOUR / 2, START + HOUR / 2 + 600_000))
    });
    check_seeds("all of it", seeds, |world| {
        world.kv.faults = Faults {
            fails: 100,
            ghosts: 100,
            late: 200,
        };
        world
            .kv
            .outages
            .push((START + HOUR - 60_000, START + HOUR + 300_000));
        world.alarms_late = 5_000;
    });
}

#[test]
fn kv_ends_up_with_the_newest_version() {
    all(8);
}

#[test]
#[ignore = "the soak's size"]
fn kv_ends_up_with_the_newest_version_for_many_seeds() {
    all(500);
}

#[test]
fn readers_are_never_far_behind_after_an_outage() {
    let mut world = World::new(5, 3);
    let outage = (START + 600_000, START + 1_200_000);
    world.kv.outages.push(outage);
    let mut rng = Rng(3);
    for _ in 0..100 {
        world.at(
            START + rng.below(HOUR),
            Event::Comment(usize::try_from(rng.below(5)).unwrap()),
        );
    }
    for look in 0..HOUR / 5_000 {
        let moment = START + look * 5_000;
        // Within the longest retry after it, what came meanwhile is on its way.
        if !(outage.0..outage.1 + 120_000).contains(&moment) {
            world.at(moment, Event::Look);
        }
    }
    world.play();
    assert_eq!(world.behind, []);
}
