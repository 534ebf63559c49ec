//! The name under which a comment is written.

use super::text::{one_line, shows_something};
use super::{FieldError, text_field};
use serde::{Deserialize, Serialize};

/// A name of 1 to 80 characters on one line, with something to see in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

text_field!(Name);

impl Name {
    /// How many characters a name may have.
    pub const MOST: usize = 80;
}

impl TryFrom<&str> for Name {
    type Error = FieldError;

    fn try_from(text: &str) -> Result<Self, FieldError> {
        if text.contains('\0') {
            return Err(FieldError::new("name", "name_nul"));
        }
        let name = one_line(text);
        if !shows_something(&name) {
            return Err(FieldError::new("name", "name_missing"));
        }
        if name.chars().count() > Self::MOST {
            return Err(FieldError::new("name", "name_too_long"));
        }
        Ok(Self(name))
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    fn check(text: &str, expected: Result<&str, &str>) {
        let got = Name::try_from(text).map(String::from).map_err(|e| e.code);
        assert_eq!(got.as_deref().map_err(|e| *e), expected, "{text:?}");
    }

    #[test]
    fn accepts_names_of_people() {
        check("Ada", Ok("Ada"));
        check("  Ada \t Lovelace\n", Ok("Ada Lovelace"));
        check("O’Neill & Söhne <3", Ok("O’Neill & Söhne <3"));
        check("王小明", Ok("王小明"));
        check("Zoë\u{308}", Ok("Zoë\u{308}"));
        check("\u{200F}דוד\u{200E}", Ok("\u{200F}דוד\u{200E}"));
        check("علی\u{200C}رضا", Ok("علی\u{200C}رضا"));
        check("👩\u{200D}👩\u{200D}👧", Ok("👩\u{200D}👩\u{200D}👧"));
        check("<script>alert(1)</script>", Ok("<script>alert(1)</script>"));
    }

    #[test]
    fn drops_what_deceives() {
        check("A\u{202E}dmin\u{202C}", Ok("Admin"));
        check("\u{2066}Ad\u{200B}min\u{2069}\u{FEFF}", Ok("Admin"));
        check("Ad\u{7}a\u{1B}[31m", Ok("Ada[31m"));
        check("a\u{85}b\u{2028}c\u{3000}d", Ok("a b c d"));
    }

    #[test]
    fn refuses_names_of_nothing() {
        for text in [
            "",
            " ",
            "\n\t",
            "\u{200B}\u{200D}",
            "\u{2060}",
            "\u{3164}",
            "\u{202E}",
            "\u{FE0F}",
            "\u{2800}",
            "\u{E0041}",
            "\u{200E}\u{200F}",
        ] {
            check(text, Err("name_missing"));
        }
    }

    #[test]
    fn refuses_nul() {
        check("a\0b", Err("name_nul"));
    }

    #[test]
    fn counts_characters() {
        let most = "é".repeat(80);
        check(&most, Ok(&most));
        let emoji = "👍".repeat(80);
        check(&emoji, Ok(&emoji));
        check(&"a".repeat(81), Err("name_too_long"));
        check(
            &format!("{}{}", "a".repeat(80), " ".repeat(500)),
            Ok(&"a".repeat(80)),
        );
    }

    #[test]
    fn is_stable() {
        for text in [" a  b ", "A\u{202E}\u{200B} \u{200B} b", "a \u{AD}"] {
            let once = Name::try_from(text).unwrap();
            assert_eq!(Name::try_from(once.as_str()).unwrap(), once);
        }
    }
}
