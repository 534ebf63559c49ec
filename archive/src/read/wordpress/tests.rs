use super::WordPress;
use crate::read::testing::torment;
use crate::{Entry, Fault, Found, Kind};
use postil_model::State;
use postil_model::time::rfc3339;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

fn corpus(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus/wordpress")
        .join(name)
}

/// All that is found in a file, and what it ended with.
fn read(bytes: &[u8]) -> (Vec<Found>, Option<Fault>) {
    let (mut all, mut end) = (Vec::new(), None);
    for found in WordPress::new(bytes) {
        match found {
            Ok(found) => all.push(found),
            Err(fault) => end = Some(fault),
        }
    }
    (all, end)
}

fn found(name: &str) -> Vec<Found> {
    let (all, end) = read(&fs::read(corpus(name)).unwrap());
    assert!(end.is_none(), "{end:?}");
    all
}

fn entries(found: &[Found]) -> Vec<&Entry> {
    found
        .iter()
        .filter_map(|found| match found {
            Found::Entry(entry) => Some(entry),
            _ => None,
        })
        .collect()
}

/// A file with comments, each by what stands in it.
fn with_comments(comments: &[&str]) -> String {
    let comments: String = comments
        .iter()
        .map(|inner| format!("<wp:comment>{inner}</wp:comment>"))
        .collect();
    format!(
        "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><item><link>https://a.example/x/</link><wp:post_id>7</wp:post_id>{comments}</item></channel></rss>"
    )
}

fn one(inner: &str) -> Entry {
    let (all, end) = read(with_comments(&[inner]).as_bytes());
    assert!(end.is_none(), "{end:?}");
    entries(&all)[0].clone()
}

#[test]
fn reads_what_wordpress_writes_today() {
    let all = found("today.xml");
    let Found::Staff(staff) = &all[0] else {
        panic!()
    };
    assert_eq!(
        (staff.user.as_str(), staff.name.as_str()),
        ("3", "Grace & the desk")
    );
    let Found::Page(page) = &all[1] else { panic!() };
    assert_eq!(page.key, "310");
    assert_eq!(page.address, "https://blog.example.org/2024/05/returns/");
    assert_eq!(page.title, "Returns & “late” fees");
    assert!(page.closed);
    let entries = entries(&all);
    let told: Vec<_> = entries
        .iter()
        .map(|entry| {
            (
                entry.id.as_str(),
                entry.parent.as_deref(),
                entry.page.as_str(),
                &entry.kind,
                entry.state,
            )
        })
        .collect();
    let other = Kind::Other("order_note".to_owned());
    assert_eq!(
        told,
        [
            ("11", None, "310", &Kind::Comment, State::Published),
            ("14", Some("13"), "310", &Kind::Comment, State::Published),
            ("13", None, "310", &Kind::Comment, State::Published),
            ("15", None, "310", &Kind::Mention, State::Published),
            ("16", None, "310", &Kind::Mention, State::Published),
            ("17", None, "310", &Kind::Comment, State::Held),
            ("18", Some("99"), "310", &Kind::Comment, State::Removed),
            ("19", Some("19"), "310", &Kind::Comment, State::Spam),
            ("20", None, "310", &other, State::Published),
        ]
    );
    let first = entries[0];
    assert_eq!(first.author.name, "Ada <Lovelace>");
    assert_eq!(first.author.mail, "ada@example.org");
    assert_eq!(first.author.url, "https://ada.example.org/?a=1&b=2");
    assert_eq!(first.author.user, None);
    assert_eq!(rfc3339(first.created.unwrap()), "2024-05-04T12:30:00Z");
    assert_eq!(
        first.body,
        "One line,\nanother.\n\nA [link](<https://example.org/>) & `<b>`."
    );
    assert_eq!(entries[1].author.user.as_deref(), Some("3"));
}

#[test]
fn reads_every_version_under_any_prefix() {
    for version in ["1.0", "1.1", "1.2"] {
        let file = with_comments(&["<wp:comment_id>1</wp:comment_id>"]).replace("1.2", version);
        for file in [
            file.clone(),
            file.replace("wp:", "x:").replace("xmlns:wp", "xmlns:x"),
            file.replace("xmlns:wp", "xmlns:wp=\"other\" xmlns:w")
                .replace("<wp:", "<w:")
                .replace("</wp:", "</w:"),
        ] {
            assert_eq!(entries(&read(file.as_bytes()).0).len(), 1, "{file}");
        }
        // The usual prefix for something else.
        let other = file.replace("wordpress.org", "other.example");
        assert_eq!(read(other.as_bytes()).0, []);
    }
}

