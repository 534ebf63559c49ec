//! A few entries of many, from everywhere in a file, and the same ones each time it is read.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::Entry;

/// An entry that is kept to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The entry, as it is going to be sent; its name is empty where it has none.
    pub entry: Entry,
    /// Which of the plan's pages it stands on.
    pub page: usize,
}

/// Those whose ids have the lowest hashes.
#[derive(Default)]
pub struct Samples {
    most: usize,
    lowest: BTreeMap<(u64, usize), Sample>,
    offered: usize,
}

impl Samples {
    pub fn of(most: usize) -> Self {
        Self {
            most,
            ..Self::default()
        }
    }

    pub fn offer(&mut self, sample: Sample) {
        let mut hasher = DefaultHasher::new();
        sample.entry.id.hash(&mut hasher);
        self.lowest.insert((hasher.finish(), self.offered), sample);
        self.offered += 1;
        if self.lowest.len() > self.most {
            self.lowest.pop_last();
        }
    }

    /// In the order of the file.
    pub fn in_order(self) -> Vec<Sample> {
        let mut samples: Vec<_> = self.lowest.into_iter().collect();
        samples.sort_by_key(|((_, offered), _)| *offered);
        samples.into_iter().map(|(_, sample)| sample).collect()
    }
}
