//! The lists of comments, and what stands in their rows.

use super::Act;
use crate::comment::State;
use crate::thread::Number;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// What a moderator looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// What waits for a decision.
    Held,
    /// What readers have reported.
    Reported,
    /// What is published, the newest first.
    Recent,
    /// Spam.
    Spam,
    /// What moderators have removed.
    Removed,
}

impl View {
    /// Every view, in the order of the desk.
    pub const ALL: [Self; 5] = [
        Self::Held,
        Self::Reported,
        Self::Recent,
        Self::Spam,
        Self::Removed,
    ];

    /// The name, as it stands in addresses and keys of locales.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Reported => "reported",
            Self::Recent => "recent",
            Self::Spam => "spam",
            Self::Removed => "removed",
        }
    }

    /// The view of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// `GET /v1/desk/queue?site=&view=[&q=][&after=][&most=]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: u32,
    /// Names the state that this shows: "all that match" means what was there then.
    pub upto: u64,
    /// Where there are more: what to send as `after`.
    #[serde(default)]
    pub next: Option<String>,
    /// How many there are in each view.
    pub counts: Counts,
}

/// `GET /v1/desk/counts?site=`: how many there are in each view.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// What waits.
    pub held: u32,
    /// What readers have reported.
    pub reported: u32,
    /// What is published.
    pub recent: u32,
    /// Spam.
    pub spam: u32,
    /// What moderators have removed.
    pub removed: u32,
    /// Changes with whatever changes in the queue.
    pub stamp: u64,
}

/// A comment, as moderators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Names the comment on this site; never another one's.
    pub seq: u64,
    /// The comment's id.
    pub id: String,
    /// Its thread's hash and id.
    pub hash: String,
    /// The thread's id.
    pub thread: String,
    /// Its number on the thread, once it was published.
    #[serde(default)]
    pub number: Option<Number>,
    /// The id of the comment it answers, with that one's number and author's name where they are known.
    #[serde(default)]
    pub parent: Option<Parent>,
    /// The author's name.
    pub name: String,
    /// The author's own address.
    #[serde(default)]
    pub url: Option<String>,
    /// The author's mark.
    pub mark: String,
    /// Whether it was written by somebody who works here.
    #[serde(default)]
    pub badge: Option<String>,
    /// How many published comments the author has here.
    pub published: u32,
    /// The Markdown source.
    pub body: String,
    /// That source as readers would see it.
    pub html: String,
    /// The source of an edit that waits.
    #[serde(default)]
    pub change: Option<String>,
    /// How many texts it had before.
    #[serde(default)]
    pub former: u32,
    /// When it was written.
    pub created: Millis,
    /// Whether and how it is shown.
    pub state: State,
    /// Whether it is pinned on its thread.
    #[serde(default)]
    pub pinned: bool,
    /// Why it is here, as [`crate::verdict::Reason`]s' texts.
    pub reasons: Vec<String>,
    /// What readers have said who reported it: how many, and their reasons.
    pub reports: Vec<Report>,
    /// Who has decided about it last, and how.
    #[serde(default)]
    pub decided: Option<Decided>,
}

/// The comment that another answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// Its id.
    pub id: String,
    /// Its author's name.
    pub name: String,
}

/// A reader's report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The code of the reason.
    pub reason: String,
    /// What they have added.
    pub note: String,
    /// When.
    pub at: Millis,
}

/// `GET /v1/desk/former?site=&comment=`: what a comment said before, the oldest text first. `comment`
/// is [`Row::seq`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerTexts {
    /// The texts.
    pub texts: Vec<FormerText>,
}

/// What a comment said before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerText {
    /// The Markdown source.
    pub body: String,
    /// Until when it stood there.
    pub until: Millis,
}

/// A decision about a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Who.
    pub by: String,
    /// What.
    pub act: Act,
    /// When.
    pub at: Millis,
}

/// `GET /v1/desk/where?site=&id=`: where the comment of an id is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Where {
    /// The view. What is shown, and was reported, is among what was reported.
    pub view: View,
}

/// A short hash of what a moderator has read: the text, and the edit that waits. FNV-1a, 64 bits,
/// in hexadecimal: it guards against a slip, not against an attacker who would have to hit a text
/// that a person takes for the other one.
#[must_use]
pub fn text_of(body: &str, change: Option<&str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in body
        .bytes()
        .chain([0])
        .chain(change.unwrap_or_default().bytes())
    {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_that_was_read_is_told_from_another() {
        let read = text_of("Hello", None);
        assert_eq!(read, text_of("Hello", None));
        for (body, change) in [
            ("hello", None),
            ("Hello", Some("x")),
            ("Hellox", None),
            ("", Some("Hello")),
        ] {
            assert_ne!(read, text_of(body, change), "{body} {change:?}");
        }
    }
}
