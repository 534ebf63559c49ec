//! A comment's number on its thread: "3" for the third root, "3.1" for its first reply.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::field::FieldError;

/// A path of counts from 1. Given once, and never again to another comment.
///
/// The order of numbers is the order of rows: a comment, its replies, the next comment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(Vec<u32>);

impl Number {
    /// The number of the `n`th root of a thread, counted from 1.
    pub fn root(n: u32) -> Self {
        Self(vec![n])
    }

    /// The number of this comment's `n`th child, counted from 1.
    #[must_use]
    pub fn child(&self, n: u32) -> Self {
        let mut path = self.0.clone();
        path.push(n);
        Self(path)
    }

    /// The number of the comment that this one stands under, or none for a root.
    pub fn parent(&self) -> Option<Self> {
        let (_, above) = self.0.split_last()?;
        (!above.is_empty()).then(|| Self(above.to_vec()))
    }

    /// The level below the roots: 0 for "3", 1 for "3.1".
    pub fn depth(&self) -> usize {
        self.0.len() - 1
    }

    /// A text whose byte order is the order of numbers, for stores that sort bytes.
    ///
    /// Each count is its length in decimal digits and the digits: 1 is `11`, 12 is `212`. A dot
    /// sorts before every digit, so a comment stands before its replies.
    pub fn sort_key(&self) -> String {
        let mut key = String::new();
        for (at, count) in self.0.iter().enumerate() {
            let digits = count.to_string();
            if at > 0 {
                key.push('.');
            }
            key.push_str(&digits.len().to_string());
            key.push_str(&digits);
        }
        key
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, count) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(".")?;
            }
            write!(f, "{count}")?;
        }
        Ok(())
    }
}

impl FromStr for Number {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        let count = |part: &str| {
            let plain = !part.starts_with(['0', '+']);
            part.parse().ok().filter(|_| plain)
        };
        text.split('.')
            .map(count)
            .collect::<Option<Vec<u32>>>()
            .map(Self)
            .ok_or(FieldError::new("number", "number"))
    }
}

impl TryFrom<String> for Number {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        text.parse()
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn reads_what_it_writes() {
        for text in ["1", "3.1", "10.2.33", "4294967295.1"] {
            assert_eq!(number(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_it_would_not_write() {
        for text in ["", ".", "1.", "0", "01", "+1", "-1", "1..2", "a", "4294967296", "1 "] {
            assert!(text.parse::<Number>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn sorts_by_path_also_as_text() {
        let order = ["1", "1.1", "1.1.1", "1.2", "1.10", "2", "2.1", "9", "10", "10.1", "11", "100", "1000000"];
        for pair in order.windows(2) {
            let (a, b) = (number(pair[0]), number(pair[1]));
            assert!(a < b, "{a} {b}");
            assert!(a.sort_key() < b.sort_key(), "{a} {b}");
        }
    }

    #[test]
    fn knows_its_parent_and_level() {
        assert_eq!(number("3.1").parent(), Some(number("3")));
        assert_eq!(number("3").parent(), None);
        assert_eq!(number("3.1.4").depth(), 2);
        assert_eq!(number("3").child(2), number("3.2"));
        assert_eq!(Number::root(7), number("7"));
    }
}
