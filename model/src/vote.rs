//! Marking a comment as useful.

use crate::claim::Claim;
use crate::field::FieldError;
use crate::site::Site;
use crate::wire::VoteComment;
use serde::{Deserialize, Serialize};

/// A vote's value: 1 or 0, nothing else is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Value {
    /// The comment is useful.
    Useful,
    /// The vote is taken back.
    None,
}

impl TryFrom<u8> for Value {
    type Error = &'static str;

    fn try_from(value: u8) -> Result<Self, Self::Error> {
        match value {
            0 => Ok(Self::None),
            1 => Ok(Self::Useful),
            _ => Err("a vote is 1 or 0"),
        }
    }
}

impl From<Value> for u8 {
    fn from(value: Value) -> u8 {
        match value {
            Value::None => 0,
            Value::Useful => 1,
        }
    }
}

/// A vote as a client sent it, with every field valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// Which comment, and whose vote it is.
    pub claim: Claim,
    /// The vote.
    pub value: Value,
}

impl Vote {
    /// Checks a request to a site about the comment of an id.
    ///
    /// # Errors
    /// The first field that is not as it has to be.
    pub fn accept(site: &Site, id: &str, vote: &VoteComment) -> Result<Self, FieldError> {
        Ok(Self {
            claim: Claim::accept(site, id, &vote.thread, &vote.key)?,
            value: vote.value,
        })
    }
}

/// What is known where a vote is cast. The caller looks it up where votes are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ballot {
    /// Whether the voter wrote the comment.
    pub own: bool,
    /// Whether the voter's vote is counted already.
    pub counted: bool,
    /// Whether someone's vote from the same network was counted today.
    pub network_used: bool,
}

/// What becomes of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It counts from now on.
    Count,
    /// It does not count any more.
    TakeBack,
    /// All is as it was: a repeat.
    Nothing,
    /// Nobody votes for themselves.
    Own,
    /// One network counts once a day.
    Network,
}

/// Decides what becomes of a vote. A repeat is no second vote, wherever it comes from.
#[must_use]
pub const fn cast(value: Value, ballot: Ballot) -> Outcome {
    match (value, ballot) {
        (_, Ballot { own: true, .. }) => Outcome::Own,
        (Value::None, Ballot { counted: true, .. }) => Outcome::TakeBack,
        (Value::None, _) | (_, Ballot { counted: true, .. }) => Outcome::Nothing,
        (Value::Useful, Ballot { network_used, .. }) if network_used => Outcome::Network,
        (Value::Useful, _) => Outcome::Count,
    }
}

#[cfg(test)]
mod tests {
    use super::{Ballot, Outcome, Value, cast};

    #[test]
    fn counts_once() {
        for (value, own, counted, network_used, expected) in [
            (Value::Useful, false, false, false, Outcome::Count),
            (Value::Useful, false, false, true, Outcome::Network),
            (Value::Useful, false, true, true, Outcome::Nothing),
            (Value::Useful, false, true, false, Outcome::Nothing),
            (Value::None, false, true, true, Outcome::TakeBack),
            (Value::None, false, true, false, Outcome::TakeBack),
            (Value::None, false, false, true, Outcome::Nothing),
            (Value::None, false, false, false, Outcome::Nothing),
            (Value::Useful, true, false, false, Outcome::Own),
            (Value::None, true, false, false, Outcome::Own),
        ] {
            let ballot = Ballot {
                own,
                counted,
                network_used,
            };
            assert_eq!(cast(value, ballot), expected, "{value:?} {ballot:?}");
        }
    }

    #[test]
    fn is_one_or_zero() {
        for (text, expected) in [("1", Some(Value::Useful)), ("0", Some(Value::None))] {
            assert_eq!(serde_json::from_str::<Value>(text).ok(), expected);
            assert_eq!(serde_json::to_string(&expected.unwrap()).unwrap(), text);
        }
        for text in ["2", "-1", "1.5", "true", "null", "\"1\""] {
            assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
        }
    }
}
