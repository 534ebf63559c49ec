//! A comment's Markdown source.

use super::{FieldError, invisible, reorders};

/// 1 to 10,000 characters, something of it visible; lines end with `\n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body(String);

impl Body {
    /// The most characters a body may have.
    pub const MAX: usize = 10_000;

    /// The source as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Body {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        if text.contains('\0') {
            return Err(FieldError::new("body", "body-characters"));
        }
        let lines = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
        let kept: String = lines
            .chars()
            .filter(|&c| matches!(c, '\n' | '\t') || !(c.is_control() || reorders(c)))
            .collect();
        // A first line's indentation is Markdown; empty lines around the text say nothing.
        let kept = kept.trim_end();
        let body = kept.get(first_line(kept)..).unwrap_or_default();
        if body.chars().all(invisible) {
            return Err(FieldError::new("body", "body-missing"));
        }
        if body.chars().count() > Self::MAX {
            return Err(FieldError::new("body", "body-long"));
        }
        Ok(Self(body.to_owned()))
    }
}

/// Where the first line with something on it begins.
fn first_line(text: &str) -> usize {
    let blank = text.len() - text.trim_start().len();
    text.get(..blank)
        .and_then(|blank| blank.rfind('\n'))
        .map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let made = Body::try_from(text.to_owned());
        let made = made.as_ref().map(Body::as_str).map_err(|error| error.code);
        assert_eq!(made, expected, "{text:?}");
    }

    #[test]
    fn accepts_texts_and_tidies_them() {
        check("Hello", Ok("Hello"));
        check("\r\n\r\n  a\r\nb\rc \n\n", Ok("  a\nb\nc"));
        check("a\tb\u{7}\u{1b}[31m", Ok("a\tb[31m"));
        check("x\u{202e}y\u{2066}z", Ok("xyz"));
        check("שלום\u{200f} world 👩‍👩‍👧", Ok("שלום\u{200f} world 👩‍👩‍👧"));
        check("a\u{2028}b", Ok("a\nb"));
        check(&"é".repeat(10_000), Ok(&"é".repeat(10_000)));
    }

    #[test]
    fn refuses_empty_long_and_nul() {
        check("", Err("body-missing"));
        check(" \n\t\u{200b}\n", Err("body-missing"));
        check("a\0b", Err("body-characters"));
        check(&"a".repeat(10_001), Err("body-long"));
    }
}
