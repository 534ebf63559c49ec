//! A page's title, as a reader's browser claims it.

use super::{FieldError, one_line};

/// At most 300 characters on one line; may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title(String);

impl Title {
    /// The most characters a title may have.
    pub const MAX: usize = 300;

    /// The title as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Title {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        let title = one_line(&text);
        if title.chars().count() > Self::MAX {
            return Err(FieldError::new("thread.title", "title-long"));
        }
        Ok(Self(title))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidies_and_bounds() {
        let title = Title::try_from(" A\n\tnew  post\u{202e} ".to_owned());
        assert_eq!(title.unwrap().as_str(), "A new post");
        assert_eq!(Title::try_from(String::new()).unwrap().as_str(), "");
        assert!(Title::try_from("a".repeat(300)).is_ok());
        assert!(Title::try_from("a".repeat(301)).is_err());
    }
}
