//! What a reader finds in a file.

use postil_model::State;
use postil_model::time::Millis;
use postil_model::wire::desk::{CommentLine, SiteLine, ThreadLine};

/// One thing in a file, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The site that the file is of. Only Postil's own format has it, at the beginning.
    Site(Box<SiteLine>),
    /// A page, which entries name by its key. It may come after them.
    Page(Page),
    /// Something that somebody has written on a page.
    Entry(Entry),
    /// Somebody who writes for the site, whom the owner may know as a moderator.
    Staff(Staff),
    /// An entry that could not be read, while what follows it could.
    Broken {
        /// At which byte of the file it begins.
        at: u64,
        /// Its id, if that was read.
        id: Option<String>,
        /// What is wrong with it.
        why: String,
    },
}

impl Found {
    /// An entry that could not be read, and what is wrong with it.
    #[must_use]
    pub fn broken(at: u64, id: Option<String>, why: impl Into<String>) -> Self {
        let why = why.into();
        Self::Broken { at, id, why }
    }
}

/// A page that has comments, as the file knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// What entries call it: never empty, the same for the same page in every export.
    pub key: String,
    /// Its address, whole or from the host's root on.
    pub address: String,
    /// Its title as text.
    pub title: String,
    /// Whether it takes no more comments.
    pub closed: bool,
    /// The thread, if the file is of Postil's own format.
    pub line: Option<Box<ThreadLine>>,
}

/// Somebody with an account on the site that the file comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Staff {
    /// What entries call them ([`Author::user`]).
    pub user: String,
    /// The name they go by.
    pub name: String,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// At which byte of the file it begins.
    pub at: u64,
    /// Its id on the site that it comes from: never empty, and no other entry's of that site.
    pub id: String,
    /// The key of its page.
    pub page: String,
    /// The id of the entry that it answers, which may come later, or not at all.
    pub parent: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// How it stood there.
    pub state: State,
    /// Who wrote it.
    pub author: Author,
    /// When; nothing if the file says nothing that can be understood.
    pub created: Option<Millis>,
    /// When it was last changed, if the file tells.
    pub edited: Option<Millis>,
    /// What it says, as Markdown.
    pub body: String,
    /// All that Postil's own format has of a comment, but for its body, which is above.
    pub line: Option<Box<CommentLine>>,
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A person's comment.
    Comment,
    /// A pingback or a trackback.
    Mention,
    /// Something else that the system keeps among its comments, by the system's own name for it: a
    /// shop's note, a reaction.
    Other(String),
}

/// The author of an entry, as the file has it. Nothing of it was checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Author {
    /// The name, as text. It may be empty.
    pub name: String,
    /// The address that they gave as theirs. It may be anything.
    pub url: String,
    /// Their mail address, to be hashed and forgotten.
    pub mail: String,
    /// Their account on the site, if they had one.
    pub user: Option<String>,
}
