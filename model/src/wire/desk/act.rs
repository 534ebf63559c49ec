//! What is done with comments, and what was done.

use super::{Counts, View};
use crate::comment::State;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// What is done with comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Publish it, or the edit that waits. Also: restore, and "this is no spam".
    Approve,
    /// Take it out of sight until somebody decides again.
    Hold,
    /// It is spam.
    Spam,
    /// Take it away; it can be restored for 30 days.
    Remove,
    /// Show it above the others of its thread, too, in the place of the one that is.
    Pin,
    /// No longer.
    Unpin,
}

impl Act {
    /// What can be done with many comments at once.
    pub const ALL: [Self; 4] = [Self::Approve, Self::Hold, Self::Spam, Self::Remove];
    /// What can be done with a comment that is shown.
    pub const PINS: [Self; 2] = [Self::Pin, Self::Unpin];

    /// The name, as it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Hold => "hold",
            Self::Spam => "spam",
            Self::Remove => "remove",
            Self::Pin => "pin",
            Self::Unpin => "unpin",
        }
    }

    /// The act of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut acts = Self::ALL.into_iter().chain(Self::PINS);
        acts.find(|act| act.name() == name)
    }

    /// The state that it leads to, or that it needs.
    #[must_use]
    pub const fn state(self) -> State {
        match self {
            Self::Approve | Self::Pin | Self::Unpin => State::Published,
            Self::Hold => State::Held,
            Self::Spam => State::Spam,
            Self::Remove => State::Removed,
        }
    }
}

/// Which comments are meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// These.
    Rows(Vec<Chosen>),
    /// All that match, as they were when they were looked at.
    All {
        /// The view.
        view: View,
        /// What was searched for.
        q: String,
        /// [`Queue::upto`](super::Queue::upto).
        upto: u64,
    },
}

/// A comment that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// [`Row::seq`](super::Row::seq).
    pub seq: u64,
    /// [`text_of`](super::text_of) the row that was looked at: what says something else by now waits on.
    pub text: String,
}

/// `POST /v1/desk/act`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoAct {
    /// The site's id.
    pub site: String,
    /// What is done.
    pub act: Act,
    /// With which comments.
    pub which: Which,
    /// The action's id, made by the desk: repeating a request whose answer was lost does no harm.
    pub id: String,
}

/// `POST /v1/desk/undo`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The site's id.
    pub site: String,
    /// The action that is undone.
    pub action: String,
}

/// The answer to [`DoAct`] and [`Undo`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acted {
    /// The action's id, by which it can be undone.
    pub action: String,
    /// How many comments it has changed.
    pub changed: u32,
    /// How many it has left alone, since they say something else by now or are gone.
    pub left: u32,
    /// How many more there are of "all that match": the request is to be sent again.
    pub more: bool,
    /// How many there are in each view now.
    pub counts: Counts,
}

/// `POST /v1/desk/reply`, answered with [`Acted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The site's id.
    pub site: String,
    /// The comment that is answered: [`Row::seq`](super::Row::seq). One that waits is approved with it.
    pub to: Chosen,
    /// The reply's own id, a UUIDv7 made by the desk.
    pub id: String,
    /// The Markdown source.
    pub body: String,
}

/// `GET /v1/desk/log?site=[&after=]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// What was done, the newest first.
    pub entries: Vec<LogEntry>,
    /// Where there is more: what to send as `after`.
    #[serde(default)]
    pub next: Option<u64>,
}

/// Something that somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Its place in the log.
    pub seq: u64,
    /// Who.
    pub by: String,
    /// When.
    pub at: Millis,
    /// What: an [`Act`]'s name, `undo`, `settings`, `reply`, `close`, `open`, `ban`, `lift`, …
    pub act: String,
    /// With how many comments.
    pub comments: u32,
    /// What tells it from others: a thread, a name, a rule.
    pub about: String,
    /// The action's id, if it can be undone.
    #[serde(default)]
    pub action: Option<String>,
    /// Whether it was undone.
    pub undone: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_is_sent() {
        for view in View::ALL {
            assert_eq!(serde_json::to_value(view).unwrap(), view.name());
            assert_eq!(View::named(view.name()), Some(view));
        }
        for act in Act::ALL.into_iter().chain(Act::PINS) {
            assert_eq!(serde_json::to_value(act).unwrap(), act.name());
            assert_eq!(Act::named(act.name()), Some(act));
        }
        assert_eq!((View::named("all"), Act::named("")), (None, None));
    }

    #[test]
    fn a_call_reads_as_it_is_documented() {
        let act: DoAct = serde_json::from_str(
            r#"{"site":"a","act":"spam","which":{"rows":[{"seq":1,"text":"x"}]},"id":"i"}"#,
        )
        .unwrap();
        assert_eq!(
            act.which,
            Which::Rows(vec![Chosen {
                seq: 1,
                text: "x".into()
            }])
        );
    }
}
