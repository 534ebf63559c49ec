//! A day on one free account: 3,000 comments, 10,000 votes and 50 removals over 50 threads.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod platform;

use platform::rng::Rng;
use platform::world::{Event, World};
use postil_backend::ledger::DAY;

const START: u64 = 20_000 * DAY;
const THREADS: usize = 50;

/// How the day's events fall on threads and hours.
#[derive(Clone, Copy, Debug)]
enum Mix {
    /// Everywhere and always alike.
    Uniform,
    /// Half of everything on a few threads.
    Skewed,
    /// Most of it in the evening hours, skewed too.
    Evening,
}

impl Mix {
    fn thread(self, rng: &mut Rng) -> usize {
        let threads = THREADS as u64;
        let pick = match self {
            Self::Uniform => rng.below(threads),
            // The lower of several draws: the first threads get most.
            Self::Skewed | Self::Evening => (0..4).map(|_| rng.below(threads)).min().unwrap(),
        };
        usize::try_from(pick).unwrap()
    }

    fn moment(self, rng: &mut Rng) -> u64 {
        match self {
            Self::Uniform | Self::Skewed => rng.below(DAY),
            Self::Evening if rng.chance(700) => DAY * 17 / 24 + rng.below(DAY * 5 / 24),
            Self::Evening => rng.below(DAY),
        }
    }
}

/// Plays days, and answers with the puts of each.
fn play(mix: Mix, seed: u64, days: u64, votes: u32) -> Vec<u32> {
    let mut world = World::new(THREADS, seed);
    let mut rng = Rng(seed ^ 0xdead_beef);
    for day in 0..days {
        let midnight = START + day * DAY;
        for _ in 0..3_000 {
            world.at(
                midnight + mix.moment(&mut rng),
                Event::Comment(mix.thread(&mut rng)),
            );
        }
        for _ in 0..votes {
            world.at(
                midnight + mix.moment(&mut rng),
                Event::Vote(mix.thread(&mut rng)),
            );
        }
        for _ in 0..50 {
            world.at(
                midnight + mix.moment(&mut rng),
                Event::Removal(mix.thread(&mut rng)),
            );
        }
        for look in 0..DAY / 20_000 {
            world.at(midnight + look * 20_000 + rng.below(20_000), Event::Look);
        }
    }
    world.play();
    assert_eq!(
        world.behind.len(),
        0,
        "{mix:?} {seed}: readers behind at {:?}",
        &world.behind[..world.behind.len().min(5)]
    );
    let puts: Vec<u32> = (0..days)
        .map(|day| {
            world
                .kv
                .puts_by_day
                .get(&(START / DAY + day))
                .copied()
                .unwrap_or_default()
        })
        .collect();
    println!("{mix:?}, seed {seed}: {puts:?} puts");
    puts
}

#[test]
fn every_reader_is_up_to_date_within_950_puts() {
    for mix in [Mix::Uniform, Mix::Skewed, Mix::Evening] {
        for puts in play(mix, 1, 1, 10_000) {
            assert!(puts <= 950, "{mix:?}: {puts}");
        }
    }
}

#[test]
fn days_follow_one_another() {
    for puts in play(Mix::Evening, 7, 3, 10_000) {
        assert!(puts <= 950, "{puts}");
    }
}

#[test]
#[ignore = "the soak's size"]
fn many_days() {
    for seed in 0..20 {
        for mix in [Mix::Uniform, Mix::Skewed, Mix::Evening] {
            for puts in play(mix, 1_000 + seed, 3, 10_000) {
                assert!(puts <= 950, "{mix:?}: {puts}");
            }
        }
    }
}
