//! Whether a comment is shown.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The state of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Everybody sees it.
    Published,
    /// It waits for a moderator; only its author sees it, on the browser it was written with.
    Held,
    /// A moderator or a rule found it to be spam.
    Spam,
    /// Taken away: a tombstone where it has replies, else nothing.
    Removed,
}

impl State {
    /// The word in HTTP and in the stores.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Held => "held",
            Self::Spam => "spam",
            Self::Removed => "removed",
        }
    }

    /// The state of a word, if it is one.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Published, Self::Held, Self::Spam, Self::Removed]
            .into_iter()
            .find(|state| state.as_str() == word)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
