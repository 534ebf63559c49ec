//! What all readers have in common.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::{Fault, Found};

/// What was found and not told yet: one step through a file may find a page and an entry.
#[derive(Debug, Default)]
pub struct Pull {
    waiting: VecDeque<Found>,
    is_over: bool,
}

impl Pull {
    /// The next thing that was found. For that, steps are made until one finds something. Nothing
    /// comes after a step that says it is the last, or that fails.
    pub fn next(
        &mut self,
        mut step: impl FnMut(&mut VecDeque<Found>) -> Result<bool, Fault>,
    ) -> Option<Result<Found, Fault>> {
        loop {
            if let Some(found) = self.waiting.pop_front() {
                return Some(Ok(found));
            }
            if self.is_over {
                return None;
            }
            match step(&mut self.waiting) {
                Ok(goes_on) => self.is_over = !goes_on,
                Err(fault) => {
                    self.is_over = true;
                    return Some(Err(fault));
                }
            }
        }
    }
}

/// Keys that were seen, as their hashes alone: a site may have more pages than one would keep by
/// name, and fewer than would give two of them the same hash.
#[derive(Debug, Default)]
pub struct Seen(HashSet<u64>);

impl Seen {
    /// Notes a key; whether it is seen for the first time.
    pub fn is_first(&mut self, key: &str) -> bool {
        self.0.insert(hash(key))
    }

    /// Whether it was noted.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains(&hash(key))
    }
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
