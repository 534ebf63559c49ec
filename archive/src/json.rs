//! JSON piece by piece: the lines of a file, or the elements of one of its arrays. Each is handed to
//! `serde_json` by itself, so that a file of any size takes the memory of its longest piece, and a
//! piece that cannot be read does not take the rest with it.

mod elements;
mod lines;

use std::borrow::Cow;

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::Value;

use crate::Found;
use crate::text::some;
pub use elements::Elements;
pub use lines::Lines;

/// How many bytes a piece may have.
pub const MOST: u64 = 16 * 1_024 * 1_024;
/// How deep objects and arrays may stand in each other. No export comes near it.
pub const DEEPEST: usize = 100;
/// What some write at the beginning of a file to say that it is UTF-8.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// A piece of JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// At which byte of the file it begins.
    pub at: u64,
    /// What stands there.
    pub bytes: Vec<u8>,
}

impl Piece {
    /// It as text. What is no UTF-8 is U+FFFD in it.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Makes something of it.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.text())
    }

    /// The text that it has under a name, if it is an object at all. It is asked for the id of what
    /// could not be made.
    pub fn field(&self, name: &str) -> Option<String> {
        let object: Value = self.parse().ok()?;
        some(said(object.get(name)?))
    }

    /// What is told of it where it could not be read: its id is the text that it has under a name.
    pub fn broken(&self, id: &str, why: impl Into<String>) -> Found {
        Found::broken(self.at, self.field(id), why)
    }
}

/// Text or a number; nothing of what is neither. A field of the wrong kind is worth as much as one
/// that is missing, and must not take the whole entry with it.
pub fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Value::deserialize(from).map(|value| said(&value))
}

/// Whether something is so; what is no answer is none.
pub fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Value::deserialize(from).map(|value| value == Value::Bool(true) || value == 1)
}

/// An object, or nothing if it is missing or cannot be read.
pub fn maybe<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(
    from: D,
) -> Result<T, D::Error> {
    Value::deserialize(from).map(|value| serde_json::from_value(value).unwrap_or_default())
}

/// What is wrong with a piece. In which of its lines nobody could look up: it is one of many.
pub fn why(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((why, _)) => why.to_owned(),
        None => text,
    }
}

fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
