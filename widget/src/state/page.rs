//! What a published page says of itself.

/// Which page of its thread a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageName {
    /// Its place, from 0.
    Number(u32),
    /// The one with the most useful conversations of a thread of several pages.
    Best,
}

impl Default for PageName {
    fn default() -> Self {
        Self::Number(0)
    }
}

impl PageName {
    /// As it is written into the document and asked for: `0`, `1`, … or `best`.
    pub fn written(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Best => "best".to_owned(),
        }
    }

    /// Reads what [`PageName::written`] writes; what is neither is the first page.
    pub fn read(text: &str) -> Self {
        match text {
            "best" => Self::Best,
            number => Self::Number(number.parse().unwrap_or_default()),
        }
    }
}

/// What a published page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The site's id.
    pub site: String,
    /// The thread's id.
    pub thread: String,
    /// The thread's version.
    pub version: u64,
    /// How many comments everybody can see on the thread.
    pub count: u32,
    /// Which page this is.
    pub page: PageName,
    /// How many pages there are; at least one.
    pub pages: u32,
    /// For how many hours an author may edit a comment.
    pub edit_hours: u32,
    /// Whether readers may vote.
    pub votes: bool,
    /// What the site says of its look, as declarations of CSS.
    pub theme: String,
    /// Whether the thread takes no comments.
    pub closed: bool,
    /// Whether there is anything to put in order.
    pub tools: bool,
    /// How many comments stand on other pages.
    pub left: u32,
}

#[cfg(feature = "ssr")]
/// What the document without JavaScript needs: see [`crate::ssr::render_plain`].
#[derive(Clone, Debug)]
pub struct Plain {
    /// The page's title.
    pub title: String,
    /// The address that opens a reply, up to the comment's id.
    pub reply: String,
    /// The address that leads to a comment whatever page it is on, up to its id.
    pub comment: String,
    /// The comment that is being answered, and its form as HTML.
    pub open: Option<(String, String)>,
}
