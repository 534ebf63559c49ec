//! What a site's object is asked.

use super::{Claim, Manner, News, Whose, moderate};
use postil_model::CommentId;
use postil_model::mine::Cursor;
use postil_model::verdict::Verdict;
use serde::{Deserialize, Serialize};

/// To a site's object.
#[derive(Serialize, Deserialize)]
pub enum ToSite {
    /// May this author post? [`Judged`].
    Judge(Judge),
    /// What has happened on a thread: nothing is answered.
    Tell(Whose, Vec<News>),
    /// The newest comments of the site: [`Feed`](super::Feed).
    Feed,
    /// Where does a key have something? [`Places`].
    Where(Where),
    /// A reader reports a comment. Nothing is answered.
    Report(Whose, Reported),
    /// What everybody who serves the site has to know: [`Settings`](super::Settings).
    Settings,
    /// What threads of these ids are called, as far as that was confirmed: a list of ids and titles.
    Titles(Vec<String>),
    /// The names of those who work here, as of a version. Nothing is answered.
    Staff {
        /// Grows with each change of them.
        version: u64,
        /// The names.
        names: Vec<String>,
    },
    /// The private feed of what waits, for whoever has its token: the feed as text.
    QueueFeed {
        /// The hash of the token.
        token: String,
        /// The origin of this Worker, for links.
        origin: String,
    },
    /// Something that somebody signed in to the desk wants.
    Moderate(moderate::Moderation),
}

/// A reader's report of a comment.
#[derive(Serialize, Deserialize)]
pub struct Reported {
    /// Which comment, and whose report it is.
    pub claim: Claim,
    /// The code of the reason.
    pub reason: String,
    /// What the reader has added.
    pub note: String,
    /// The bucket of the reader's network, for today.
    pub network: String,
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
    /// The author's name.
    pub name: String,
    /// The author's own address.
    #[serde(default)]
    pub url: Option<String>,
    /// The Markdown source.
    pub body: String,
    /// Whether somebody writes it who works here, and has proven so.
    #[serde(default)]
    pub by_staff: bool,
    /// How it came to be written.
    #[serde(default)]
    pub manner: Manner,
    /// The page's title, as claimed.
    #[serde(default)]
    pub title: Option<String>,
    /// If it is an edit: what tells it from other edits of the comment.
    #[serde(default)]
    pub edit: Option<String>,
}

/// A verdict.
#[derive(Serialize, Deserialize)]
pub struct Judged {
    /// What is decided.
    pub verdict: Verdict,
    /// The author's public mark on this site.
    pub mark: String,
}

/// A question for the threads that a key has something on.
#[derive(Serialize, Deserialize)]
pub struct Where {
    /// The hash of the key, in hexadecimal.
    pub key: String,
    /// Where the last answer ended.
    pub after: Cursor,
}

/// The threads that a key has something on.
#[derive(Serialize, Deserialize)]
pub struct Places {
    /// The key's public mark on this site.
    pub mark: String,
    /// The hashes of the threads, in order: at most [`postil_model::mine::MOST_THREADS`].
    pub hashes: Vec<String>,
    /// Whether there are more.
    pub more: bool,
}
