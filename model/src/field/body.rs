//! The Markdown source of a comment.

use super::text::{shows_something, turns_direction};
use super::{FieldError, text_field};
use serde::{Deserialize, Serialize};

/// A source of 1 to 10,000 characters, with something to see in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Body(String);

text_field!(Body);

impl Body {
    /// How many characters a body may have.
    pub const MOST: usize = 10_000;
    /// How many characters one may have that comes with an import: so much takes the column of
    /// WordPress and its kin (MySQL's `TEXT`).
    pub const MOST_IMPORTED: usize = 65_535;

    /// A source that was written elsewhere, which may be longer.
    ///
    /// # Errors
    /// As for any other, but for its length.
    pub fn imported(text: &str) -> Result<Self, FieldError> {
        Self::of_at_most(text, Self::MOST_IMPORTED)
    }

    fn of_at_most(text: &str, most: usize) -> Result<Self, FieldError> {
        if text.contains('\0') {
            return Err(FieldError::new("body", "body_nul"));
        }
        let body = clean(text);
        if !shows_something(&body) {
            return Err(FieldError::new("body", "body_missing"));
        }
        if body.chars().count() > most {
            return Err(FieldError::new("body", "body_too_long"));
        }
        Ok(Self(body))
    }
}

impl TryFrom<&str> for Body {
    type Error = FieldError;

    fn try_from(text: &str) -> Result<Self, FieldError> {
        Self::of_at_most(text, Self::MOST)
    }
}

/// One kind of line end, no control characters but tab, nothing that turns the direction, no
/// white space after the end and no empty lines before the beginning. (White space at the
/// beginning of the first line stays: it may be a list's or a poem's.)
fn clean(text: &str) -> String {
    let mut body = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.chars() {
        match c {
            '\n' if after_return => {}
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => body.push('\n'),
            '\t' => body.push('\t'),
            c if c.is_control() || turns_direction(c) => {}
            c => body.push(c),
        }
        after_return = c == '\r';
    }
    let indentation = body.len() - body.trim_start().len();
    let first_line = body
        .get(..indentation)
        .and_then(|blank| blank.rfind('\n'))
        .map_or(0, |at| at + 1);
    body.truncate(body.trim_end().len());
    body.split_off(first_line.min(body.len()))
}

#[cfg(test)]
mod tests {
    use super::Body;

    fn check(text: &str, expected: Result<&str, &str>) {
        let got = Body::try_from(text).map(String::from).map_err(|e| e.code);
        assert_eq!(got.as_deref().map_err(|e| *e), expected, "{text:?}");
    }

    #[test]
    fn keeps_what_was_written() {
        check("Hello", Ok("Hello"));
        check("a\n\n\n  b\tc", Ok("a\n\n\n  b\tc"));
        check(
            "“½ Ελλάδα” 👩\u{200D}👧 e\u{301} \u{FEFF}",
            Ok("“½ Ελλάδα” 👩\u{200D}👧 e\u{301} \u{FEFF}"),
        );
        check("<script>&amp;</script>", Ok("<script>&amp;</script>"));
    }

    #[test]
    fn makes_lines_and_direction_plain() {
        check("a\r\nb\rc\n\rd", Ok("a\nb\nc\n\nd"));
        check("a\u{85}b\u{2028}c\u{2029}d", Ok("a\nb\nc\nd"));
        check("a\u{202E}b\u{2067}c\u{7}\u{1B}\u{9F}\u{7F}d", Ok("abcd"));
        check("\n \n  a \n\t\n", Ok("  a"));
        check(" \r\n a", Ok(" a"));
    }

    #[test]
    fn refuses() {
        check("a\0b", Err("body_nul"));
        for text in ["", " \n", "\u{200B}", "\u{202E}\u{2060}\n\u{FEFF}"] {
            check(text, Err("body_missing"));
        }
        check(&"a".repeat(10_001), Err("body_too_long"));
        check(&"👍".repeat(10_001), Err("body_too_long"));
    }

    #[test]
    fn what_was_written_elsewhere_may_be_longer() {
        assert!(Body::imported(&"a".repeat(65_535)).is_ok());
        for (text, code) in [
            ("a".repeat(65_536), "body_too_long"),
            (" ".into(), "body_missing"),
            ("\0".into(), "body_nul"),
        ] {
            assert_eq!(Body::imported(&text).unwrap_err().code, code);
        }
    }

    #[test]
    fn counts_characters_after_cleaning() {
        let most = "👍".repeat(10_000);
        check(&format!("{most}\r\n"), Ok(&most));
    }

    #[test]
    fn is_stable() {
        for text in ["\u{7}\n a\r\n", "\r\u{202E}\n b", "a \u{202C} "] {
            let once = Body::try_from(text).unwrap();
            assert_eq!(Body::try_from(once.as_str()).unwrap(), once);
        }
    }
}
