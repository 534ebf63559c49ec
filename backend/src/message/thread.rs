//! What a thread's object is asked to do.

use super::{Order, Plain, Terms, Which, Whose};
use crate::ledger::Loan;
use postil_model::CommentId;
use postil_model::vote::Value;
use postil_model::wire::Comment;
use postil_model::wire::MyComment;
use postil_model::wire::MyVote;
use serde::{Deserialize, Serialize};

/// To a thread's object.
#[derive(Serialize, Deserialize)]
pub enum ToThread {
    /// Store a comment: [`Stored`].
    Insert(Box<Insert>),
    /// What the author of a comment may edit: [`Source`].
    Source(Claim),
    /// Edit a comment: [`Stored`].
    Edit(Box<Edit>),
    /// Delete a comment for its author: [`Deleted`](super::Deleted).
    Delete(Claim),
    /// Count a vote, or no longer: [`Voted`](super::Voted).
    Vote(Vote),
    /// What a key has here: [`Owned`].
    Own(Own),
    /// Delete what a key has here: [`Erased`].
    Erase(String),
    /// Render a page: [`Rendered`](super::Rendered).
    Page(Which),
    /// A page as data: [`Data`](super::Data).
    Data(Which),
    /// Render a page that works without JavaScript: [`Shown`](super::Shown).
    Plain(Which, Plain),
    /// The newest comments: [`Feed`](super::Feed).
    Feed,
    /// Carry out what the site's object has decided. Nothing is answered.
    Orders(Vec<Order>),
    /// What a comment said before: [`FormerTexts`](postil_model::wire::desk::FormerTexts).
    Former(String),
    /// Know this of the site and its moderators. Nothing is answered.
    Terms(Terms),
    /// Write entries of an import, a [`Batch`](super::moving::Batch) as JSON:
    /// [`Taken`](super::moving::Taken).
    Import(String),
    /// Undo the import of a number, or some of it: [`Undone`](super::moving::Undone).
    Undo(u64),
    /// Put what was imported, with these puts: how many are to be put in another turn.
    Turn(Loan),
    /// Say all that there is: [`Lines`](super::moving::Lines).
    Export,
    /// Be up to date, and tell the site's object what it may not know: the thread's version.
    Wake,
}

/// A message to a thread's object.
#[derive(Serialize, Deserialize)]
pub struct Letter {
    /// The thread.
    pub whose: Whose,
    /// What it is to do.
    pub ask: ToThread,
}

/// A comment to be stored. What the client may decide, all of it valid, and nothing else.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Insert {
    /// Its id.
    pub id: CommentId,
    /// The comment it answers.
    #[serde(default)]
    pub parent: Option<CommentId>,
    /// The author's name.
    pub name: String,
    /// The author's web address.
    #[serde(default)]
    pub url: Option<String>,
    /// The Markdown source.
    pub body: String,
    /// The hash of the author's device key, in hexadecimal.
    pub key: String,
    /// The bucket of the author's network, for today.
    pub network: String,
    /// The page's address, as claimed: kept for moderators, shown to nobody else.
    #[serde(default)]
    pub claimed_address: Option<String>,
    /// The page's title, as claimed: likewise.
    #[serde(default)]
    pub claimed_title: Option<String>,
    /// What the site says the author is: none for a reader.
    #[serde(default)]
    pub badge: Option<String>,
    /// How it came to be written.
    #[serde(default)]
    pub manner: Manner,
}

/// How a comment came to be written: hints, but for the work, which is proven.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manner {
    /// Whether a field was filled in that no person sees.
    pub trapped: bool,
    /// For how many milliseconds the author has written.
    #[serde(default)]
    pub took: Option<u64>,
    /// How many bits of work are proven with it.
    pub proven: u8,
    /// Whether its client cannot work: it has no scripts, or says so.
    pub cannot_work: bool,
    /// The lasting bucket of the author's network. It is compared with those of banned networks,
    /// and kept of no other.
    #[serde(default)]
    pub lasting: String,
}

/// What became of an [`Insert`].
#[derive(Serialize, Deserialize)]
pub struct Stored {
    /// The comment as it is stored.
    pub comment: Comment,
    /// The thread's version that has it.
    pub version: u64,
    /// Why it is held: the text of its reasons.
    #[serde(default)]
    pub reason: Option<String>,
    /// Whether it was there before.
    pub repeat: bool,
}

/// A comment that somebody's key wants something of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// The comment's id.
    pub id: CommentId,
    /// The hash of the key, in hexadecimal.
    pub key: String,
}

/// The key goes no further than this: only its hash is sent on.
impl From<postil_model::Claim> for Claim {
    fn from(claim: postil_model::Claim) -> Self {
        Self {
            key: claim.key.hash().to_hex(),
            id: claim.id,
        }
    }
}

/// An edit to be stored, all of it valid.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Edit {
    /// Which comment, and who says that it is theirs.
    pub claim: Claim,
    /// The new Markdown source.
    pub body: String,
    /// The revision it was made from.
    #[serde(default)]
    pub revision: Option<String>,
    /// The bucket of the author's network, for today.
    pub network: String,
    /// How it came to be written.
    #[serde(default)]
    pub manner: Manner,
}

/// A comment's source.
#[derive(Serialize, Deserialize)]
pub struct Source {
    /// The Markdown source, that of a waiting change if there is one.
    pub body: String,
    /// Its revision.
    pub revision: String,
    /// Until when it may be edited.
    pub until: u64,
}

/// A vote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Vote {
    /// Which comment, and whose vote it is.
    pub claim: Claim,
    /// The vote.
    pub value: Value,
    /// The bucket of the voter's network, for today.
    pub network: String,
}

/// A question for what a key has on a thread.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Own {
    /// The hash of the key, in hexadecimal.
    pub key: String,
    /// The last of its comments that was answered.
    pub after: u64,
    /// Whether former texts and votes are wanted, too.
    pub all: bool,
}

/// What a key has on a thread.
#[derive(Default, Serialize, Deserialize)]
pub struct Owned {
    /// Its comments, or the first of them.
    pub comments: Vec<MyComment>,
    /// The comments it has found useful.
    pub votes: Vec<MyVote>,
    /// If there are more comments: behind which to go on.
    #[serde(default)]
    pub more: Option<u64>,
}

/// What was deleted of what a key had on a thread.
#[derive(Default, Serialize, Deserialize)]
pub struct Erased {
    /// How many comments.
    pub comments: u32,
    /// Whether there is more.
    pub more: bool,
}
