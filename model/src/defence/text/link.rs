//! The links of a comment's source. What the renderer would make a link of is counted, and what
//! people and robots write who take it for another system's: HTML, BBCode, a bare `www.`.

use std::ops::Range;

/// A link in a text.
pub struct Found {
    /// Where its address stands.
    pub at: Range<usize>,
    /// The host: in lower case, without `www.` and port.
    pub host: String,
}

/// The links of a text in their order. An address that is the text of a link, as in
/// `[https://a.example](https://a.example)`, is none of its own.
pub fn links(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = next(text, from) {
        from = at.end;
        let address = text.get(at.clone()).unwrap_or_default();
        let is_label = text
            .get(at.end..)
            .is_some_and(|rest| rest.starts_with("]("));
        if let Some(host) = host(address)
            && !is_label
        {
            found.push(Found { at, host });
        }
    }
    found
}

/// The next address: from its scheme, or `www.`, to what no address has in it.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let scheme = rest.find("://").map(|colon| {
        let before = rest.get(..colon).unwrap_or_default();
        let letters = before
            .bytes()
            .rev()
            .take_while(u8::is_ascii_alphabetic)
            .take("https".len())
            .count();
        (colon - letters, colon + 3)
    });
    let www = bare_www(rest);
    let (start, host) = match (scheme, www) {
        (Some(scheme), Some(www)) if www.0 < scheme.0 => www,
        (Some(scheme), _) => scheme,
        (None, www) => www?,
    };
    let tail = rest.get(host..).unwrap_or_default();
    let length = tail.find(ends_address).unwrap_or(tail.len());
    Some(from + start..from + host + length)
}

/// Where a `www.` stands at the beginning of a word.
fn bare_www(text: &str) -> Option<(usize, usize)> {
    let at = text.match_indices("www.").find(|(at, _)| {
        let before = text.get(..*at).unwrap_or_default();
        !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.'))
    });
    at.map(|(at, _)| (at, at))
}

pub fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '<' | '>' | '"' | '\'' | '`' | '[' | ']' | '(' | ')' | '{' | '}' | '|' | '\\' | '^'
        )
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF20}')
}

/// The host of an address of the web, or of one without a scheme that begins with `www.`.
pub fn host(address: &str) -> Option<String> {
    let after = match address.split_once("://") {
        Some((scheme, after))
            if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") =>
        {
            after
        }
        Some(_) => return None,
        None => address.starts_with("www.").then_some(address)?,
    };
    let authority = after.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?.to_lowercase();
    let host = bare_host(&host);
    let shows = host.chars().any(char::is_alphanumeric);
    (shows && host.contains('.')).then(|| host.to_owned())
}

/// A host without its port, a dot at its end, and `www.`.
pub fn bare_host(host: &str) -> &str {
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let name = name.trim_end_matches(['.', ',', ';', '!', '*', '_']);
    name.strip_prefix("www.").unwrap_or(name)
}

/// A text without the addresses of its links.
pub fn cut(text: &str, links: &[Found]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for link in links {
        rest.push_str(text.get(from..link.at.start).unwrap_or_default());
        rest.push(' ');
        from = link.at.end;
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    rest
}

/// A text without what looks like tags of HTML and BBCode.
pub fn without_tags(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some(at) = rest.find(['<', '[']) {
        let (before, tag) = rest.split_at(at);
        kept.push_str(before);
        let length = tag_length(tag);
        if length == 0 {
            kept.push_str(tag.get(..1).unwrap_or_default());
        } else {
            kept.push(' ');
        }
        rest = tag.get(length.max(1)..).unwrap_or_default();
    }
    kept + rest
}

/// How long the tag is that a text begins with; 0 if it begins with none.
fn tag_length(text: &str) -> usize {
    let longest = text
        .char_indices()
        .nth(200)
        .map_or(text.len(), |(at, _)| at);
    let near = text.get(..longest).unwrap_or_default();
    let end = if text.starts_with('<') { '>' } else { ']' };
    let Some(close) = near.find(end) else {
        return 0;
    };
    let inner = near.get(1..close).unwrap_or_default();
    let name = inner.trim_start_matches('/').to_ascii_lowercase();
    let is_tag = if end == '>' {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
    } else {
        ["url", "link", "b", "i", "img"]
            .iter()
            .any(|tag| name == *tag || name.starts_with(&format!("{tag}=")))
    };
    if is_tag { close + 1 } else { 0 }
}

/// Whether there is a telephone number or a mail address in a text.
pub fn has_contact(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || c == ',')
        .any(is_mail)
        || has_telephone(text)
}

