//! Finds the addresses that stand bare in a text.

use super::target;
use std::ops::Range;

/// The places of the bare addresses in a text, in order.
pub fn bare_links(text: &str) -> Vec<Range<usize>> {
    let mut links = Vec::new();
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("://")) {
        let colon = from + found;
        from = colon + "://".len();
        let Some(start) = start_of_scheme(text, colon) else {
            continue;
        };
        let end = from + length(text.get(from..).unwrap_or_default());
        if text.get(start..end).is_some_and(is_worth_a_link) {
            links.push(start..end);
        }
        // Also past one that is none: each character is looked at once.
        from = end;
    }
    links
}

/// Where the scheme before a colon begins, if it is one of the web's and stands apart.
fn start_of_scheme(text: &str, colon: usize) -> Option<usize> {
    let before = text.get(..colon)?;
    let start = ["https", "http"].iter().find_map(|scheme| {
        let start = colon.checked_sub(scheme.len())?;
        before
            .get(start..)
            .filter(|found| found.eq_ignore_ascii_case(scheme))
            .map(|_| start)
    })?;
    let apart = !before
        .get(..start)?
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    apart.then_some(start)
}

/// How much of a text, beginning at a host, belongs to the address: up to what no address has,
/// without the punctuation of the sentence around it.
fn length(text: &str) -> usize {
    let whole = text
        .find(ends_address)
        .map_or(text, |end| text.get(..end).unwrap_or_default());
    let host = whole.find(['/', '?', '#']).unwrap_or(whole.len());
    // In Japanese and Chinese no blank parts an address from the sentence.
    let whole = match whole
        .get(..host)
        .and_then(|host| host.find(|c| c >= '\u{2E80}'))
    {
        Some(end) => whole.get(..end).unwrap_or_default(),
        None => whole,
    };
    let mut unopened = whole
        .matches(')')
        .count()
        .saturating_sub(whole.matches('(').count());
    whole
        .trim_end_matches(|c| match c {
            ')' if unopened > 0 => {
                unopened -= 1;
                true
            }
            c => ends_sentence(c),
        })
        .len()
}

fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '<' | '>' | '"' | '`' | '[' | ']' | '{' | '}' | '|' | '^' | '\\'
        )
        || matches!(
            c,
            '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '\u{200B}' | '\u{FEFF}'
        )
        || matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}')
        || matches!(
            c,
            '！' | '（'
                | '）'
                | '，'
                | '．'
                | '：'
                | '；'
                | '？'
                | '［'
                | '］'
                | '｛'
                | '｝'
                | '｡'
                | '｢'
                | '｣'
                | '､'
        )
}

fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' | '~' | '’' | '‘' | '…'
    )
}

/// "http://x" is rather an example than an address: a bare one needs a dot in its host.
fn is_worth_a_link(address: &str) -> bool {
    let is_local = || address.to_ascii_lowercase().contains("://localhost");
    let host = address.split('/').nth(2).unwrap_or_default();
    (host.contains('.') || is_local()) && target::of_web(address).is_some()
}

#[cfg(test)]
mod tests {
    use super::bare_links;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = bare_links(text)
            .into_iter()
            .map(|link| &text[link])
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_addresses_in_sentences() {
        check("See https://a.example/x.", &["https://a.example/x"]);
        check(
            "https://a.example, http://b.example/?q=1; HTTPS://C.example!",
            &[
                "https://a.example",
                "http://b.example/?q=1",
                "HTTPS://C.example",
            ],
        );
        check("(https://a.example/x)", &["https://a.example/x"]);
        check(
            "(see https://a.example/x_(y)).",
            &["https://a.example/x_(y)"],
        );
        check("https://a.example/x_(y", &["https://a.example/x_(y"]);
        check("https://a.example/(x)(y)))", &["https://a.example/(x)(y)"]);
        check(
            "\"https://a.example/x\" “https://a.example/y”",
            &["https://a.example/x", "https://a.example/y"],
        );
        check("‘https://a.example/x’…", &["https://a.example/x"]);
        check("**https://a.example/x**", &["https://a.example/x"]);
        check(
            "[https://a.example](https://b.example)",
            &["https://a.example", "https://b.example"],
        );
        check("<b>https://a.example/x</b>", &["https://a.example/x"]);
        check("http://localhost:8080/x", &["http://localhost:8080/x"]);
        check(
            "https://a.example/a?b=c&d=e#f:~:text=g",
            &["https://a.example/a?b=c&d=e#f:~:text=g"],
        );
    }

    #[test]
    fn finds_addresses_in_other_scripts() {
        check("https://a.exampleを見て", &["https://a.example"]);
        check(
            "見て：https://a.example/日本。次",
            &["https://a.example/日本"],
        );
        check("（https://a.example/x）", &["https://a.example/x"]);
        check(
            "https://de.example/Straße_(Wien)",
            &["https://de.example/Straße_(Wien)"],
        );
    }

    #[test]
    fn leaves_the_rest_alone() {
        for text in [
            "http://",
            "https://.",
            "https:///x",
            "http:// a.example",
            "xhttp://a.example",
            "ahttps://a.example",
            "ftp://a.example",
            "javascript://a.example",
            "https://u@a.example",
            "https://a..example",
            "http://x",
            "https:a.example",
            "www.a.example",
            "://",
            "https://bücher.example",
            "http://999.999.999.999",
        ] {
            check(text, &[]);
        }
    }
}
