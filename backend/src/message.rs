//! What the Worker and its objects say to each other.
//!
//! A message is the JSON body of a request to an object's stub; the answer is a `Result` as JSON,
//! whose error is a [`Refusal`]. Nobody outside can send one: objects have no address.

use postil_model::CommentId;
use postil_model::verdict::Verdict;
use postil_model::wire::{Comment, ThreadJson};
use serde::{Deserialize, Serialize};

use crate::feed::Saying;
use crate::problem::Refusal;

/// What an object answers.
pub type Reply<T> = Result<T, Refusal>;

/// Which thread is meant. An object learns from this what it is, since an alarm does not tell it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Whose {
    /// The site's id.
    pub site: String,
    /// The thread's id.
    pub thread: String,
    /// The thread's hash, part of its KV keys.
    pub hash: String,
}

/// To a thread's object.
#[derive(Serialize, Deserialize)]
pub enum ToThread {
    /// Store a comment: [`Stored`].
    Insert(Box<Insert>),
    /// Render a page: [`Rendered`].
    Page(Which),
    /// A page as data: [`ThreadJson`].
    Data(Which),
    /// Render a page that works without JavaScript: [`Shown`].
    Plain(Which, Plain),
    /// The newest comments: [`Feed`].
    Feed,
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
    pub parent: Option<CommentId>,
    /// The author's name.
    pub name: String,
    /// The author's web address.
    pub url: Option<String>,
    /// The Markdown source.
    pub body: String,
    /// The hash of the author's device key, in hexadecimal.
    pub key: String,
    /// The bucket of the author's network, for today.
    pub network: String,
    /// The page's address, as claimed: kept for moderators, shown to nobody else.
    pub claimed_address: Option<String>,
    /// The page's title, as claimed: likewise.
    pub claimed_title: Option<String>,
}

/// What became of an [`Insert`].
#[derive(Serialize, Deserialize)]
pub struct Stored {
    /// The comment as it is stored.
    pub comment: Comment,
    /// The thread's version that has it.
    pub version: u64,
    /// Why it is held: the code of a reason.
    pub reason: Option<String>,
    /// Whether it was there before.
    pub repeat: bool,
}

/// Which page, and in which language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Which {
    /// The page.
    pub page: PageName,
    /// The language.
    pub language: String,
}

/// How a page is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageName {
    /// By its number, counted from 0.
    Number(u32),
    /// The open page.
    Last,
    /// The conversations that readers found the most useful; of a thread of one page, that page.
    Best,
    /// The page that a comment is on; page 0, if there is no such comment.
    With(String),
}

/// What a page without JavaScript needs beside its rows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Plain {
    /// The heading's title.
    pub title: String,
    /// The address that a comment's id is appended to in order to answer it.
    pub reply: String,
    /// The address that a comment's id is appended to in order to find it, whatever page it is on.
    pub comment: String,
    /// The answered comment, and the form to answer it.
    pub open: Option<(String, String)>,
}

/// A rendered page.
#[derive(Serialize, Deserialize)]
pub struct Rendered {
    /// The HTML fragment.
    pub html: String,
    /// The thread's version.
    pub version: u64,
    /// How many comments a reader can see on the thread.
    pub count: u32,
    /// The page.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
}

/// A page that works without JavaScript.
#[derive(Serialize, Deserialize)]
pub struct Shown {
    /// The page.
    pub page: Rendered,
    /// The comments that everybody sees on it, in order.
    pub comments: Vec<Comment>,
    /// Whether the comment that the page was named by is among them; true if none was.
    pub found: bool,
}

/// The newest comments.
#[derive(Serialize, Deserialize)]
pub struct Feed {
    /// As Atom.
    pub atom: String,
    /// The version of the thread or of what the site publishes.
    pub version: u64,
}

/// A page as data.
pub type Data = ThreadJson;

/// To a site's object.
#[derive(Serialize, Deserialize)]
pub enum ToSite {
    /// May this author post? [`Judged`].
    Judge(Judge),
    /// What has happened on a thread: nothing is answered.
    Tell(Whose, Vec<News>),
    /// The newest comments of the site: [`Feed`].
    Feed,
}

/// A message to a site's object.
#[derive(Serialize, Deserialize)]
pub struct SiteLetter {
    /// The site's id.
    pub site: String,
    /// What it is to do.
    pub ask: ToSite,
}

/// A comment to be judged.
#[derive(Serialize, Deserialize)]
pub struct Judge {
    /// The thread: with the id, the comment's name on the site.
    pub whose: Whose,
    /// The comment's id.
    pub id: CommentId,
    /// The hash of the author's device key, in hexadecimal.
    pub key: String,
    /// The bucket of the author's network.
    pub network: String,
    /// Whether the thread has never shown a comment.
    pub new_thread: bool,
}

/// A verdict.
#[derive(Serialize, Deserialize)]
pub struct Judged {
    /// What is decided.
    pub verdict: Verdict,
    /// The author's public mark on this site.
    pub mark: String,
}

/// What a published comment says, for the site's feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Its id.
    pub comment: CommentId,
    /// The thread's version in which it says this.
    pub version: u64,
    /// When it was posted.
    pub created: u64,
    /// What it says; nothing once it is not shown any more.
    pub saying: Option<Saying>,
}

/// What has happened on a thread. Each is true whenever it is told, so telling twice does no harm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// The number of comments a reader can see, as of a version.
    Count {
        /// How many.
        count: u32,
        /// As of this version.
        version: u64,
    },
    /// What a comment says now.
    Said(Box<Said>),
    /// A comment waits for a moderator.
    Held {
        /// Its id.
        comment: CommentId,
        /// The code of the reason.
        reason: String,
        /// Since when.
        since: u64,
    },
    /// The thread has never been published and cannot be soon, so readers are to be sent to its
    /// object; or no longer.
    Waiting(bool),
}
