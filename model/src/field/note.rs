//! What a moderator, or a reader who reports a comment, says of their reasons.

use super::text::one_line;
use super::{FieldError, text_field};
use serde::{Deserialize, Serialize};

/// A note of at most 300 characters on one line. It may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Note(String);

text_field!(Note);

impl Note {
    /// How many characters a note may have.
    pub const MOST: usize = 300;
}

impl TryFrom<&str> for Note {
    type Error = FieldError;

    fn try_from(text: &str) -> Result<Self, FieldError> {
        let note = one_line(text);
        if note.chars().count() > Self::MOST {
            return Err(FieldError::new("reason", "reason_too_long"));
        }
        Ok(Self(note))
    }
}

#[cfg(test)]
mod tests {
    use super::Note;

    #[test]
    fn is_short_and_on_one_line() {
        for (text, expected) in [
            ("", Ok("")),
            (" \n", Ok("")),
            (" Posts\nspam. ", Ok("Posts spam.")),
            ("a\u{202E}b\0", Ok("ab")),
            (&"é".repeat(300), Ok(&*"é".repeat(300))),
            (&"é".repeat(301), Err("reason_too_long")),
        ] {
            let got = Note::try_from(text).map(String::from).map_err(|e| e.code);
            assert_eq!(got.as_deref().map_err(|code| *code), expected, "{text:?}");
        }
    }
}
