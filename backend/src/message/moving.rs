//! What is asked of a thread's object when a site moves in or out.

use postil_model::wire::desk::{CommentLine, MentionLine, ThreadLine};
use serde::{Deserialize, Serialize};

/// Entries of an import that are to be written.
#[derive(Debug, Deserialize)]
pub struct Batch {
    /// The import's number on the site.
    pub import: u64,
    /// What authors' marks are made with.
    pub secret: String,
    /// The thread.
    pub thread: ThreadLine,
    /// Comments: what one answers comes before it.
    pub comments: Vec<CommentLine>,
    /// Mentions.
    #[serde(default)]
    pub mentions: Vec<MentionLine>,
}

/// What became of a [`Batch`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Taken {
    /// Of each comment and then of each mention: a list of
    /// [`Outcome`](postil_model::wire::desk::Outcome)s as JSON.
    pub outcomes: String,
    /// How many comments of the import there are on the thread now.
    pub comments: u32,
    /// How many mentions.
    pub mentions: u32,
    /// Whether its pages wait for their turn in KV.
    pub waits: bool,
}

/// What became of the undoing of an import on a thread.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Undone {
    /// How many comments of the import are still there.
    pub left: u32,
    /// Whether nothing at all is left on the thread.
    pub empty: bool,
}

/// A thread as it goes into an export.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Lines {
    /// The address of its page, as it was claimed.
    #[serde(default)]
    pub address: Option<String>,
    /// Its comments and mentions, a line each.
    pub lines: String,
}
