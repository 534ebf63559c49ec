//! A commenter's display name.

use super::{FieldError, invisible, one_line};

/// 1 to 80 characters on one line, something of it visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// The most characters a name may have.
    pub const MAX: usize = 80;

    /// The name as it is stored and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Name {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        let name = one_line(&text);
        if name.chars().all(invisible) {
            return Err(FieldError::new("author.name", "name-missing"));
        }
        if name.chars().count() > Self::MAX {
            return Err(FieldError::new("author.name", "name-long"));
        }
        Ok(Self(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let made = Name::try_from(text.to_owned());
        let made = made.as_ref().map(Name::as_str).map_err(|error| error.code);
        assert_eq!(made, expected, "{text:?}");
    }

    #[test]
    fn accepts_names_and_tidies_them() {
        check("Ada", Ok("Ada"));
        check("  Ada \t\n Lovelace ", Ok("Ada Lovelace"));
        check("Zoë 佐藤 עדה", Ok("Zoë 佐藤 עדה"));
        check("👩‍👩‍👧‍👦", Ok("👩‍👩‍👧‍👦"));
        check("A\u{0}d\u{7}a", Ok("Ada"));
        check("\u{202e}adA\u{202c}", Ok("adA"));
        check("<script>", Ok("<script>"));
        check(&"é".repeat(80), Ok(&"é".repeat(80)));
    }

    #[test]
    fn refuses_what_nobody_can_see_or_read() {
        check("", Err("name-missing"));
        check(" \u{a0}\u{2003} ", Err("name-missing"));
        check("\u{200b}\u{feff}\u{2060}", Err("name-missing"));
        check("\u{202e}", Err("name-missing"));
        check("\u{3164}", Err("name-missing"));
        check(&"a".repeat(81), Err("name-long"));
    }
}
