//! Lists that are remembered on this browser. Each entry has a key of its own, so that two tabs that
//! change a list at the same moment lose nothing of each other's, and a broken entry costs no other.

use super::json::{Json, Value};
use super::section::Section;
use super::storage;

/// A list.
pub struct List<'a> {
    section: &'a Section,
    /// What the keys of its entries begin with.
    prefix: String,
}

impl<'a> List<'a> {
    /// What this site has on this browser.
    pub fn of_site(section: &'a Section, what: &str) -> Self {
        Self::named(section, &format!("{what} {}", section.host().site()))
    }

    /// What this thread has on this browser.
    pub fn of_thread(section: &'a Section, what: &str) -> Self {
        Self::named(section, &format!("{what} {}", section.thread_name()))
    }

    /// The list of a name. No name has a line break.
    pub fn named(section: &'a Section, name: &str) -> Self {
        Self {
            section,
            prefix: format!("{name}\n"),
        }
    }

    /// Whether a key of the browser's storage is that of an entry.
    pub fn has(&self, key: &str) -> bool {
        key.contains(&self.prefix)
    }

    /// Its entries in the order of their ids, which for those of comments is the order in which
    /// they were written. What is no entry is left out: it must not keep those behind it waiting.
    pub fn entries(&self) -> Vec<Value> {
        let keys = storage::keys(self.section.host(), &self.prefix);
        keys.iter().filter_map(|key| self.read(key)).collect()
    }

    /// The entry of an id.
    pub fn entry(&self, id: &str) -> Option<Value> {
        self.read(&self.key(id))
    }

    /// Puts an entry in the place of the one with its id, or among the others.
    pub fn put(&self, id: &str, entry: Json) {
        let text = entry.text("id", id).write();
        self.section.host().set(&self.key(id), Some(&text));
    }

    /// Takes the entry of an id out.
    pub fn take(&self, id: &str) {
        self.section.host().set(&self.key(id), None);
    }

    /// Keeps those entries only.
    pub fn retain(&self, keep: impl Fn(&Value) -> bool) {
        for entry in self.entries() {
            if let Some(id) = entry.text("id").filter(|_| !keep(&entry)) {
                self.take(&id);
            }
        }
    }

    fn key(&self, id: &str) -> String {
        format!("{}{id}", self.prefix)
    }

    fn read(&self, key: &str) -> Option<Value> {
        let entry = Value::read(&self.section.host().get(key)?);
        entry.text("id").map(|_| entry)
    }
}
