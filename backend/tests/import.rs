//! A large import on one free account: within its part of every quota, and seen by readers from the
//! first minute, while they go on to write.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod platform;

use platform::rng::Rng;
use platform::world::{Event, World};
use postil_backend::ledger::{CLOSING, DAY};
use postil_model::import::Cost;

const START: u64 = 20_000 * DAY;
/// What readers write on a day.
const WRITTEN: u64 = 200;

/// Plays an import until all of its threads are in KV.
fn play(threads: usize, comments: u32, seed: u64) -> World {
    let mut world = World::new(threads, seed);
    let mut rng = Rng(seed ^ 0xdead_beef);
    world.batch = Cost::of_batch(comments, 0);
    let whole = (0..threads).fold(Cost::default(), |all, _| all.and(world.batch));
    let days = u64::from(whole.days(Cost::of_a_day()));
    let into_kv = threads as u64 / u64::from(CLOSING / 2) + 2;
    world.at(
        START + 9 * 3_600_000,
        Event::Batch {
            next: 0,
            of: threads,
        },
    );
    for day in 0..days + into_kv {
        let midnight = START + day * DAY;
        for _ in 0..WRITTEN {
            let thread = usize::try_from(rng.below(threads as u64)).unwrap();
            world.at(midnight + rng.below(DAY), Event::Comment(thread));
        }
        for _ in 0..2_000 {
            let thread = usize::try_from(rng.below(threads as u64)).unwrap();
            world.at(midnight + rng.below(DAY), Event::LookAt(thread));
        }
    }
    world.play();
    assert_eq!(
        world.behind.len(),
        0,
        "readers behind at {:?}",
        &world.behind[..world.behind.len().min(5)]
    );
    let day = Cost::of_a_day();
    for (at, (cost, batches)) in &world.cost_by_day {
        println!(
            "day {}: {batches} batches, {} rows, {} requests, {} puts",
            at - START / DAY,
            cost.rows,
            cost.requests,
            world.kv.puts_by_day.get(at).copied().unwrap_or_default()
        );
        assert!(cost.fits(day), "{cost:?}");
    }
    assert_eq!(world.cost_by_day.len() as u64, days);
    for (day, puts) in &world.kv.puts_by_day {
        assert!(*puts <= 850, "{puts} puts on day {day}");
    }
    assert_eq!(world.parked.len(), 0, "all had their turn");
    let end = START + (days + into_kv + 1) * DAY;
    for thread in 0..threads {
        let (has, held) = world.versions(thread, end);
        assert_eq!(has, held, "thread {thread}");
    }
    world
}

#[test]
fn a_usual_blog_is_there_on_the_first_day() {
    let world = play(120, 20, 3);
    assert_eq!(world.cost_by_day.len(), 1);
}

#[test]
fn a_large_one_takes_as_many_days_as_was_said() {
    play(1_200, 40, 5);
}

#[test]
#[ignore = "the soak's size"]
fn a_hundred_thousand_comments_on_five_thousand_threads() {
    play(5_000, 20, 7);
}
