//! What is read together: the files are gone through as often as it takes to hold no more at a time
//! than there is room for.

use std::cmp::Reverse;
use std::ops::Range;

use crate::plan::{Plan, Thread};

/// The files are looked at in so many stretches, of equally many entries. What is held in one is
/// counted as held in all of it.
const STRETCHES: usize = 2_048;
/// What an entry takes beside its texts.
const AROUND: u64 = 512;

/// What is sent in one go: a thread, or as much of it as there is room for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Which of the plan's threads.
    pub thread: usize,
    /// Which of its items: whole batches.
    pub items: Range<usize>,
    /// In which passage through the files it is read.
    pub pass: usize,
    /// What it takes in memory, in bytes.
    pub weight: u64,
    /// The first and the last of the plan's lines that have to be read for it to be sent.
    lines: (usize, usize),
}

/// What a line of a plan takes in memory.
pub fn weight(plan: &Plan, line: usize) -> u64 {
    let length = plan.lines.get(line).map_or(0, |line| line.length);
    length as u64 + AROUND
}

/// Parts threads into units, the one with the newest comment first and each one's in their order, and
/// says in which pass each is read. Each pass takes the newest for which there is room.
pub fn units(plan: &Plan, threads: &[Thread], chosen: &[usize], budget: u64) -> Vec<Unit> {
    let mut order: Vec<usize> = chosen.to_vec();
    order.sort_by_key(|at| Reverse(threads.get(*at).map_or(0, Thread::newest)));
    let mut units = Vec::new();
    for at in order {
        if let Some(thread) = threads.get(at) {
            part(plan, thread, at, budget, &mut units);
        }
    }
    let mut left: Vec<usize> = (0..units.len()).collect();
    for pass in 0.. {
        if left.is_empty() {
            break;
        }
        fill(pass, &mut left, &mut units, plan.lines.len(), budget);
    }
    units
}

/// Parts one thread.
fn part(plan: &Plan, thread: &Thread, at: usize, budget: u64, units: &mut Vec<Unit>) {
    let begun = units.len();
    for batch in thread.batches(plan) {
        let items = thread.items.get(batch.items.clone()).unwrap_or_default();
        let lines = || items.iter().map(|item| item.line);
        let heavy = lines().map(|line| weight(plan, line)).sum::<u64>();
        let (first, last) = (lines().min().unwrap_or(0), lines().max().unwrap_or(0));
        let open = units.len() > begun;
        match units.last_mut().filter(|_| open) {
            Some(unit) if unit.weight + heavy <= budget / 2 => {
                unit.items.end = batch.items.end;
                unit.weight += heavy;
                unit.lines = (unit.lines.0.min(first), unit.lines.1.max(last));
            }
            before => {
                // It waits for what comes before it.
                let last = before.map_or(last, |unit| unit.lines.1.max(last));
                units.push(Unit {
                    thread: at,
                    items: batch.items,
                    pass: 0,
                    weight: heavy,
                    lines: (first, last),
                });
            }
        }
    }
}

/// Fills a pass with those of the units left for which there is room. The first of them always has
/// room.
fn fill(pass: usize, left: &mut Vec<usize>, units: &mut [Unit], lines: usize, budget: u64) {
    let mut held = vec![0_u64; STRETCHES];
    let stretch = |line: usize| line * STRETCHES / lines.max(1);
    // The thread of which something has found no room: nothing of it may overtake that.
    let mut stopped = None;
    left.retain(|at| {
        let Some(unit) = units.get_mut(*at) else {
            return false;
        };
        let stretches = stretch(unit.lines.0)..=stretch(unit.lines.1);
        let Some(held) = held.get_mut(stretches) else {
            return false;
        };
        let fits = |held: &u64| *held == 0 || held + unit.weight <= budget;
        if stopped == Some(unit.thread) || !held.iter().all(fits) {
            stopped = Some(unit.thread);
            return true;
        }
        for held in held {
            *held += unit.weight;
        }
        unit.pass = pass;
        false
    });
}

#[cfg(test)]
mod tests;
