//! What a moderator decides, every reader sees within two minutes: whatever the day has cost so far,
//! at every edge, and with what a browser keeps.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod platform;

use platform::rng::Rng;
use platform::world::{Event, World};
use postil_backend::ledger::{DAY, QUOTA, RESERVE};

const THREADS: usize = 12;
/// Threads from this one on were never written in before.
const NEW: usize = 9;
/// As many puts as the threads of one play need at most.
const PUTS_OF_THESE: u32 = 100;
const START: u64 = 20_000 * DAY + DAY / 3;
const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;

/// Puts that other threads of the account have had on this day.
const SPENT: [u32; 16] = [
    0, 100, 240, 249, 250, 300, 390, 400, 450, 549, 550, 600, 700, 849, 900, 950,
];

/// When the other threads have spent it.
#[derive(Clone, Copy, Debug)]
enum Spent {
    /// Before any of these threads was written in.
    Early,
    /// After they were, so that their copies know nothing of it.
    Late,
}

/// Plays an hour of decisions. A number of acts for each thread, at random moments: comments are
/// shown and hidden, in one thread in quick succession.
fn play(spent: u32, when: Spent, alarms_late: u64, seed: u64) {
    let mut world = World::new(THREADS, seed);
    world.alarms_late = alarms_late;
    let mut rng = Rng(seed ^ 0xacac);
    let begin = START + HOUR;
    let spends = match when {
        Spent::Early => START - MINUTE,
        Spent::Late => begin - 1,
    };
    world.at(spends, Event::Spend(spent));
    for thread in 0..NEW {
        world.at(START + rng.below(MINUTE), Event::Comment(thread));
    }
    // A copy that was put before the day was nearly spent is not live, and the puts that are left are
    // kept for what must not be seen any more: what is shown again in such a thread waits for the
    // next day. Where the thread was never put, or its copy is live, it does not.
    let only_hides = matches!(when, Spent::Late) && spent + PUTS_OF_THESE > QUOTA - RESERVE;
    let threads = if only_hides { NEW } else { THREADS };
    for thread in 0..threads {
        let mut moment = begin + rng.below(10 * MINUTE);
        for _ in 0..1 + rng.below(4) {
            let hides = thread < NEW && (only_hides || rng.chance(500));
            world.at(moment, Event::Act { thread, hides });
            moment += if rng.chance(300) {
                rng.below(5_000)
            } else {
                rng.below(15 * MINUTE)
            };
        }
        for edge in 0..world.edges {
            // One who comes back all the time, one who does now and then, and one at random.
            for gap in [14_000, 44_000, 70_000] {
                let browser = world.browser(edge, thread);
                let mut moment = begin + rng.below(gap);
                while moment < begin + HOUR + 10 * MINUTE {
                    world.at(moment, Event::Visit(browser));
                    moment += gap / 2 + rng.below(gap);
                }
            }
        }
    }
    world.play();
    assert!(world.acts.len() >= threads && world.acts.iter().all(|act| act.version.is_some()));
    assert!(
        world.late.is_empty(),
        "{spent} puts spent {when:?}, seed {seed}: {} late sights, the first {:?}",
        world.late.len(),
        &world.late[..world.late.len().min(3)]
    );
}

fn all(seeds: u64) {
    for spent in SPENT {
        for when in [Spent::Early, Spent::Late] {
            for seed in 0..seeds {
                play(spent, when, 0, seed);
                play(spent, when, 2_000, seed);
            }
        }
    }
}

#[test]
fn every_reader_sees_an_act_within_two_minutes() {
    all(3);
}

#[test]
#[ignore = "the soak's size"]
fn every_reader_sees_an_act_within_two_minutes_for_many_seeds() {
    all(300);
}
