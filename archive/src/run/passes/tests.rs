use std::collections::HashSet;

use super::{Unit, units, weight};
use crate::plan::{Plan, Thread};
use crate::run::tests::files::{mixed, run, wordpress};

/// The units of a file, and that they are what they must be: every entry is in one, of each thread in
/// their order, and whatever is open at one place of a file at a time has room.
fn check(file: &str, budget: u64) -> Vec<Unit> {
    let run = run(&[file]);
    let (plan, threads) = (run.plan(), &run.threads);
    let all: Vec<usize> = (0..threads.len()).collect();
    let units = units(plan, threads, &all, budget);
    for (at, thread) in threads.iter().enumerate() {
        let own: Vec<&Unit> = units.iter().filter(|unit| unit.thread == at).collect();
        let covered: Vec<usize> = own.iter().flat_map(|unit| unit.items.clone()).collect();
        assert!(covered.into_iter().eq(0..thread.items.len()));
        assert!(own.is_sorted_by_key(|unit| unit.pass));
    }
    let passes: HashSet<usize> = units.iter().map(|unit| unit.pass).collect();
    for pass in &passes {
        let of_pass: Vec<&Unit> = units.iter().filter(|unit| unit.pass == *pass).collect();
        for line in 0..plan.lines.len() {
            let is_open = |unit: &&&Unit| (unit.lines.0..=unit.lines.1).contains(&line);
            let open = || of_pass.iter().filter(is_open);
            let held: u64 = open().map(|unit| unit.weight).sum();
            assert!(held <= budget || open().count() == 1, "{held} at {line}");
        }
    }
    assert_eq!(passes.len(), passes.iter().max().map_or(0, |last| last + 1));
    assert_eq!(
        units.iter().map(|unit| unit.weight).sum::<u64>(),
        whole(plan, threads)
    );
    units
}

fn whole(plan: &Plan, threads: &[Thread]) -> u64 {
    let items = threads.iter().flat_map(|thread| &thread.items);
    items.map(|item| weight(plan, item.line)).sum()
}

fn passes(units: &[Unit]) -> usize {
    units.iter().map(|unit| unit.pass + 1).max().unwrap_or(0)
}

#[test]
fn whatever_the_room_everything_is_read_once_and_has_it() {
    for budget in [1, 3_000, 10_000, 50_000, 200_000, 10_000_000] {
        for file in [
            mixed(1, 700),
            mixed(7, 900),
            mixed(300, 900),
            wordpress(0..60),
            mixed(5, 0),
        ] {
            let units = check(&file, budget);
            if budget == 10_000_000 {
                assert!(passes(&units) <= 1);
            }
        }
    }
}

#[test]
fn threads_that_stand_together_need_one_pass() {
    // Each takes some 8 KB. Two of them may lie on one stretch.
    assert_eq!(passes(&check(&wordpress(0..60), 20_000)), 1);
}

#[test]
fn a_thread_larger_than_the_room_is_parted() {
    let units = check(&mixed(1, 700), 200_000);
    assert!(units.len() > 3, "{units:?}");
    // Its comments stand in the file in their order: what was read can be sent and let go of.
    assert_eq!(passes(&units), 1);
}

#[test]
fn the_newest_are_read_first() {
    let units = check(&mixed(12, 720), 200_000);
    let order: Vec<usize> = units.iter().map(|unit| unit.thread).collect();
    assert!(order.is_sorted_by(|one, next| one >= next), "{order:?}");
    assert!(units.is_sorted_by_key(|unit| unit.pass));
}
