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
    /// It could not be read at all.
    #[error("The file could not be read: {0}.")]
    Io(#[from] io::Error),
}