#[test]
fn reads_what_was_made_for_disqus() {
    let all = found("for-disqus.xml");
    let Found::Page(page) = &all[0] else { panic!() };
    assert_eq!(page.key, "disqus_identifier 7");
    let entries = entries(&all);
    assert_eq!(entries[0].author.user.as_deref(), Some("user-9"));
    assert_eq!(entries[1].author.user, None);
}

#[test]
fn knows_the_moment_by_what_is_written() {
    let of = |inner: &str| {
        let entry = one(&format!("<wp:comment_id>1</wp:comment_id>{inner}"));
        entry.created.map(rfc3339)
    };
    let utc = |text: &str| Some(text.to_owned());
    let (date, gmt) = (
        "<wp:comment_date>2009-09-18 16:02:11</wp:comment_date>",
        "<wp:comment_date_gmt>2009-09-18 14:02:11</wp:comment_date_gmt>",
    );
    let unknown = "<wp:comment_date_gmt>0000-00-00 00:00:00</wp:comment_date_gmt>";
    assert_eq!(of(&format!("{date}{gmt}")), utc("2009-09-18T14:02:11Z"));
    assert_eq!(of(&format!("{date}{unknown}")), utc("2009-09-18T16:02:11Z"));
    assert_eq!(of(date), utc("2009-09-18T16:02:11Z"));
    assert_eq!(of(unknown), None);
    // The site's clock is known from an entry that says both.
    let file = with_comments(&[
        &format!("<wp:comment_id>1</wp:comment_id>{date}{gmt}"),
        &format!("<wp:comment_id>2</wp:comment_id>{date}{unknown}"),
    ]);
    let all = read(file.as_bytes()).0;
    assert_eq!(
        entries(&all)[1].created.map(rfc3339),
        utc("2009-09-18T14:02:11Z")
    );
}

#[test]
fn tells_what_cannot_be_read_and_reads_on() {
    let file = with_comments(&[
        "<wp:comment_author>Nobody</wp:comment_author>",
        "<wp:comment_id>0</wp:comment_id>",
        "<wp:comment_id>2</wp:comment_id>",
    ]);
    let all = read(file.as_bytes()).0;
    let broken = all
        .iter()
        .filter(|found| matches!(found, Found::Broken { id: None, .. }));
    assert_eq!((broken.count(), entries(&all).len()), (2, 1));
    let homeless = "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><item><wp:comment><wp:comment_id>3</wp:comment_id></wp:comment></item></channel></rss>";
    assert!(
        matches!(&read(homeless.as_bytes()).0[..], [Found::Broken { id: Some(id), .. }] if id == "3")
    );
}

#[test]
fn tells_what_came_before_a_file_broke_off() {
    let whole = fs::read(corpus("today.xml")).unwrap();
    let all = read(&whole).0;
    for end in (0..whole.len()).step_by(17) {
        let (before, fault) = read(&whole[..end]);
        assert_eq!(before[..], all[..before.len()]);
        let is_whole = whole[end..].iter().all(u8::is_ascii_whitespace);
        match fault {
            Some(Fault::BrokenOff { at }) => assert!(at <= end as u64),
            // Before the first element there is nothing to tell it by.
            None => assert!(is_whole || before.is_empty(), "{end}"),
            other => panic!("{end}: {other:?}"),
        }
    }
}

#[test]
fn reads_over_broken_bytes() {
    let all = found("broken-bytes.xml");
    let entries = entries(&all);
    assert_eq!(entries[0].author.name, "Caf\u{FFFD} & Co");
    assert_eq!(entries[0].body, "AT&T\n&unknown; ctrl");
}

#[test]
fn knows_what_is_no_such_file() {
    for file in [
        "<feed/>",
        "<html><body/></html>",
        "<disqus xmlns=\"http://disqus.com\"/>",
    ] {
        assert!(
            matches!(read(file.as_bytes()).1, Some(Fault::Unknown)),
            "{file}"
        );
    }
}

#[test]
fn what_is_dangerous_comes_out_harmless() {
    let entry = one(
        "<wp:comment_id>1</wp:comment_id><wp:comment_content><![CDATA[<img src=x onerror=alert(1)><script>alert(2)</script><a href=\"javascript:alert(3)\">x</a><iframe srcdoc=y></iframe>\"><svg onload=alert(4)>]]></wp:comment_content>",
    );
    let html = postil_model::markdown::render(&entry.body);
    assert_eq!(html, "<p>x\"&gt;</p>");
}

#[test]
fn keeps_no_network_address() {
    let all = found("today.xml");
    assert!(!format!("{all:?}").contains("192.0.2."));
}

#[test]
fn whatever_is_in_a_file_it_ends() {
    for name in ["today.xml", "for-disqus.xml", "broken-bytes.xml"] {
        let file = fs::read(corpus(name)).unwrap();
        torment(&file, |bytes| WordPress::new(Cursor::new(bytes)));
    }
}
