//! What a reader finds, told in lines, for tests to compare.

use crate::{Entry, Fault, Found, Kind};
use postil_model::markdown::render;
use postil_model::time::rfc3339;

/// All that a reader finds, and the fault at its end.
pub fn told(found: impl Iterator<Item = Result<Found, Fault>>) -> Vec<String> {
    found
        .map(|found| match found {
            Ok(Found::Page(page)) => {
                let closed = if page.closed { " closed" } else { "" };
                format!(
                    "page {} {:?} {:?}{closed}",
                    page.key, page.address, page.title
                )
            }
            Ok(Found::Entry(entry)) => entry_told(&entry),
            Ok(Found::Broken { id, why, .. }) => format!("broken {id:?} {why}"),
            Ok(other) => format!("{other:?}"),
            Err(fault) => fault.to_string(),
        })
        .collect()
}

fn entry_told(entry: &Entry) -> String {
    assert_eq!(entry.kind, Kind::Comment);
    let time = |millis: Option<u64>| millis.map_or("never".to_owned(), rfc3339);
    let author = &entry.author;
    let mut line = format!(
        "entry {} on {} for {} {} {}",
        entry.id,
        entry.page,
        entry.parent.as_deref().unwrap_or("all"),
        entry.state.as_str(),
        time(entry.created),
    );
    if entry.edited.is_some() {
        line += &format!(" then {}", time(entry.edited));
    }
    line + &format!(
        " by {:?} {:?} {:?} {:?}: {}",
        author.name,
        author.url,
        author.mail,
        author.user,
        render(&entry.body)
    )
}

/// The bodies of all entries, as a reader of the site sees them.
pub fn seen(found: impl Iterator<Item = Result<Found, Fault>>) -> String {
    let bodies = found.filter_map(|found| match found {
        Ok(Found::Entry(entry)) => Some(render(&entry.body)),
        _ => None,
    });
    bodies.collect()
}

/// Asserts that whatever stands before the place where a file breaks off is found, and that then the
/// break is told.
pub fn assert_reads_as_far<'a, I>(file: &'a str, read: impl Fn(&'a [u8]) -> I)
where
    I: Iterator<Item = Result<Found, Fault>>,
{
    let whole = told(read(file.as_bytes()));
    for end in 0..file.len() {
        let mut lines = told(read(&file.as_bytes()[..end]));
        if whole.starts_with(&lines) {
            continue;
        }
        let fault = lines.pop().unwrap();
        assert!(fault.contains("ends too soon"), "{end}: {fault}");
        assert!(whole.starts_with(&lines), "{end}: {lines:#?}");
    }
}

/// Whether HTML does nothing but be read: its only attributes are those that our own renderer
/// writes, and no link leads out of the web.
pub fn assert_harmless(html: &str) {
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap().to_ascii_lowercase();
        for no in ["script", "iframe", "style", "svg", "img"] {
            assert!(!tag.starts_with(no), "{tag} in {html}");
        }
        for no in [" on", "javascript:", "data:", " src", " style"] {
            assert!(!tag.contains(no), "{tag} in {html}");
        }
    }
}
