//! One row: a comment as it is drawn.

use postil_model::thread::{Answers, Number};

/// What a row is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A comment that everybody sees.
    Published,
    /// All that is left of a comment that has replies.
    Removed,
    /// A comment of this reader that waits for a moderator.
    Held,
    /// A comment of this reader that has not reached the server yet.
    Waiting,
}

/// A comment as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct RowData {
    /// The comment's id.
    pub id: String,
    /// Its number; a comment that was never published has none.
    pub number: Option<Number>,
    /// Its level, from 0.
    pub depth: u8,
    /// The id of the comment it answers.
    pub parent: Option<String>,
    /// The author's name.
    pub name: String,
    /// The author's web address.
    pub url: Option<String>,
    /// What the owner vouches for.
    pub badge: Option<String>,
    /// The author's mark.
    pub mark: String,
    /// The rendered text.
    pub html: String,
    /// When it was posted, in RFC 3339.
    pub created: String,
    /// When it was edited, in RFC 3339.
    pub edited: Option<String>,
    /// How many readers found it useful.
    pub score: u32,
    /// Whom it answers, where its place does not tell.
    pub answers: Option<Answers>,
    /// Which answer to the same comment it is, from 1, and how many these are.
    pub place: Option<(u32, u32)>,
    /// How many comments stand below it on its page.
    pub replies: u32,
    /// What it is to its reader.
    pub kind: Kind,
}

impl RowData {
    /// A row that says nothing yet.
    #[cfg(not(feature = "ssr"))]
    pub fn of(id: String, kind: Kind) -> Self {
        Self {
            id,
            number: None,
            depth: 0,
            parent: None,
            name: String::new(),
            url: None,
            badge: None,
            mark: String::new(),
            html: String::new(),
            created: String::new(),
            edited: None,
            score: 0,
            answers: None,
            place: None,
            replies: 0,
            kind,
        }
    }

    /// A comment that waits for a moderator. Its level is for the page to say, where its parent is.
    #[cfg(feature = "ssr")]
    pub fn held(comment: postil_model::wire::Comment) -> Self {
        Self {
            id: comment.id,
            number: comment.number,
            depth: 0,
            parent: comment.parent,
            name: comment.author.name,
            url: comment.author.url,
            badge: comment.author.badge,
            mark: comment.author.mark,
            html: comment.html,
            created: comment.created,
            edited: comment.edited,
            score: 0,
            answers: None,
            place: None,
            replies: 0,
            kind: Kind::Held,
        }
    }

    /// The id of its element.
    pub fn anchor(id: &str) -> String {
        format!("c-{id}")
    }

    /// The classes of its element.
    pub fn class(&self) -> &'static str {
        match self.kind {
            Kind::Published => "row",
            Kind::Removed => "row removed",
            Kind::Held => "row held",
            Kind::Waiting => "row waiting",
        }
    }
}

#[cfg(feature = "ssr")]
impl From<postil_model::Row> for RowData {
    fn from(row: postil_model::Row) -> Self {
        let author = row.comment.author;
        Self {
            id: row.comment.id,
            number: Some(row.number),
            depth: row.depth,
            parent: row.comment.parent,
            name: author.name,
            url: author.url,
            badge: author.badge,
            mark: author.mark,
            html: row.comment.html,
            created: row.comment.created,
            edited: row.comment.edited,
            score: row.comment.score,
            answers: row.answers,
            place: row.place,
            replies: row.replies,
            kind: if row.removed {
                Kind::Removed
            } else {
                Kind::Published
            },
        }
    }
}
