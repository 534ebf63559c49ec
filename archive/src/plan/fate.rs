//! What becomes of an entry.

use postil_model::{Body, State};
use thiserror::Error;

use crate::moves::Lost;
use crate::{Entry, Kind};

/// What becomes of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Everybody sees it.
    Publish,
    /// It waits for a moderator, as it did there.
    Hold,
    /// It is listed apart: another site has mentioned the page.
    Mention,
    /// It is gone, but something that is kept answers it: a tombstone holds its place.
    Stone(Gone),
    /// It is gone unless something is kept that answers it. No plan that is made has any.
    Gone(Gone),
    /// Nothing comes of it.
    Skip(Why),
}

/// How an entry came to be gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// It was called spam.
    Spam,
    /// It was deleted.
    Deleted,
}

/// Why nothing comes of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Why {
    /// It was called spam.
    #[error("It is spam.")]
    Spam,
    /// It was deleted.
    #[error("It was deleted.")]
    Deleted,
    /// A mention that nobody had approved.
    #[error("It is a mention that waits for approval.")]
    Unapproved,
    /// It is no person's comment.
    #[error("It is no comment, but what the system calls {0:?}.")]
    NoComment(String),
    /// There is nothing to see in its text.
    #[error("It has no text.")]
    Empty,
    /// Its text is longer than a comment may be.
    #[error("Its text has more than {} characters.", Body::MOST)]
    TooLong,
    /// The file has had an entry of its id already.
    #[error("The file has an entry of this id before it.")]
    Twice,
    /// Its page is none of the site's.
    #[error(transparent)]
    Lost(#[from] Lost),
    /// It could not be read.
    #[error("It cannot be read: {0}.")]
    Broken(String),
}

impl Fate {
    /// What becomes of an entry, as far as it tells by itself.
    pub(super) fn of(entry: &Entry) -> Self {
        match (&entry.kind, entry.state) {
            (Kind::Other(name), _) => Self::Skip(Why::NoComment(name.clone())),
            (Kind::Mention, State::Published) => Self::Mention,
            (Kind::Mention, State::Held) => Self::Skip(Why::Unapproved),
            (Kind::Mention, State::Spam) => Self::Skip(Why::Spam),
            (Kind::Mention, State::Removed) => Self::Skip(Why::Deleted),
            (Kind::Comment, State::Spam) => Self::Gone(Gone::Spam),
            (Kind::Comment, State::Removed) => Self::Gone(Gone::Deleted),
            (Kind::Comment, state) => match Body::try_from(entry.body.as_str()) {
                Err(error) if error.code == "body_too_long" => Self::Skip(Why::TooLong),
                Err(_) => Self::Skip(Why::Empty),
                Ok(_) if state == State::Held => Self::Hold,
                Ok(_) => Self::Publish,
            },
        }
    }

    /// Whether it has a place among the comments of a thread.
    #[must_use]
    pub const fn is_comment(&self) -> bool {
        matches!(self, Self::Publish | Self::Hold | Self::Stone(_))
    }

    /// Makes a tombstone of what is gone. Answers whether it did.
    pub(super) fn raise(&mut self) -> bool {
        let Self::Gone(gone) = *self else {
            return false;
        };
        *self = Self::Stone(gone);
        true
    }

    /// Lets go of what nothing answers.
    pub(super) fn settle(&mut self) {
        if let Self::Gone(gone) = self {
            *self = Self::Skip(match gone {
                Gone::Spam => Why::Spam,
                Gone::Deleted => Why::Deleted,
            });
        }
    }
}
