//! An origin: scheme, host and port.

use serde::{Deserialize, Serialize};

use crate::field::FieldError;

/// An http or https origin as a browser writes it: lower-case, without a default port or a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin(String);

impl Origin {
    /// Such as `https://blog.example.org` or `http://127.0.0.1:8080`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, with its port if it has one.
    pub fn host(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, host)| host)
    }
}

impl TryFrom<&str> for Origin {
    type Error = FieldError;

    fn try_from(text: &str) -> Result<Self, FieldError> {
        let error = FieldError::new("origin", "origin");
        let (scheme, rest) = text.trim().split_once("://").ok_or(error)?;
        let scheme = scheme.to_ascii_lowercase();
        let default_port = match scheme.as_str() {
            "http" => ":80",
            "https" => ":443",
            _ => return Err(error),
        };
        let host = rest.strip_suffix('/').unwrap_or(rest).to_lowercase();
        let host = host.strip_suffix(default_port).unwrap_or(&host);
        let odd = |c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '/' | '?' | '#' | '@' | '\\' | '"' | '<' | '>' | '%' | ',')
        };
        if host.is_empty() || host.starts_with(':') || host.contains(odd) {
            return Err(error);
        }
        Ok(Self(format!("{scheme}://{host}")))
    }
}

impl TryFrom<String> for Origin {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::try_from(text.as_str())
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_origins_as_browsers_do() {
        for (text, expected) in [
            ("https://Blog.Example.ORG", Some("https://blog.example.org")),
            ("HTTPS://a.example:443/", Some("https://a.example")),
            ("http://127.0.0.1:8080", Some("http://127.0.0.1:8080")),
            ("http://[::1]:80", Some("http://[::1]")),
            ("https://a.example/path", None),
            ("https://u@a.example", None),
            ("null", None),
            ("", None),
            ("https://", None),
            ("ftp://a.example", None),
            ("https://a.example, https://b.example", None),
        ] {
            let made = Origin::try_from(text).ok();
            assert_eq!(made.as_ref().map(Origin::as_str), expected, "{text:?}");
        }
    }
}
