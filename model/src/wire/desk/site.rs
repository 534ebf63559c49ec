//! A site's settings, its threads and its titles, and rules that are tried before they are saved.

use crate::comment::State;
use crate::site::Site;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// `GET /v1/desk/site?site=`, and `POST /v1/desk/site`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The site.
    pub site: Site,
    /// Which state of the settings this is, or was made from; none for a new site.
    #[serde(default)]
    pub revision: Option<u64>,
}

/// `GET /v1/desk/threads?site=[&q=][&after=]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threads {
    /// The threads, the last written first.
    pub threads: Vec<ThreadRow>,
    /// Where there are more: what to send as `after`.
    #[serde(default)]
    pub next: Option<u64>,
}

/// A thread, as moderators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadRow {
    /// The hash.
    pub hash: String,
    /// The id.
    pub id: String,
    /// How many comments a reader can see.
    pub count: u32,
    /// When its count changed last.
    pub moved: Millis,
    /// Whether it takes comments, and how.
    pub door: Door,
    /// What its page claims to be called, without the ending that the site cuts off.
    #[serde(default)]
    pub claimed: Option<String>,
    /// What it is called, once that was confirmed.
    #[serde(default)]
    pub title: Option<String>,
}

/// Whether a thread takes comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// As the site's policy says.
    #[default]
    Open,
    /// Each new comment waits.
    Held,
    /// None.
    Closed,
}

/// `POST /v1/desk/thread`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDoor {
    /// The site's id.
    pub site: String,
    /// The thread's hash.
    pub hash: String,
    /// Whether it takes comments from now on.
    pub door: Door,
}

/// `POST /v1/desk/titles`: confirms, changes or takes back what threads are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTitles {
    /// The site's id.
    pub site: String,
    /// Which threads, at most 100.
    pub titles: Vec<SetTitle>,
}

/// What a thread is called from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTitle {
    /// The thread's hash.
    pub hash: String,
    /// The title as it was read, or written; none to take back what was confirmed.
    #[serde(default)]
    pub title: Option<String>,
}

/// `POST /v1/desk/try`: what a rule would have done with the last 1,000 comments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TryRule {
    /// The site's id.
    pub site: String,
    /// The pattern.
    pub pattern: String,
}

/// The answer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// How many comments were looked at.
    pub looked: u32,
    /// How many of them the pattern is in.
    pub matched: u32,
    /// The newest of those, twenty at most.
    pub examples: Vec<Example>,
}

/// A comment that a rule would have matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The author's name.
    pub name: String,
    /// The Markdown source.
    pub body: String,
    /// What it is now.
    pub state: State,
}
