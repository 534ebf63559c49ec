//! Workers KV: one put a second and key, a daily quota, and edges that keep what they have read,
//! a miss too, for a minute.

use std::collections::HashMap;

use postil_backend::ledger::{DAY, QUOTA};
use postil_backend::publisher::PutError;

use super::rng::Rng;

const EDGE: u64 = 60_000;

/// What goes wrong, in so many of a thousand puts.
#[derive(Clone, Copy, Default)]
pub struct Faults {
    /// The put fails.
    pub fails: u64,
    /// The put fails, and arrives all the same, up to half a minute later.
    pub ghosts: u64,
    /// The put succeeds, and shows up to 20 seconds late: perhaps after the next one.
    pub late: u64,
}

/// A copy in KV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copy {
    pub version: u64,
    pub live_until: Option<u64>,
}

#[derive(Default)]
pub struct Kv {
    /// All writes of a key by when they arrive.
    writes: HashMap<String, Vec<(u64, Copy)>>,
    last_put: HashMap<String, u64>,
    /// What each edge has read of each key, and when.
    edges: HashMap<(usize, String), (u64, Option<Copy>)>,
    pub puts_by_day: HashMap<u64, u32>,
    pub faults: Faults,
    /// No put succeeds and no read answers within these spans.
    pub outages: Vec<(u64, u64)>,
}

impl Kv {
    pub fn is_out(&self, now: u64) -> bool {
        self.outages
            .iter()
            .any(|(from, to)| (*from..*to).contains(&now))
    }

    pub fn put(&mut self, key: &str, copy: Copy, now: u64, rng: &mut Rng) -> Result<(), PutError> {
        if self.is_out(now) {
            return Err(PutError::Failed);
        }
        if self.last_put.get(key).is_some_and(|at| now < at + 1_000) {
            return Err(PutError::TooFast);
        }
        let spent = self.puts_by_day.entry(now / DAY).or_default();
        if *spent >= QUOTA {
            return Err(PutError::Failed);
        }
        *spent += 1;
        self.last_put.insert(key.to_owned(), now);
        let Faults {
            fails,
            ghosts,
            late,
        } = self.faults;
        let arrives = |at: u64| (at, copy);
        let writes = self.writes.entry(key.to_owned()).or_default();
        if rng.chance(fails) {
            return Err(PutError::Failed);
        }
        if rng.chance(ghosts) {
            writes.push(arrives(now + rng.below(30_000)));
            return Err(PutError::Failed);
        }
        writes.push(arrives(
            now + if rng.chance(late) {
                rng.below(20_000)
            } else {
                0
            },
        ));
        Ok(())
    }

    /// What the store holds: the write that arrived last.
    pub fn held(&self, key: &str, now: u64) -> Option<Copy> {
        let writes = self.writes.get(key)?;
        let arrived = writes.iter().enumerate().filter(|(_, (at, _))| *at <= now);
        arrived
            .max_by_key(|(order, (at, _))| (*at, *order))
            .map(|(_, (_, copy))| *copy)
    }

    /// What a reader gets at an edge.
    pub fn read(&mut self, edge: usize, key: &str, now: u64) -> Option<Copy> {
        let place = (edge, key.to_owned());
        if let Some((at, copy)) = self.edges.get(&place)
            && now < at + EDGE
        {
            return *copy;
        }
        let copy = self.held(key, now);
        self.edges.insert(place, (now, copy));
        copy
    }
}
