//! Addresses that no renderer makes a link of: who wants to be found, and not to be counted, writes
//! them without a scheme, or with a dot in disguise.

use super::link::{Found, bare_host, ends_address};
use super::word::is_unspaced;

/// What the names of hosts end with and words do not: enough by itself.
const SURE: [&str; 25] = [
    "com", "net", "org", "info", "biz", "xyz", "icu", "vip", "app", "dev", "tv", "cc", "ws", "ru",
    "cn", "uk", "fr", "nl", "pl", "br", "ch", "cz", "tr", "jp", "kr",
];

/// What names of hosts end with and, where the blank after a sentence is missing, others too: it
/// takes a digit or a hyphen before it, or a path behind it.
const LIKELY: [&str; 32] = [
    "top", "shop", "store", "online", "site", "website", "club", "pro", "live", "life", "fun",
    "link", "click", "space", "news", "world", "page", "blog", "agency", "cloud", "win", "bet",
    "casino", "digital", "io", "ai", "de", "at", "eu", "su", "in", "co",
];

/// What the names of files end with, of those with two letters.
const FILES: [&str; 8] = ["md", "py", "js", "ts", "rs", "sh", "go", "cs"];

/// More labels than any host has in a comment: a text of dots is not read to its end at each of
/// them.
const MOST_LABELS: usize = 8;

/// The bare addresses of a text that has no links.
pub fn addresses(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let is_within = found.last().is_some_and(|last| at < last.at.end);
        if !is_within && is_of_label(c) && !before.is_some_and(joins) {
            found.extend(address(text, at));
        }
        before = Some(c);
    }
    found
}

/// Whether a character is of a word or of a host's name. Scripts without blanks end both.
fn is_of_label(c: char) -> bool {
    (c.is_alphanumeric() && !is_unspaced(c)) || c == '-'
}

/// Whether what follows a character is the rest of something: of a word, a path, a mail address.
fn joins(c: char) -> bool {
    is_of_label(c) || matches!(c, '.' | '/' | '@' | '_')
}

/// A part of a host's name.
struct Label<'a> {
    text: &'a str,
    /// Where it ends in the text.
    end: usize,
    /// Whether all dots before it stand for nothing else.
    is_plain: bool,
}

/// The address that begins at a place.
fn address(text: &str, start: usize) -> Option<Found> {
    let labels = labels(text, start);
    // The longest that is one: the rest may be the next sentence.
    (2..=labels.len()).rev().find_map(|n| {
        let labels = labels.get(..n)?;
        let end = labels.last()?.end;
        let rest = text.get(end..)?;
        is_address(labels, rest).then(|| {
            let host: Vec<_> = labels.iter().map(|label| label.text).collect();
            Found {
                at: start..end + path(rest),
                host: bare_host(&host.join(".").to_lowercase()).to_owned(),
            }
        })
    })
}

/// The labels from a place on, as far as dots join them.
fn labels(text: &str, start: usize) -> Vec<Label<'_>> {
    let mut labels = Vec::new();
    let (mut at, mut is_plain) = (start, true);
    while let Some(label) = label(text, at) {
        let end = at + label.len();
        labels.push(Label {
            text: label,
            end,
            is_plain,
        });
        let dot = text.get(end..).and_then(dot);
        let Some((length, plain)) = dot.filter(|_| labels.len() < MOST_LABELS) else {
            break;
        };
        at = end + length;
        is_plain &= plain;
    }
    labels
}

/// The letters, digits and hyphens at a place.
fn label(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let length = rest.find(|c| !is_of_label(c)).unwrap_or(rest.len());
    rest.get(..length).filter(|label| !label.is_empty())
}

/// The dot that a text begins with: how long it is, and whether it stands for nothing else.
fn dot(text: &str) -> Option<(usize, bool)> {
    const ALL: [(&str, bool); 8] = [
        (".", true),
        ("[.]", true),
        ("(.)", true),
        ("[dot]", true),
        ("(dot)", true),
        (" [.] ", true),
        (" . ", true),
        (" dot ", false),
    ];
    let found = ALL.iter().find(|(dot, _)| text.starts_with(dot));
    found.map(|(dot, plain)| (dot.len(), *plain))
}

