//! The address a commenter gives as their own.

use super::text::{is_invisible, turns_direction};
use super::{FieldError, text_field};
use crate::http_address::HttpAddress;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// An address of the web, of `http:` or `https:`, of at most 500 characters, in a form that is
/// safe in an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebAddress(String);

text_field!(WebAddress);

impl WebAddress {
    /// How many characters an address may have.
    pub const MOST: usize = 500;

    /// Reads a field that may be left empty.
    ///
    /// # Errors
    /// If there is something in it, and it is no address.
    pub fn optional(text: Option<&str>) -> Result<Option<Self>, FieldError> {
        match text.map(str::trim) {
            None | Some("") => Ok(None),
            Some(text) => Self::try_from(text).map(Some),
        }
    }
}

impl TryFrom<&str> for WebAddress {
    type Error = FieldError;

    fn try_from(text: &str) -> Result<Self, FieldError> {
        let invalid = FieldError::new("url", "link_invalid");
        let too_long = FieldError::new("url", "link_too_long");
        if text.chars().count() > Self::MOST {
            return Err(too_long);
        }
        let address = HttpAddress::parse(text)
            .or_else(|| without_scheme(text))
            .ok_or(invalid)?;
        let written = written(&address);
        if written.chars().count() > Self::MOST {
            Err(too_long)
        } else {
            Ok(Self(written))
        }
    }
}

/// People write "blog.example.org/me". It is an address if its host has a dot in it.
fn without_scheme(text: &str) -> Option<HttpAddress> {
    let text = text.trim();
    if text.starts_with(['/', '\\']) {
        return None;
    }
    HttpAddress::parse(&format!("https://{text}")).filter(|address| address.host.contains('.'))
}

/// Writes an address with everything escaped that could end an attribute, or deceive an eye.
pub(crate) fn written(address: &HttpAddress) -> String {
    let mut text = address.origin();
    escape(&address.path, &mut text);
    for (mark, part) in [('?', &address.query), ('#', &address.fragment)] {
        if let Some(part) = part {
            text.push(mark);
            escape(part, &mut text);
        }
    }
    text
}

/// Percent-encodes the characters that an address may not have (RFC 3986) or should not show.
/// Letters of any script stay: a reader can read them.
fn escape(part: &str, into: &mut String) {
    for c in part.chars() {
        let unsafe_mark = matches!(
            c,
            '"' | '\'' | '<' | '>' | '`' | '{' | '}' | '|' | '^' | '\\' | ' '
        );
        if unsafe_mark || is_invisible(c) || turns_direction(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a String cannot fail.
                let _ = write!(into, "%{byte:02X}");
            }
        } else {
            into.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::WebAddress;

    fn check(text: &str, expected: Result<&str, &str>) {
        let got = WebAddress::try_from(text)
            .map(String::from)
            .map_err(|e| e.code);
        assert_eq!(got.as_deref().map_err(|e| *e), expected, "{text:?}");
    }

    #[test]
    fn accepts_addresses() {
        check("https://a.example", Ok("https://a.example/"));
        check(
            " HTTP://A.example:80/Me?x=1#y ",
            Ok("http://a.example/Me?x=1#y"),
        );
        check("blog.example.org/me", Ok("https://blog.example.org/me"));
        check("a.example:8080", Ok("https://a.example:8080/"));
        check(
            "https://ja.example/wiki/日本",
            Ok("https://ja.example/wiki/日本"),
        );
        check("https://bücher.example", Ok("https://bücher.example/"));
        check(
            "https://a.example/%20?q=%zz",
            Ok("https://a.example/%20?q=%zz"),
        );
    }

    #[test]
    fn writes_them_safely() {
        check(
            "https://a.example/\"><script>",
            Ok("https://a.example/%22%3E%3Cscript%3E"),
        );
        check(
            "https://a.example/' onx='",
            Ok("https://a.example/%27%20onx=%27"),
        );
        check(
            "https://a.example/\u{202E}gpj\u{0}",
            Ok("https://a.example/%E2%80%AEgpj"),
        );
        check("https://a.example/a\u{0}b", Ok("https://a.example/a%00b"));
        check("https://a.example/x\ny", Ok("https://a.example/xy"));
    }

    #[test]
    fn refuses() {
        for text in [
            "",
            "x",
            "localhost",
            "javascript:alert(1)",
            " java\nscript:alert(1)",
            "javascript://a.example/%0aalert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//a.example",
            "/x",
            "mailto:a@b.example",
            "a@b.example",
            "https://u:p@a.example/",
            "ftp://a.example",
            "https://\"onload=x",
            "a b.example",
        ] {
            check(text, Err("link_invalid"));
        }
        check(
            &format!("https://a.example/{}", "a".repeat(500)),
            Err("link_too_long"),
        );
        check(
            &format!("https://a.example/{}", "\"".repeat(200)),
            Err("link_too_long"),
        );
    }

    #[test]
    fn may_be_left_empty() {
        assert_eq!(WebAddress::optional(None), Ok(None));
        assert_eq!(WebAddress::optional(Some("  ")), Ok(None));
        assert!(WebAddress::optional(Some("x")).is_err());
    }

    #[test]
    fn is_stable() {
        for text in [
            "https://a.example/\"x y\"?'#<",
            "A.example\\x",
            "https://ü.example/é%41",
        ] {
            let once = WebAddress::try_from(text).unwrap();
            assert_eq!(WebAddress::try_from(once.as_str()).unwrap(), once);
        }
    }
}
