//! What can be wrong with a file.

use std::io;

use thiserror::Error;

/// Why a file is read no further. Everything found before it stands.
#[derive(Debug, Error)]
pub enum Fault {
    /// Nothing in the file says which system it comes from.
    #[error("This file is of none of the kinds that can be read.")]
    Unknown,
    /// It ends in the middle of something.
    #[error("The file ends too soon, at byte {at}. Get it again; what was found before is there.")]
    BrokenOff {
        /// How many bytes were read.
        at: u64,
    },
    /// It is not written as its kind is.
    #[error("The file cannot be understood at byte {at}: {what}.")]
    Malformed {
        /// Where.
        at: u64,
        /// What is wrong there.
        what: String,
    },
    /// One part of it takes more room than any honest file needs.
    #[error(
        "The file has a part of more than {most} bytes at byte {at}. Nothing of that size belongs there."
    )]
    TooLong {
        /// Where it began.
        at: u64,
        /// How many bytes a part may have.
        most: u64,
    },
    /// Its elements stand in each other deeper than any honest file's.
    #[error("The file is nested too deep at byte {at}.")]
    TooDeep {
        /// Where.
        at: u64,
    },
    /// What was packed is larger than its packet makes believable.
    #[error("The file unfolds to more than {most} bytes.")]
    Bomb {
        /// To how many bytes it may unfold.
        most: u64,
    },
    /// It is read here and there, and packed.
    #[error("This database is packed. Unpack it, and take the file that comes out.")]
    Packed,
    /// It is of a later version of Postil, of which something would be lost.
    #[error(
        "The file is written in version {format} of Postil's format, and this Postil reads up to {known}. Bring it up to date first."
    )]
    Newer {
        /// Its version.
        format: u32,
        /// The last one that is known.
        known: u32,
    },
    /// It is not what it was when the import was planned.
    #[error("The file has changed since the import was planned. Begin again.")]
    Changed,
    /// Whoever carries the import out has left a step out, or been answered with something else
    /// than was asked for.
    #[error(
        "A step of the import came out of turn, or its answer was not understood. Begin again."
    )]
    OutOfTurn,
    /// It could not be read at all.
    #[error("The file could not be read: {0}.")]
    Io(#[source] io::Error),
}

impl Fault {
    /// The fault that an error of somebody who read on stands for, where the error itself is not ours
    /// to take apart.
    #[must_use]
    pub fn of(error: &io::Error) -> Self {
        let ours = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Self>());
        match ours {
            Some(Self::Unknown) => Self::Unknown,
            Some(Self::Packed) => Self::Packed,
            Some(Self::Changed) => Self::Changed,
            Some(Self::OutOfTurn) => Self::OutOfTurn,
            Some(&Self::Newer { format, known }) => Self::Newer { format, known },
            Some(&Self::BrokenOff { at }) => Self::BrokenOff { at },
            Some(Self::Malformed { at, what }) => Self::Malformed {
                at: *at,
                what: what.clone(),
            },
            Some(&Self::TooLong { at, most }) => Self::TooLong { at, most },
            Some(&Self::TooDeep { at }) => Self::TooDeep { at },
            Some(&Self::Bomb { most }) => Self::Bomb { most },
            Some(Self::Io(inner)) => Self::Io(io::Error::new(inner.kind(), inner.to_string())),
            None => Self::Io(io::Error::new(error.kind(), error.to_string())),
        }
    }
}

/// A fault within an error comes out of it: what unfolds a file can say what is wrong with it only
/// through [`io::Read`].
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        error.downcast::<Self>().unwrap_or_else(Self::Io)
    }
}

/// So that a fault can be told through [`io::Read`].
impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Io(error) => error,
            fault => Self::other(fault),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fault;
    use std::io;

    #[test]
    fn comes_through_an_error_of_reading() {
        for told in [
            Fault::Unknown,
            Fault::BrokenOff { at: 7 },
            Fault::Bomb { most: 9 },
        ] {
            let text = told.to_string();
            let error = io::Error::from(told);
            assert_eq!(Fault::of(&error).to_string(), text);
            assert_eq!(Fault::from(error).to_string(), text);
        }
        let error = io::Error::new(io::ErrorKind::NotFound, "gone");
        assert!(matches!(Fault::of(&error), Fault::Io(_)));
        assert!(
            matches!(Fault::from(error), Fault::Io(inner) if inner.kind() == io::ErrorKind::NotFound)
        );
    }
}
