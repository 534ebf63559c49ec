//! Addresses that no renderer makes a link of: who wants to be found, and not to be counted, writes
//! them without a scheme, or with a dot in disguise.

use super::link::Found;

/// What the names of hosts end with and sentences do not, even where the blank after one is missing.
const SURE: &str = "com net org info biz xyz icu vip win bet app dev io ai tv cc su ru cn uk de fr nl pl br eu ch at cz tr jp kr";

/// What the names of files end with.
const FILES: &str = "html htm php pdf doc docx odt jpg jpeg png gif svg txt md py js ts rs css csv xml json zip mp mov epub mobi exe";

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

const fn is_of_label(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// Whether what follows a character is the rest of something: of a word, a path, a mail address.
const fn joins(c: char) -> bool {
    is_of_label(c) || matches!(c, '.' | '/' | '@' | '_')
}

/// The address that begins at a place.
fn address(text: &str, start: usize) -> Option<Found> {
    let mut labels = vec![label(text, start)?];
    let mut ends = vec![start + labels.first()?.len()];
    let mut is_plain = vec![true];
    while labels.len() < MOST_LABELS
        && let Some((length, plain)) = ends.last().and_then(|end| dot(text.get(*end..)?))
        && let Some(next) = label(text, ends.last()? + length)
    {
        ends.push(ends.last()? + length + next.len());
        is_plain.push(plain && *is_plain.last()?);
        labels.push(next);
    }
    // The longest that is one: the rest may be the next sentence.
    (2..=labels.len()).rev().find_map(|n| {
        let end = *ends.get(n - 1)?;
        let path = path(text.get(end..)?);
        is_address(labels.get(..n)?, *is_plain.get(n - 1)?, path > 0).then(|| Found {
            at: start..end + path,
            host: super::link::bare_host(
                &labels.get(..n).unwrap_or_default().join(".").to_lowercase(),
            )
            .to_owned(),
        })
    })
}

/// The letters, digits and hyphens at a place.
fn label(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let length = rest.find(|c| !is_of_label(c)).unwrap_or(rest.len());
    rest.get(..length).filter(|label| !label.is_empty())
}

/// The dot that a text begins with: how long it is, and whether it is as plain as in a sentence.
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
    ALL.iter()
        .find(|(dot, _)| text.starts_with(dot))
        .map(|(dot, plain)| (dot.len(), *plain))
}

/// How long the path is that a text begins with.
fn path(text: &str) -> usize {
    let is_path = text.strip_prefix('/').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '?' || c == '%')
    });
    let is_slash = text == "/" || text.starts_with("/ ") || text.starts_with("/\n");
    if is_path || is_slash {
        text.find(super::link::ends_address).unwrap_or(text.len())
    } else {
        0
    }
}

fn is_address(labels: &[&str], is_plain: bool, has_path: bool) -> bool {
    let Some((last, before)) = labels.split_last() else {
        return false;
    };
    let is_in = |list: &str| list.split(' ').any(|one| one == *last);
    let is_name = (2..=10).contains(&last.len()) && last.bytes().all(|c| c.is_ascii_lowercase());
    let name = before.last().copied().unwrap_or_default();
    let has_letters = name.bytes().any(|c| c.is_ascii_alphabetic());
    // No word of a sentence has digits or a hyphen at such a place.
    let is_odd = has_letters && name.bytes().any(|c| !c.is_ascii_alphabetic());
    is_name
        && !is_in(FILES)
        && has_letters
        && (has_path || is_odd || (is_plain && name.len() > 1 && is_in(SURE)))
}

#[cfg(test)]
mod tests {
    use super::addresses;

    fn check(text: &str, expected: &[&str]) {
        let found = addresses(text);
        let hosts: Vec<_> = found.iter().map(|one| one.host.as_str()).collect();
        assert_eq!(hosts, expected, "{text}");
    }

    #[test]
    fn finds_addresses_without_a_scheme() {
        check("Go to Cam-dolls.com, now", &["cam-dolls.com"]);
        check("a.shop24.example.co.uk/x?y=z.", &["a.shop24.example.co.uk"]);
        check("在aomen.cn/index.html ,注册", &["aomen.cn"]);
        check(
            "shop24.store and t.me/shop and quick.click/go",
            &["shop24.store", "t.me", "quick.click"],
        );
        check(
            "all . info/blog/ x[.]site/ my-site (dot) com",
            &["all.info", "x.site"],
        );
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
            "a.b@c.example and ann@mail.com, ../x.com",
            "the polka dot info board; the dot com bubble",
            "foo.bar() x.y ASP.NET ... -- . .",
            "Das ist so.in der Stadt",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_text_of_dots_takes_no_longer_than_another() {
        check(&"a . ".repeat(100_000), &[]);
        check(&"a.".repeat(100_000), &[]);
        check(&"a/b.".repeat(100_000), &[]);
    }

    #[test]
    fn any_text_is_taken() {
        use proptest::prelude::*;
        proptest!(|(text in "( dot |\\[\\.\\]|[a-zé.\\-/ 0-9])*")| {
            for one in addresses(&text) {
                prop_assert!(text.get(one.at).is_some());
            }
        });
    }
}
