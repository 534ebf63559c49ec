//! All that is known of an author.

use super::{BanAct, Whom};
use crate::time::Millis;
use crate::wire::{MyComment, MyVote};
use serde::{Deserialize, Serialize};

/// `POST /v1/desk/author`: everything of whoever wrote a comment. For the owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutAuthor {
    /// The site's id.
    pub site: String,
    /// The comment: [`Row::seq`](super::Row::seq).
    pub comment: u64,
    /// `count` and `erase` are answered with [`Author`], `export` with [`AuthorExport`].
    #[serde(rename = "do")]
    pub what: String,
    /// Where an export goes on: [`AuthorExport::next`].
    #[serde(default)]
    pub after: Option<String>,
}

/// How much there is of an author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name that the comment bears.
    pub name: String,
    /// How many comments of theirs moderators can see.
    pub comments: u32,
    /// Whether everything of theirs is being erased: that goes on until nothing is left.
    pub erasing: bool,
}

/// A part of everything that is kept of an author: all of it, once `next` is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorExport {
    /// What their comments are marked with.
    pub mark: String,
    /// Their comments, in whatever state, with what they said before.
    pub comments: Vec<MyComment>,
    /// The comments they have found useful.
    pub votes: Vec<MyVote>,
    /// What they have reported; in the first part only.
    pub reports: Vec<AuthorReport>,
    /// What was decided about all that they write; in the first part only.
    pub bans: Vec<AuthorBan>,
    /// Where the next part begins.
    #[serde(default)]
    pub next: Option<String>,
}

/// A report that an author has made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorReport {
    /// The thread's id.
    pub thread: String,
    /// The reported comment's id.
    pub comment: String,
    /// The code of the reason.
    pub reason: String,
    /// What they have added.
    pub note: String,
    /// When.
    pub at: Millis,
}

/// A ban of an author, or of a network that they were known by. Who made it is another's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorBan {
    /// Whom it was made against.
    pub whom: Whom,
    /// What happens to what they write.
    pub act: BanAct,
    /// Until when; none for good.
    #[serde(default)]
    pub until: Option<Millis>,
    /// When it was made.
    pub at: Millis,
}