fn is_mail(word: &str) -> bool {
    word.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.trim_end_matches('.').contains('.'))
}

/// Nine digits and more, with nothing between them but what people put there: a date has eight.
fn has_telephone(text: &str) -> bool {
    let mut digits = 0;
    text.chars().any(|c| {
        match c {
            c if c.is_ascii_digit() => digits += 1,
            ' ' | '-' | '(' | ')' | '+' | '/' | '.' => {}
            _ => digits = 0,
        }
        digits >= 9
    })
}

/// Whether a host belongs to what people refer to, and where nobody can advertise.
pub fn is_for_reference(host: &str) -> bool {
    const ALL: [&str; 20] = [
        "wikipedia.org",
        "wikimedia.org",
        "wiktionary.org",
        "archive.org",
        "gutenberg.org",
        "openlibrary.org",
        "worldcat.org",
        "doi.org",
        "arxiv.org",
        "jstor.org",
        "loc.gov",
        "bbc.co.uk",
        "theguardian.com",
        "nytimes.com",
        "lemonde.fr",
        "spiegel.de",
        "elpais.com",
        "stackoverflow.com",
        "mozilla.org",
        "europa.eu",
    ];
    // Whoever has a name below these has been looked at.
    const OFFICIAL: [&str; 22] = [
        "edu", "gov", "ac.uk", "gov.uk", "nhs.uk", "gov.ie", "gouv.fr", "gob.es", "gov.pl",
        "edu.pl", "gov.br", "bund.de", "admin.ch", "gov.au", "edu.au", "ac.nz", "govt.nz", "gc.ca",
        "go.jp", "ac.jp", "ac.il", "gov.il",
    ];
    let is_at = |of: &str| {
        host.strip_suffix(of)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    ALL.iter().chain(&OFFICIAL).any(|own| is_at(own))
}

#[cfg(test)]
mod tests {
    use super::{cut, links, without_tags};

    fn check(text: &str, expected: &[&str]) {
        let found = links(text);
        let hosts: Vec<_> = found.iter().map(|link| link.host.as_str()).collect();
        assert_eq!(hosts, expected, "{text}");
    }

    #[test]
    fn finds_links() {
        check(
            "see https://a.example/x, and http://b.example.",
            &["a.example", "b.example"],
        );
        check("HTTPS://WWW.A.example:8080/x", &["a.example"]);
        check(
            "[a](https://a.example/x) <https://b.example>",
            &["a.example", "b.example"],
        );
        check("[https://a.example](https://a.example/)", &["a.example"]);
        check(r#"<a href="http://a.example/">x</a>"#, &["a.example"]);
        check("[url=http://a.example]x[/url]", &["a.example"]);
        check("[x]: https://a.example\n", &["a.example"]);
        check("www.a.example/x", &["a.example"]);
        check("http://user@a.example/", &["a.example"]);
        check("看https://a.example/，好", &["a.example"]);
        check("xhttp://a.example http://www.a.example", &["a.example"; 1]);
        check("https://дом.example", &["дом.example"]);
    }

    #[test]
    fn finds_none() {
        for text in [
            "",
            "www",
            "a.b",
            "://",
            "http://",
            "https://x",
            "ftp://a.example",
            "mywww.a.example",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn takes_addresses_out() {
        let text = "see https://a.example/x?y=z, please";
        assert_eq!(cut(text, &links(text)), "see   please");
    }

    #[test]
    fn any_text_is_taken() {
        use proptest::prelude::*;
        proptest!(|(text in "(://|www\\.|https?|[a-zé.<>/=\\]\\(\\[ ])*")| {
            without_tags(&cut(&text, &links(&text)));
        });
    }
}
