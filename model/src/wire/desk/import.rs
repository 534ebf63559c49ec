//! Importing what was written elsewhere. Whoever imports has read the file; the Worker gets what is
//! to be written, and nothing else of it.

use crate::time::Millis;
use serde::{Deserialize, Serialize};

use super::{CommentLine, MentionLine, SiteLine, ThreadLine};

/// `GET /v1/desk/imports?site=`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imports {
    /// All imports there were, the newest first.
    pub imports: Vec<Import>,
    /// What an import may use today; none on a paid account.
    #[serde(default)]
    pub left: Option<Left>,
    /// Whether there is no comment on the site yet, so that a whole site can be put in its place.
    pub is_empty: bool,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Its id.
    pub id: String,
    /// The name of the file.
    pub name: String,
    /// Where the file comes from.
    pub system: String,
    /// How far it has come.
    pub state: ImportState,
    /// Who has made it.
    pub by: String,
    /// When it was begun.
    pub at: Millis,
    /// How many comments it has brought; of one that is undone, how many there are left.
    pub comments: u32,
    /// How many mentions.
    pub mentions: u32,
    /// On how many threads.
    pub threads: u32,
    /// How many of these are still to be undone.
    #[serde(default)]
    pub undoing: u32,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// It was begun, and goes on where it stopped when the same file is chosen again.
    Running,
    /// All of it is there.
    Done,
    /// It was undone, or is being so.
    Undone,
}

/// What the free plan still gives an import today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Rows.
    pub rows: u32,
    /// Requests.
    pub requests: u32,
}

/// `POST /v1/desk/import`: a step of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportStep {
    /// The site's id.
    pub site: String,
    /// `begin` is answered with [`Started`]; `end` and `undo` with the [`Import`]; `restore` with
    /// nothing.
    #[serde(rename = "do")]
    pub what: String,
    /// The import's id. The same file with the same rules is the same import.
    #[serde(default)]
    pub id: String,
    /// To begin: the name of the file.
    #[serde(default)]
    pub name: String,
    /// To begin: where the file comes from.
    #[serde(default)]
    pub system: String,
    /// To end: [`AddEntries::done`].
    #[serde(default)]
    pub done: Vec<String>,
    /// To restore: what the site is to be, if there is no comment on it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<SiteLine>,
}

/// An import has begun, or goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// What the hashes of mail addresses are made with, in hexadecimal.
    pub secret: String,
    /// The hashes of the threads of which nothing is left to be sent.
    pub done: Vec<String>,
}

/// `POST /v1/desk/add`: entries of one thread, in the order in which they are to be written.
///
/// Answered with [`Added`]; with 429, the code `import_paused` and `Retry-After` while the day's
/// share is used up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddEntries {
    /// The site's id.
    pub site: String,
    /// The import's id.
    pub import: String,
    /// The thread.
    pub thread: ThreadLine,
    /// Comments: what one answers comes before it.
    pub comments: Vec<CommentLine>,
    /// Mentions.
    #[serde(default)]
    pub mentions: Vec<MentionLine>,
    /// The hashes of the threads that were finished before.
    #[serde(default)]
    pub done: Vec<String>,
}

/// What became of entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// Of each comment and then of each mention, in the order in which they were sent.
    pub outcomes: Vec<Outcome>,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is there now.
    New,
    /// It was there before.
    There,
}
