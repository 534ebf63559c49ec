//! The bodies of the calls under `/v1/moderate/`, by which one moderates in the page itself. They are
//! sent as text, so that no browser asks before it sends them; so the token stands in the body.

use crate::time::Millis;
use crate::wire::ThreadAddress;
use serde::{Deserialize, Serialize};

/// `POST /v1/moderate/link`, answered with [`Linked`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The site's id.
    pub site: String,
    /// The code from the link that was made at the desk.
    pub code: String,
    /// The languages the moderator would like an error in, best first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// A browser that is linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// The token. It is nowhere else: only its hash is kept.
    pub token: String,
    /// The moderator's name, as readers see it.
    pub name: String,
    /// Until when the token is good.
    pub until: Millis,
}

/// Every other call: `POST /v1/moderate/{waiting|hide|approve|undo|reply|stop}`. `waiting` is answered
/// with [`Waiting`], `stop` with nothing, the others with [`Done`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moderate {
    /// The site's id.
    pub site: String,
    /// The token.
    pub token: String,
    /// The thread.
    #[serde(default)]
    pub thread: ThreadAddress,
    /// The comment that is hidden, approved or answered, or about which a decision is undone.
    #[serde(default)]
    pub comment: String,
    /// `hide`, `approve`, `undo`: the action's id, a UUIDv7 made by the page. `reply`: the reply's.
    #[serde(default)]
    pub id: String,
    /// `approve`: [`WaitingRow::text`].
    #[serde(default)]
    pub text: String,
    /// `reply`: the Markdown source.
    #[serde(default)]
    pub body: String,
}

/// What has become of a decision or of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Whether anything has changed: not where somebody else was quicker, or where the comment says
    /// something else than what was read.
    pub changed: bool,
    /// The thread's version that has it.
    pub version: u64,
}

/// What waits on a thread, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The moderator's name, as readers see it.
    pub name: String,
    /// The comments.
    pub rows: Vec<WaitingRow>,
}

/// A comment that waits, or whose edit does. Neither its author's key nor their network is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingRow {
    /// The comment's id.
    pub id: String,
    /// Of a comment that readers do not see: its row, as HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// The edit that waits, as HTML.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit: Option<String>,
    /// [`text_of`](super::desk::text_of) what is shown.
    pub text: String,
}
