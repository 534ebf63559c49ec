//! The outbox of a reader's browser: what becomes of a comment that was tried to be sent.
//!
//! Comments leave in the order in which they were written, one at a time, so that a reply comes
//! after the comment it answers. The first that has to wait makes all others wait: what keeps it
//! (no network, a busy server) keeps them, too.

use crate::time::Millis;

/// The first wait after a try that did not get through.
const FIRST_WAIT: Millis = 2_000;
/// The longest wait between two tries. Being online again ends any wait.
const LONGEST_WAIT: Millis = 60_000;

/// How a try ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The server has it, now or since an earlier try.
    Taken,
    /// Nobody answered, or the server could not.
    Unreachable,
    /// The server asks to wait for so many seconds.
    TooFast(u32),
    /// The server will never take it as it is.
    Refused,
}

/// What becomes of the comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It leaves the outbox.
    Done,
    /// It stays, and is tried again after so many milliseconds.
    Again(Millis),
    /// It leaves the outbox, and its text goes back to its author.
    GiveBack,
}

/// Decides, after so many tries before this one.
#[must_use]
pub fn fate(outcome: Outcome, tries: u32) -> Fate {
    match outcome {
        Outcome::Taken => Fate::Done,
        Outcome::Refused => Fate::GiveBack,
        Outcome::TooFast(seconds) => Fate::Again(Millis::from(seconds.clamp(1, 3_600)) * 1_000),
        Outcome::Unreachable => Fate::Again((FIRST_WAIT << tries.min(10)).min(LONGEST_WAIT)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fate, Outcome, fate};

    #[test]
    fn only_the_server_ends_a_wait() {
        for (outcome, tries, expected) in [
            (Outcome::Taken, 0, Fate::Done),
            (Outcome::Taken, 99, Fate::Done),
            (Outcome::Refused, 0, Fate::GiveBack),
            (Outcome::Unreachable, 0, Fate::Again(2_000)),
            (Outcome::Unreachable, 3, Fate::Again(16_000)),
            (Outcome::Unreachable, 5, Fate::Again(60_000)),
            (Outcome::Unreachable, u32::MAX, Fate::Again(60_000)),
            (Outcome::TooFast(60), 9, Fate::Again(60_000)),
            (Outcome::TooFast(0), 0, Fate::Again(1_000)),
            (Outcome::TooFast(u32::MAX), 0, Fate::Again(3_600_000)),
        ] {
            assert_eq!(fate(outcome, tries), expected, "{outcome:?} {tries}");
        }
    }
}
