//! Entity tags of published pages: what makes two answers the same.

/// The tag of a page: its thread's version, the markup, the language and the page's name.
///
/// Weak, since the platform may compress what it tags.
pub fn tag(version: u64, markup: &str, language: &str, page: &str) -> String {
    format!("W/\"{version}-{markup}-{language}-{page}\"")
}

/// Whether an `If-None-Match` header names this tag, compared weakly (RFC 9110, 8.8.3.2).
pub fn matches(if_none_match: &str, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let tag = opaque(tag);
    if_none_match
        .split(',')
        .any(|one| one.trim() == "*" || opaque(one) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_weakly() {
        let ours = tag(12, "1a2b3c4d5e", "en", "0");
        assert_eq!(ours, "W/\"12-1a2b3c4d5e-en-0\"");
        for header in [
            "W/\"12-1a2b3c4d5e-en-0\"",
            "\"12-1a2b3c4d5e-en-0\"",
            "\"x\", W/\"12-1a2b3c4d5e-en-0\"",
            "*",
        ] {
            assert!(matches(header, &ours), "{header}");
        }
        for header in [
            "",
            "\"12\"",
            "W/\"13-1a2b3c4d5e-en-0\"",
            "12-1a2b3c4d5e-en-0",
        ] {
            assert!(!matches(header, &ours), "{header}");
        }
    }
}
