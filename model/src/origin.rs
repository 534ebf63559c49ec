//! Where a site's pages are served from.

use crate::field::FieldError;
use crate::http_address::HttpAddress;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An origin as a browser writes it: `https://blog.example.org`, or with a port that is not the
/// scheme's own. Lower-case, without a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin(String);

impl Origin {
    /// The origin, as it stands in the header `Origin`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, with its port if that is not the scheme's own.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, host)| host)
    }

    pub(crate) fn of(address: &HttpAddress) -> Self {
        Self(address.origin())
    }
}

impl TryFrom<&str> for Origin {
    type Error = FieldError;

    fn try_from(text: &str) -> Result<Self, FieldError> {
        let invalid = FieldError::new("origin", "address_invalid");
        let address = HttpAddress::parse(text).ok_or(invalid)?;
        let bare = address.path == "/" && address.query.is_none() && address.fragment.is_none();
        if !bare || !address.host.is_ascii() {
            return Err(invalid);
        }
        Ok(Self::of(&address))
    }
}

impl TryFrom<String> for Origin {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::try_from(text.as_str())
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> String {
        origin.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn has_one_form() {
        for (text, expected) in [
            ("https://blog.example.org", "https://blog.example.org"),
            ("HTTPS://Blog.Example.ORG/", "https://blog.example.org"),
            ("https://blog.example.org:443", "https://blog.example.org"),
            ("http://blog.example.org:80", "http://blog.example.org"),
            ("http://blog.example.org:443", "http://blog.example.org:443"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://localhost", "http://localhost"),
        ] {
            assert_eq!(Origin::try_from(text).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn refuses() {
        for text in [
            "",
            "null",
            "blog.example.org",
            "ftp://a.example",
            "https://",
            "https://a.example/x",
            "https://a.example?x",
            "https://a.example#x",
            "https://u@a.example",
            "https://a b",
            "https://bücher.example",
            "https://a.example:70000",
            "https://*.example.org",
        ] {
            assert!(Origin::try_from(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_its_host() {
        assert_eq!(
            Origin::try_from("http://A.example:8080").unwrap().host(),
            "a.example:8080"
        );
    }
}