fn has_path(text: &str) -> bool {
    let mut all = text.chars();
    all.next() == Some('/')
        && all.next().is_none_or(|c| {
            c.is_ascii_alphanumeric() || c.is_whitespace() || matches!(c, '?' | '%' | '@')
        })
}

/// How long the path is that a text begins with.
fn path(text: &str) -> usize {
    if has_path(text) {
        text.find(ends_address).unwrap_or(text.len())
    } else {
        0
    }
}

/// Whether labels are a host's name, by what they are and by what follows them.
fn is_address(labels: &[Label<'_>], rest: &str) -> bool {
    let [.., name, last] = labels else {
        return false;
    };
    let (name, is_plain, last) = (name.text, last.is_plain, last.text);
    // A mail address, the name of something in a program, a call.
    if rest.starts_with(['@', '_', '(']) || !name.chars().any(char::is_alphabetic) {
        return false;
    }
    let is_sure = SURE.contains(&last);
    let is_likely = LIKELY.contains(&last);
    let is_country =
        last.len() == 2 && last.bytes().all(|c| c.is_ascii_lowercase()) && !FILES.contains(&last);
    let is_odd = name.chars().any(|c| !c.is_alphabetic());
    match (has_path(rest), is_plain) {
        (true, _) => is_sure || is_likely || is_country,
        (false, true) => name.len() > 1 && (is_sure || (is_likely && is_odd)),
        (false, false) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::addresses;

    fn check(text: &str, expected: &[&str]) {
        let found = addresses(text);
        let hosts: Vec<_> = found.iter().map(|one| one.host.as_str()).collect();
        assert_eq!(hosts, expected, "{:.200}", text);
    }

    #[test]
    fn finds_addresses_without_a_scheme() {
        check("Go to Cam-dolls.com, now", &["cam-dolls.com"]);
        check("a.shop24.example.co.uk/x?y=z.", &["a.shop24.example.co.uk"]);
        check("在aomen.cn/index.html ,注册", &["aomen.cn"]);
        check("bücher-shop.de/x", &["bücher-shop.de"]);
        check(
            "shop24.store and t.me/shop and quick.click/go and youtu.be/x",
            &["shop24.store", "t.me", "quick.click", "youtu.be"],
        );
        check("all . info/blog/ x[.]site/", &["all.info", "x.site"]);
        check(
            "quick[.]site/ my-site(dot)com deals24 dot pro/blog/",
            &["quick.site", "my-site.com", "deals24.pro"],
        );
        check("See a.com . Great", &[]);
        check("See aa.com . Great", &["aa.com"]);
    }

    #[test]
    fn takes_sentences_and_files_for_what_they_are() {
        for text in [
            "I went home.The rest is in the annexe.it was late. No",
            "e.g. this, i.e. that, 8.30pm/9, St.Mary/Paul, and/or, w/o, 3.5mm, p.12",
            "index.html page-2.html README.md node.js/express src/main.rs scan01.jpg",
            "docker-compose.yml t2.micro log4j.properties photo1.webp model.fit/transform",
            "items.at(-1) logger.info( base64.encode() java.net() snake.net_case",
            "a.b@c.example and ann@mail.com, ../x.com, anna-lena.schmidt@web.de max.info@web.de",
            "the polka dot info board; the dot com bubble; a B5 dot grid notebook; an X-ray dot chart",
            "It was well-written.thanks! well-made . thanks",
            "foo.bar() x.y ASP.NET ... -- . .",
            "Ende.plötzlich bon.très prawda.człowiek Mooi verhaal.de foto Adorei.eu Ciao.io",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_text_of_dots_takes_no_longer_than_another() {
        for text in ["a . ", "a.", "a/b.", "a.a/?", "aa . ", "aa.de/?"] {
            addresses(&text.repeat(100_000));
        }
    }

    #[test]
    fn any_text_is_taken() {
        use proptest::prelude::*;
        proptest!(|(text in "( dot |\\[\\.\\]|[a-zé.\\-/ 0-9看]|com)*")| {
            for one in addresses(&text) {
                prop_assert!(text.get(one.at).is_some());
            }
        });
    }
}
