//! The title of a page, as the first poster's browser claims it.

use super::text::{one_line, shows_something};
use super::{FieldError, text_field};
use serde::{Deserialize, Serialize};

/// A title of 1 to 300 characters on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Title(String);

text_field!(Title);

impl Title {
    /// How many characters a title may have.
    pub const MOST: usize = 300;

    /// A title as a page has it, cut to the most that is kept. A reader who comments on a page
    /// with an endless title did nothing wrong, and no comment may fail for it.
    #[must_use]
    pub fn cut(text: &str) -> Option<Self> {
        let line = one_line(text);
        let most: String = line.chars().take(Self::MOST).collect();
        Self::try_from(most.as_str()).ok()
    }
}

impl TryFrom<&str> for Title {
    type Error = FieldError;

    fn try_from(text: &str) -> Result<Self, FieldError> {
        let title = one_line(text);
        if !shows_something(&title) {
            return Err(FieldError::new("title", "title_missing"));
        }
        if title.chars().count() > Self::MOST {
            return Err(FieldError::new("title", "title_too_long"));
        }
        Ok(Self(title))
    }
}

#[cfg(test)]
mod tests {
    use super::Title;

    #[test]
    fn is_one_line() {
        let title = Title::try_from(" A\n title\t of\u{202E} “pages” ").unwrap();
        assert_eq!(title.as_str(), "A title of “pages”");
    }

    #[test]
    fn has_bounds() {
        assert_eq!(
            Title::try_from("\u{200B} ").unwrap_err().code,
            "title_missing"
        );
        assert!(Title::try_from("é".repeat(300).as_str()).is_ok());
        assert_eq!(
            Title::try_from("é".repeat(301).as_str()).unwrap_err().code,
            "title_too_long"
        );
    }

    #[test]
    fn is_cut_on_a_character() {
        let cut = Title::cut(&format!("{} {}", "é".repeat(299), "é".repeat(90))).unwrap();
        assert_eq!(cut.as_str(), "é".repeat(299));
        assert!(Title::cut(" ").is_none());
    }
}
