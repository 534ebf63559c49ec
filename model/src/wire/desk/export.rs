//! Postil's own format: a site as lines of JSON.
//!
//! A file begins with a [`SiteLine`]. Each thread is a [`ThreadLine`], followed by its comments
//! ([`CommentLine`]), in the order in which they came, and its mentions ([`MentionLine`]). The first
//! field of a line says which it is. Whatever is empty is left out.

use crate::comment::{CommentId, State};
use crate::site::Site;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

use super::{BanAct, Door, Whom};

/// The number of the format: it grows when a reader of the one before would lose something.
pub const FORMAT: u32 = 1;

/// `GET /v1/desk/export?site=[&after=]`: how an export begins, and which threads it has.
/// `GET /v1/desk/export?site=&thread=` is answered with the lines of one thread, as it is then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    /// The first line, in the first part only.
    #[serde(default)]
    pub site: Option<SiteLine>,
    /// Hashes of threads, in order.
    pub threads: Vec<String>,
    /// Where the next part begins; none if this is the last.
    #[serde(default)]
    pub next: Option<String>,
}

/// What a site is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteLine {
    /// [`FORMAT`].
    pub postil: u32,
    /// What the owner has declared.
    pub site: Site,
    /// What authors' marks and the hashes of mail addresses are made with, in hexadecimal. Whoever
    /// has it can tell whether somebody they know has written something.
    pub secret: String,
    /// The bans in force. Those of networks end with the day, and are not in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bans: Vec<BanLine>,
}

/// A ban of an author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BanLine {
    /// Whom it is about: an author.
    pub whom: Whom,
    /// The hash of their key, in hexadecimal.
    pub key: String,
    /// Their name, as it stood on the comment that led to it.
    pub name: String,
    /// What becomes of what they write.
    pub act: BanAct,
    /// Until when; none for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Millis>,
    /// Who has made it.
    pub by: String,
    /// When.
    pub at: Millis,
}

/// What a thread is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadLine {
    /// Its id.
    pub thread: String,
    /// The address of its page, as its first author's browser or an import gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What it is called, once that was confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What its page claims to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed: Option<String>,
    /// Whether it takes comments.
    #[serde(default, skip_serializing_if = "is_open")]
    pub door: Door,
    /// The comment that is pinned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinned: Option<CommentId>,
}

/// A comment, in whatever state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentLine {
    /// Its id.
    pub comment: CommentId,
    /// Its number on the thread, once it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The comment it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    /// Whether and how it is shown.
    pub state: State,
    /// Why it waits: texts of reasons, separated by line feeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The author's name; empty where the author has deleted the comment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The author's own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the site says the author is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<String>,
    /// The hash of the author's key, in hexadecimal; of who wrote elsewhere, that of their mail
    /// address or name. Empty where the author has deleted the comment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// When it was written.
    pub created: Millis,
    /// When it was last edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<Millis>,
    /// When it was called spam or removed: its text is kept for a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<Millis>,
    /// The Markdown source.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// The hash of the source as it was first sent, in hexadecimal: it makes a repeat known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<String>,
    /// What it said before, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<FormerLine>,
    /// An edit that waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeLine>,
    /// The hashes of the keys that found it useful, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<String>,
    /// How many found it useful, where that was counted elsewhere and nobody knows who they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u32>,
}

/// What a comment said before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerLine {
    /// The Markdown source.
    pub body: String,
    /// Until when it stood there.
    pub until: Millis,
}

/// An edit that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// The Markdown source.
    pub body: String,
    /// Why it waits: texts of reasons, separated by line feeds.
    pub reason: String,
    /// Since when.
    pub since: Millis,
}

/// A pingback or a trackback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionLine {
    /// Its id.
    pub mention: CommentId,
    /// What the other page calls itself.
    pub name: String,
    /// The address of the other page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What it says of this one, as Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// When.
    pub created: Millis,
}

fn is_open(door: &Door) -> bool {
    *door == Door::Open
}
