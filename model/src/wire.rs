//! The requests and answers of the HTTP API, shared by the widget, the desk and the backend.
//!
//! A request's types hold what a stranger sent: nothing in them is valid yet (see
//! [`crate::draft`]). An answer's types are the exact set of fields that ever leaves.

use serde::{Deserialize, Serialize};

/// Where a reader found a thread, as the page says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadAddress {
    /// The id the page's owner gave (`data-thread`), or one that an answer named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The page's address.
    #[serde(default)]
    pub url: String,
    /// The page's canonical link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// The page's title: a claim of the reader's browser.
    #[serde(default)]
    pub title: String,
    /// The language of the section, in which answers are worded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// Who a commenter says they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostAuthor {
    /// The display name.
    pub name: String,
    /// A web address of theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The body of `POST /v1/comments`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostComment {
    /// The site's id.
    pub site: String,
    /// Where the comment belongs.
    pub thread: ThreadAddress,
    /// The comment's id, made by the client: the same for every try.
    pub id: String,
    /// The id of the comment that is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Who writes.
    pub author: PostAuthor,
    /// The comment's Markdown source.
    pub body: String,
    /// The device key.
    pub key: String,
}

/// An author, as everybody may see them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The display name.
    pub name: String,
    /// A web address (http or https).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the site's owner vouches for, such as "moderator".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<String>,
    /// What the public sees of the device key; see [`crate::key`].
    pub mark: String,
}

/// A comment, as everybody may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its id.
    pub id: String,
    /// Its number on the thread; a comment that was never published has none.
    pub number: Option<String>,
    /// The id of the comment it answers.
    pub parent: Option<String>,
    /// Who wrote it. Empty for a tombstone.
    pub author: Author,
    /// Its text, rendered. Empty for a tombstone.
    pub html: String,
    /// When it was posted: RFC 3339, UTC, whole seconds.
    pub created: String,
    /// When it was last edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<String>,
    /// A word of [`crate::comment::State`].
    pub state: String,
    /// How many readers found it useful.
    pub score: u32,
}

/// The answer to `POST /v1/comments`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// The comment as stored.
    pub comment: Comment,
    /// The thread's version that has it.
    pub version: u64,
    /// The thread's id.
    pub thread: String,
    /// Why it is held, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A comment with its replies, as `GET /v1/thread.json` nests them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nested {
    /// The comment itself.
    #[serde(flatten)]
    pub comment: Comment,
    /// Its replies, in order.
    pub replies: Vec<Nested>,
}

/// A pingback or trackback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The title of the page that mentions.
    pub title: String,
    /// Its address.
    pub url: String,
    /// When it did.
    pub created: String,
}

/// The answer to `GET /v1/thread.json`: one page of a thread as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadJson {
    /// The site's id.
    pub site: String,
    /// The thread's id.
    pub thread: String,
    /// The title, once a moderator or an import has confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The thread's version.
    pub version: u64,
    /// How many comments a reader can see on the whole thread.
    pub count: u32,
    /// The page, counted from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// The comments of this page.
    pub comments: Vec<Nested>,
    /// Pingbacks and trackbacks.
    pub mentions: Vec<Mention>,
}

/// The body of `POST /v1/preview`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The site's id.
    pub site: String,
    /// The Markdown source.
    pub body: String,
    /// The language of the section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// The answer to `POST /v1/preview`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previewed {
    /// The text, rendered.
    pub html: String,
}

/// An error answer, after RFC 9457.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `about:blank#` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened, in a few words.
    pub title: String,
    /// What the person can do about it.
    pub detail: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: String,
    /// The field that is not valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}
