//! Lists that are remembered on this browser: one JSON object a line, so that a broken line costs
//! no other.

use super::json::{Json, Value};
use super::section::Section;

/// A list by its key.
pub struct List<'a> {
    section: &'a Section,
    key: String,
}

impl<'a> List<'a> {
    /// What this site has on this browser.
    pub fn of_site(section: &'a Section, what: &str) -> Self {
        Self::keyed(section, format!("{what} {}", section.host().site()))
    }

    /// The list of a key.
    pub fn keyed(section: &'a Section, key: String) -> Self {
        Self { section, key }
    }

    /// What this thread has on this browser.
    pub fn of_thread(section: &'a Section, what: &str) -> Self {
        Self::keyed(section, format!("{what} {}", section.name()))
    }

    /// The key, as the browser's storage names it.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Its entries, each with the line it stands in. A line that is none is left out: it must not
    /// keep those behind it waiting.
    pub fn entries(&self) -> Vec<(String, Value)> {
        let text = self.section.host().get(&self.key).unwrap_or_default();
        let entry = |line: &str| {
            let entry = Value::read(line);
            entry.text("id").map(|_| (line.to_owned(), entry))
        };
        text.lines().filter_map(entry).collect()
    }

    /// The entry of an id.
    pub fn entry(&self, id: &str) -> Option<Value> {
        let is_it = |(_, entry): &(String, Value)| entry.text("id").as_deref() == Some(id);
        self.entries()
            .into_iter()
            .find(is_it)
            .map(|(_, entry)| entry)
    }

    /// Puts an entry in the place of the one with its id, or at the end.
    pub fn put(&self, id: &str, entry: Json) {
        let line = entry.text("id", id).write();
        let mut lines: Vec<String> = Vec::new();
        let mut is_in = false;
        for (old, one) in self.entries() {
            let same = one.text("id").as_deref() == Some(id);
            is_in |= same;
            lines.push(if same { line.clone() } else { old });
        }
        if !is_in {
            lines.push(line);
        }
        self.write(&lines);
    }

    /// Takes the entry of an id out.
    pub fn take(&self, id: &str) {
        self.retain(|entry| entry.text("id").as_deref() != Some(id));
    }

    /// Keeps those entries only. Writes nothing where all are kept.
    pub fn retain(&self, keep: impl Fn(&Value) -> bool) {
        let all = self.entries();
        let kept: Vec<String> = all
            .iter()
            .filter(|(_, entry)| keep(entry))
            .map(|(line, _)| line.clone())
            .collect();
        if kept.len() < all.len() {
            self.write(&kept);
        }
    }

    fn write(&self, lines: &[String]) {
        let text = (!lines.is_empty()).then(|| lines.join("\n"));
        self.section.host().set(&self.key, text.as_deref());
    }
}
