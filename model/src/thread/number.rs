//! A comment's number on its thread.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How many levels a thread has. A reply below the last becomes a sibling of what it answers,
/// and says whom it answers.
pub const LEVELS: usize = 30;

/// A number such as `3` or `3.1`: the third root comment, and the first reply to it. It is given
/// once, when the comment is first published, and never again.
///
/// Numbers are ordered as the thread is read: a comment, then all below it, then the next one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(Vec<u32>);

impl Number {
    /// The number of the `nth` root comment, counted from 1.
    #[must_use]
    pub fn root(nth: u32) -> Self {
        Self(vec![nth.max(1)])
    }

    /// The number of the `nth` comment right below this one, counted from 1.
    ///
    /// At the last level there is none below: the number is then that of the `nth` sibling.
    #[must_use]
    pub fn child(&self, nth: u32) -> Self {
        let mut path = self.0.clone();
        path.truncate(LEVELS - 1);
        path.push(nth.max(1));
        Self(path)
    }

    /// The number of the comment this one stands below; none for a root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, above) = self.0.split_last()?;
        (!above.is_empty()).then(|| Self(above.to_vec()))
    }

    /// The comment under which a reply to this one is numbered: itself, or at the last level what
    /// it stands below itself.
    #[must_use]
    pub fn home_of_replies(&self) -> Self {
        if self.0.len() < LEVELS {
            self.clone()
        } else {
            self.parent().unwrap_or_else(|| self.clone())
        }
    }

    /// The last part: which of its siblings this is, counted from 1.
    #[must_use]
    pub fn nth(&self) -> u32 {
        self.0.last().copied().unwrap_or(1)
    }

    /// The first part: the conversation, a root with all below it, that it belongs to.
    #[must_use]
    pub fn conversation(&self) -> u32 {
        self.0.first().copied().unwrap_or(1)
    }

    /// How many levels it is below the roots: 0 for a root, at most 29.
    #[must_use]
    pub fn depth(&self) -> u8 {
        u8::try_from(self.0.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// Whether so many siblings are thinkable: a number that comes with a file may be anything, and
    /// the next one has to be larger.
    #[must_use]
    pub fn is_thinkable(&self) -> bool {
        self.0.iter().all(|part| *part <= 1_000_000)
    }

    /// Whether this number stands anywhere below another.
    #[must_use]
    pub fn is_below(&self, other: &Self) -> bool {
        self.0.len() > other.0.len() && self.0.starts_with(&other.0)
    }
}

/// What is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberError;

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number is written like 3 or 3.1")
    }
}

impl std::error::Error for NumberError {}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (level, part) in self.0.iter().enumerate() {
            if level > 0 {
                f.write_str(".")?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let part = |part: &str| -> Option<u32> {
            let plain = part.bytes().all(|b| b.is_ascii_digit()) && !part.starts_with('0');
            if plain { part.parse().ok() } else { None }
        };
        let path: Option<Vec<u32>> = text.split('.').take(LEVELS + 1).map(part).collect();
        path.filter(|path| path.len() <= LEVELS)
            .map(Self)
            .ok_or(NumberError)
    }
}

impl TryFrom<String> for Number {
    type Error = NumberError;

    fn try_from(text: String) -> Result<Self, NumberError> {
        text.parse()
    }
}

impl From<Number> for String {
    fn from(number: Number) -> String {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{LEVELS, Number};

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn not_every_number_is_thinkable() {
        for (text, expected) in [
            ("1", true),
            ("1000000.3", true),
            ("1.1000001", false),
            ("4294967295", false),
        ] {
            let number: Number = text.parse().unwrap();
            assert_eq!(number.is_thinkable(), expected, "{text}");
        }
    }

    #[test]
    fn reads_and_writes() {
        for text in ["1", "3.1", "10.2.30", "4294967295"] {
            assert_eq!(number(text).to_string(), text);
        }
        let deepest = vec!["1"; LEVELS].join(".");
        assert_eq!(number(&deepest).to_string(), deepest);
    }

    #[test]
    fn refuses() {
        let too_deep = vec!["1"; LEVELS + 1].join(".");
        let endless = "1.".repeat(100_000);
        for text in [
            "",
            "0",
            "1.0",
            "01",
            "1.",
            ".1",
            "1..2",
            "-1",
            "+1",
            "1,2",
            " 1",
            "a",
            "4294967296",
            &too_deep,
            &endless,
        ] {
            assert!(text.parse::<Number>().is_err());
        }
    }

    #[test]
    fn orders_as_a_thread_is_read() {
        let mut numbers: Vec<Number> = ["10", "2", "1.10", "1.2", "1", "1.2.1", "3.1"]
            .into_iter()
            .map(number)
            .collect();
        numbers.sort();
        let written: Vec<String> = numbers.iter().map(Number::to_string).collect();
        assert_eq!(written, ["1", "1.2", "1.2.1", "1.10", "2", "3.1", "10"]);
    }

    #[test]
    fn goes_up_and_down() {
        let three = Number::root(3);
        assert_eq!(three.child(1), number("3.1"));
        assert_eq!(three.parent(), None);
        assert_eq!(number("3.1").parent(), Some(three.clone()));
        assert_eq!((three.depth(), number("3.1").depth()), (0, 1));
        assert_eq!(number("3.7").nth(), 7);
        assert!(number("3.1.2").is_below(&three));
        assert!(!number("31").is_below(&three) && !three.is_below(&three));
    }

    #[test]
    fn stops_at_the_last_level() {
        let mut deepest = Number::root(1);
        for _ in 1..LEVELS {
            deepest = deepest.child(1);
        }
        assert_eq!(deepest.depth(), 29);
        let home = deepest.home_of_replies();
        assert_eq!(home.depth(), 28);
        assert_eq!(home, deepest.parent().unwrap());
        assert_eq!(home.child(2), deepest.child(2));
        assert_eq!(deepest.child(2).depth(), 29);
        assert_eq!(Number::root(1).home_of_replies(), Number::root(1));
    }
}
