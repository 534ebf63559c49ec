//! Pages of a thread: which one, and what is on it.

use postil_model::wire::Comment;
use serde::{Deserialize, Serialize};

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
