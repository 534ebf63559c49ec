//! What a thread's object and a site's tell and order each other.

use crate::feed::Entry;
use postil_model::CommentId;
use postil_model::comment::State;
use serde::{Deserialize, Serialize};

/// What a published comment says, for the site's feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The thread's version in which it says this.
    pub version: u64,
    /// The comment.
    pub entry: Entry,
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
    /// Which of the site's imports has brought it.
    #[serde(default)]
    pub import: Option<u64>,
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
    /// Comments were imported, this one first. What is sent is what they are by then:
    /// [`News::Comment`] of each.
    Imported(u64),
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
