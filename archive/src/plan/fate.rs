//! What becomes of an entry.

use postil_model::{Body, State};
use thiserror::Error;

use crate::moves::Lost;
use crate::text::body;
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
    /// It is kept as it was: spam, or removed, with its text. Only Postil's own format has such.
    Keep(State),
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
    #[error("Its text has more than {} characters.", Body::MOST_IMPORTED)]
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

impl Why {
    /// A word for it that does not change.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Spam => "spam",
            Self::Deleted => "deleted",
            Self::Unapproved => "unapproved",
            Self::NoComment(_) => "no_comment",
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::Twice => "twice",
            Self::Lost(Lost::NoAddress) => "no_address",
            Self::Lost(Lost::Foreign(_)) => "foreign",
            Self::Lost(Lost::TooLong) => "address_too_long",
            Self::Lost(Lost::OwnId) => "own_id",
            Self::Broken(_) => "broken",
        }
    }
}

impl Fate {
    /// What becomes of an entry, as far as it tells by itself.
    pub(super) fn of(entry: &Entry) -> Self {
        match (&entry.kind, entry.state) {
            (Kind::Other(name), _) => Self::Skip(Why::NoComment(name.clone())),
            (Kind::Mention, State::Published)
                if entry.body.chars().count() > Body::MOST_IMPORTED =>
            {
                Self::Skip(Why::TooLong)
            }
            (Kind::Mention, State::Published) => Self::Mention,
            (Kind::Mention, State::Held) => Self::Skip(Why::Unapproved),
            (Kind::Mention, State::Spam) => Self::Skip(Why::Spam),
            (Kind::Mention, State::Removed) => Self::Skip(Why::Deleted),
            (Kind::Comment, state) if entry.line.is_some() => Self::of_our_own(entry, state),
            (Kind::Comment, State::Spam) => Self::Gone(Gone::Spam),
            (Kind::Comment, State::Removed) => Self::Gone(Gone::Deleted),
            (Kind::Comment, state) => Self::of_text(entry, state),
        }
    }

    /// What becomes of a comment of Postil's: it stays what it is. What its author has deleted, or
    /// whose text was kept for long enough, is a tombstone whether or not something answers it, since
    /// its number is never given again.
    fn of_our_own(entry: &Entry, state: State) -> Self {
        match state {
            State::Removed if entry.body.is_empty() => Self::Stone(Gone::Deleted),
            State::Spam if entry.body.is_empty() => Self::Stone(Gone::Spam),
            _ => Self::of_text(entry, state),
        }
    }

    /// What becomes of a comment of which the text is kept.
    fn of_text(entry: &Entry, state: State) -> Self {
        match body(&entry.body) {
            Err(error) if error.code == "body_too_long" => Self::Skip(Why::TooLong),
            Err(_) => Self::Skip(Why::Empty),
            Ok(_) => match state {
                State::Published => Self::Publish,
                State::Held => Self::Hold,
                State::Spam | State::Removed => Self::Keep(state),
            },
        }
    }

    /// A word for it that does not change: what is counted and told in other languages goes by it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Hold => "hold",
            Self::Mention => "mention",
            Self::Keep(State::Spam) => "spam",
            Self::Keep(_) => "removed",
            Self::Stone(_) => "tombstone",
            Self::Gone(_) | Self::Skip(_) => "skip",
        }
    }

    /// Whether it has a place among the comments of a thread.
    #[must_use]
    pub const fn is_comment(&self) -> bool {
        matches!(
            self,
            Self::Publish | Self::Hold | Self::Keep(_) | Self::Stone(_)
        )
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
