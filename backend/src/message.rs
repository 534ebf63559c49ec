//! What the Worker and its objects say to each other.
//!
//! A message is the JSON body of a request to an object's stub; the answer is a `Result` as JSON,
//! whose error is a [`Refusal`]. Nobody outside can send one: objects have no address.

pub mod desk;
pub mod moderate;

use postil_model::CommentId;
use postil_model::comment::State;
use postil_model::mine::Cursor;
use postil_model::verdict::Verdict;
use postil_model::vote::Value;
use postil_model::wire::{Comment, MyComment, MyVote};
pub use postil_model::wire::{Deleted, Voted};
use serde::{Deserialize, Serialize};

use crate::feed::Entry;
pub use crate::settings::Settings;

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
    /// What the author of a comment may edit: [`Source`].
    Source(Claim),
    /// Edit a comment: [`Stored`].
    Edit(Box<Edit>),
    /// Delete a comment for its author: [`Deleted`].
    Delete(Claim),
    /// Count a vote, or no longer: [`Voted`].
    Vote(Vote),
    /// What a key has here: [`Owned`].
    Own(Own),
    /// Delete what a key has here: [`Erased`].
    Erase(String),
    /// Render a page: [`Rendered`].
    Page(Which),
    /// A page as data: [`Data`].
    Data(Which),
    /// Render a page that works without JavaScript: [`Shown`].
    Plain(Which, Plain),
    /// The newest comments: [`Feed`].
    Feed,
    /// Carry out what the site's object has decided. Nothing is answered.
    Orders(Vec<Order>),
    /// What a comment said before: [`FormerTexts`](postil_model::wire::desk::FormerTexts).
    Former(String),
    /// Know this of the site and its moderators. Nothing is answered.
    Terms(Terms),
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
    #[serde(default)]
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
    /// What the thread is called, once that was confirmed.
    #[serde(default)]
    pub title: Option<String>,
    /// Whether it takes no comments.
    pub closed: bool,
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
#[derive(Serialize, Deserialize)]
pub struct Data {
    /// The page: [`ThreadJson`](postil_model::wire::ThreadJson) as JSON, which is passed on as it is.
    pub json: String,
    /// The version of the thread.
    pub version: u64,
}

/// To a site's object.
#[derive(Serialize, Deserialize)]
pub enum ToSite {
    /// May this author post? [`Judged`].
    Judge(Judge),
    /// What has happened on a thread: nothing is answered.
    Tell(Whose, Vec<News>),
    /// The newest comments of the site: [`Feed`].
    Feed,
    /// Where does a key have something? [`Places`].
    Where(Where),
    /// A reader reports a comment. Nothing is answered.
    Report(Whose, Reported),
    /// What everybody who serves the site has to know: [`Settings`].
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

/// What a published comment says, for the site's feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The thread's version in which it says this.
    pub version: u64,
    /// The comment.
    pub entry: Entry,
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

/// A comment, as its thread tells the site's object of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The comment's id.
    pub id: CommentId,
    /// Grows with each change of the comment: older news of it is no news.
    pub rev: u64,
    /// The last of the site's orders that was carried out on it.
    pub ordered: u64,
    /// Its number on the thread, once it was published.
    #[serde(default)]
    pub number: Option<String>,
    /// The comment it answers.
    #[serde(default)]
    pub parent: Option<CommentId>,
    /// The author's name.
    pub name: String,
    /// The author's own address.
    #[serde(default)]
    pub url: Option<String>,
    /// The author's mark.
    pub mark: String,
    /// What the site says the author is.
    #[serde(default)]
    pub badge: Option<String>,
    /// The hash of the author's key.
    pub key: String,
    /// The Markdown source.
    pub body: String,
    /// The source of an edit that waits.
    #[serde(default)]
    pub change: Option<String>,
    /// How many texts it had before.
    #[serde(default)]
    pub former: u32,
    /// When it was written.
    pub created: u64,
    /// Whether and how it is shown.
    pub state: State,
    /// Why it, or the edit, waits: texts of reasons, separated by line feeds.
    pub reasons: String,
}

/// What a site's object orders of a thread's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Its number on the site. An order is carried out once, and never after a later one.
    pub seq: u64,
    /// The comment.
    pub comment: CommentId,
    /// What becomes of it.
    pub state: State,
    /// What becomes of its text.
    pub words: Words,
    /// Why it waits from now on: texts of reasons, separated by line feeds.
    pub reasons: String,
    /// If given: the text that was decided about, as
    /// [`text_of`](postil_model::wire::desk::text_of) names it. A comment that says something else
    /// by now is left alone.
    #[serde(default)]
    pub read: Option<String>,
}

/// What a thread has to know of its site and its moderators. It is told whole, as it is by then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Grows with each change of what follows: older terms are none.
    pub number: u64,
    /// The site's declaration that its pages are to show, or a later one.
    pub revision: u64,
    /// Whether a moderator has closed it.
    pub closed: bool,
    /// What it is called, once that was confirmed.
    pub title: Option<String>,
    /// The id of the comment that is pinned.
    pub pinned: Option<String>,
}

/// What an order makes of a comment's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Words {
    /// Nothing.
    Leave,
    /// The edit that waits takes the place of the text.
    Take,
    /// Both are as they were.
    Restore {
        /// The text.
        body: String,
        /// The edit that waited, and why.
        #[serde(default)]
        change: Option<(String, String)>,
    },
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
    /// A comment has changed. What is sent is what it is by then: [`News::Comment`], or
    /// [`News::Gone`].
    Look(CommentId),
    /// What a comment is now.
    Comment(Box<Told>),
    /// This comment was deleted: nothing is remembered of it.
    Gone(CommentId),
    /// A key has something on this thread, or no longer.
    Mine {
        /// The hash of the key, in hexadecimal.
        key: String,
        /// Whether it has.
        any: bool,
    },
    /// All keys that had something here before keys were listed are told.
    Listed,
    /// What its readers' browsers call the page, as they claimed last.
    Title(Option<String>),
    /// The thread has never been published and cannot be soon, so readers are to be sent to its
    /// object; or no longer.
    Waiting(bool),
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps of the thread's schema write these as text, and older builds have left them behind.
    #[test]
    fn news_that_are_stored_are_understood() {
        for (stored, expected) in [
            (
                r#"{"Mine":{"key":"ab","any":true}}"#,
                News::Mine {
                    key: "ab".into(),
                    any: true,
                },
            ),
            (r#""Listed""#, News::Listed),
            (r#"{"Title":"A page"}"#, News::Title(Some("A page".into()))),
            (
                r#"{"Look":"01923456-789a-7fff-bfff-ffffffffffff"}"#,
                News::Look(CommentId::try_from("01923456-789a-7fff-bfff-ffffffffffff").unwrap()),
            ),
            (
                r#"{"Gone":"01923456-789a-7fff-bfff-ffffffffffff"}"#,
                News::Gone(CommentId::try_from("01923456-789a-7fff-bfff-ffffffffffff").unwrap()),
            ),
        ] {
            assert_eq!(serde_json::from_str::<News>(stored).unwrap(), expected);
        }
    }
}
