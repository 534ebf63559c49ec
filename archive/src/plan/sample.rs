//! A few entries of many, from everywhere in a file, and the same ones each time it is read.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::Entry;

/// Those whose ids have the lowest hashes.
#[derive(Default)]
pub struct Samples {
    most: usize,
    lowest: BTreeMap<(u64, usize), Entry>,
    offered: usize,
}

impl Samples {
    pub fn of(most: usize) -> Self {
        Self {
            most,
            ..Self::default()
        }
    }

    pub fn offer(&mut self, entry: Entry) {
        let mut hasher = DefaultHasher::new();
        entry.id.hash(&mut hasher);
        self.lowest.insert((hasher.finish(), self.offered), entry);
        self.offered += 1;
        if self.lowest.len() > self.most {
            self.lowest.pop_last();
        }
    }

    /// In the order of the file.
    pub fn into_entries(self) -> Vec<Entry> {
        let mut entries: Vec<_> = self.lowest.into_iter().collect();
        entries.sort_by_key(|((_, offered), _)| *offered);
        entries.into_iter().map(|(_, entry)| entry).collect()
    }
}
