//! A batch as it was sent: a [`postil_model::wire::desk::AddEntries`], of which only what concerns the
//! site is looked at. Its thread reads the rest.

use postil_model::import::{Cost, MOST_ENTRIES, extras};
use serde_json::{Map, Value};

use crate::problem::{Problem, Result};
use postil_json as json;

/// The batch.
pub struct Sent(Map<String, Value>);

impl Sent {
    /// Reads it.
    pub fn read(text: &str) -> Result<Self> {
        match json::parsed(text) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            _ => Err(Problem::Json),
        }
    }

    /// A text that stands in it.
    pub fn text(&self, name: &str) -> &str {
        let value = self.0.get(name).and_then(Value::as_str);
        value.unwrap_or_default()
    }

    /// What it says of its thread.
    pub fn of_thread(&self, name: &str) -> Option<&str> {
        self.0.get("thread")?.get(name)?.as_str()
    }

    /// The threads that were finished before.
    pub fn done(&self) -> Vec<String> {
        let done = self.list("done").iter().filter_map(Value::as_str);
        done.map(str::to_owned).collect()
    }

    /// What it costs.
    pub fn cost(&self) -> Result<Cost> {
        let [comments, mentions] = ["comments", "mentions"].map(|name| self.list(name).len());
        if comments + mentions > MOST_ENTRIES {
            return Err(Problem::TooMany);
        }
        let many = |some: usize| u32::try_from(some).unwrap_or(u32::MAX);
        let beside = self.list("comments").iter().map(beside);
        let extras = beside.fold(0, u32::saturating_add);
        Ok(Cost::of_batch(many(comments), many(mentions)).and(Cost::of_extras(extras)))
    }

    /// When the newest of its entries was written.
    pub fn newest(&self) -> u64 {
        let entries = self.list("comments").iter().chain(self.list("mentions"));
        let created = entries.filter_map(|entry| entry.get("created")?.as_u64());
        created.max().unwrap_or_default()
    }

    /// The [`Batch`](crate::message::moving::Batch) for its thread, as JSON.
    pub fn into_batch(mut self, import: u64, secret: String) -> String {
        for (name, value) in [("import", import.into()), ("secret", secret.into())] {
            self.0.insert(name.to_owned(), value);
        }
        Value::Object(self.0).to_string()
    }

    fn list(&self, name: &str) -> &[Value] {
        let list = self.0.get(name).and_then(Value::as_array);
        list.map(Vec::as_slice).unwrap_or_default()
    }
}

/// How many rows are written beside a comment.
fn beside(comment: &Value) -> u32 {
    let count = |name| {
        let list = comment.get(name).and_then(Value::as_array);
        list.map_or(0, Vec::len)
    };
    let changes = usize::from(comment.get("change").is_some());
    extras(count("former"), changes, count("votes"))
}
