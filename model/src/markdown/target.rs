//! Where a link may lead.

use std::fmt::Write;

const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];
/// Longer than any address a person would paste.
const MAX: usize = 2000;

/// The address as it may stand in `href`, or none for one that leads anywhere but to a web page
/// or a mailbox. What does not belong into an address (RFC 3986, 2) is percent-encoded.
pub fn safe(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme = SCHEMES.into_iter().find(|scheme| {
        let start = address.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    let rest = address.get(scheme.len()..)?;
    let first = rest.chars().next()?;
    if address.len() > MAX || !(first.is_alphanumeric() || first == '[') {
        return None;
    }
    let mut safe = scheme.to_owned();
    for c in rest.chars() {
        match c {
            c if c.is_control() || c.is_whitespace() => escape(&mut safe, c),
            '"' | '\'' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '^' => escape(&mut safe, c),
            // Reorders the text around it: an address must not read as another.
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => escape(&mut safe, c),
            c => safe.push(c),
        }
    }
    Some(safe)
}

fn escape(out: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        // Writing to a String cannot fail.
        let _ = write!(out, "%{byte:02X}");
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn passes_web_pages_and_mailboxes() {
        for (address, expected) in [
            (
                "https://example.org/a?b=c&d#e",
                "https://example.org/a?b=c&d#e",
            ),
            ("HTTP://example.org", "http://example.org"),
            ("mailto:ada@example.org", "mailto:ada@example.org"),
            (
                "https://example.org/a b\"c'<d>",
                "https://example.org/a%20b%22c%27%3Cd%3E",
            ),
            ("https://bücher.example/ü", "https://bücher.example/ü"),
            ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
            (
                "https://a.example/\u{202e}x",
                "https://a.example/%E2%80%AEx",
            ),
        ] {
            assert_eq!(safe(address).as_deref(), Some(expected), "{address:?}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        for address in [
            "",
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "//example.org",
            "/path",
            "#x",
            "example.org",
            "https:",
            "https://",
            "https:javascript:alert(1)",
            "https:///example.org",
            "http://\\x",
            "ftp://example.org",
            "mailto:",
            "view-source:http://a/",
            "blob:https://a/1",
        ] {
            assert_eq!(safe(address), None, "{address:?}");
        }
        assert_eq!(
            safe(&format!("https://a.example/{}", "a".repeat(2000))),
            None
        );
    }
}
