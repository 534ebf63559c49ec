//! A commenter's own web address.

use super::FieldError;

/// An http or https address of at most 500 characters, without spaces, controls or userinfo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress(String);

impl WebAddress {
    /// The most characters an address may have.
    pub const MAX: usize = 500;

    /// The address as it is stored and linked.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for WebAddress {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        let error = FieldError::new("author.url", "url");
        let text = text.trim();
        // People type "example.org"; they mean a web page.
        let text = if text.contains(':') { text.to_owned() } else { format!("https://{text}") };
        let (scheme, rest) = text.split_once("://").ok_or(error)?;
        let scheme = scheme.to_ascii_lowercase();
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let odd = |c: char| {
            c.is_whitespace() || c.is_control() || super::reorders(c) || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
        };
        let fits = matches!(scheme.as_str(), "http" | "https")
            && !host.is_empty()
            && host.contains('.')
            && !host.starts_with(['.', ':'])
            && !host.contains('@')
            && !rest.contains(odd)
            && text.chars().count() <= Self::MAX;
        if fits { Ok(Self(format!("{scheme}://{rest}"))) } else { Err(error) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let made = WebAddress::try_from(text.to_owned()).ok();
        assert_eq!(made.as_ref().map(WebAddress::as_str), expected, "{text:?}");
    }

    #[test]
    fn accepts_web_pages() {
        check("https://example.org/", Some("https://example.org/"));
        check(" HTTP://example.org/a?b=c#d ", Some("http://example.org/a?b=c#d"));
        check("example.org/me", Some("https://example.org/me"));
        check("https://bücher.example/ü", Some("https://bücher.example/ü"));
        check("https://example.org/it's", Some("https://example.org/it's"));
    }

    #[test]
    fn refuses_everything_else() {
        for text in [
            "", "javascript:alert(1)", "JaVaScRiPt://x.y/%0aalert(1)", "data:text/html,x", "mailto:a@b.example",
            "https://", "https:///x", "https://user:pass@example.org/", "https://a b.example/", "https://a.example/\"x",
            "https://a.example/<x>", "https://a.example/\u{202e}x", "//example.org/\n", "ftp://example.org/", "https://localhost/",
        ] {
            check(text, None);
        }
        check(&format!("https://example.org/{}", "a".repeat(500)), None);
    }
}
