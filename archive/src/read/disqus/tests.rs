use super::Disqus;
use crate::read::testing::torment;
use crate::read::told::{assert_harmless, assert_reads_as_far, seen, told};
use crate::xml::MOST;
use crate::{Fault, Found};
use std::io::{Cursor, Read};

const QUIRKS: &str = include_str!("../../../tests/corpus/disqus/quirks.xml");
const ONE: &str = include_str!("../../../tests/corpus/disqus/one.xml");
const HOSTILE: &str = include_str!("../../../tests/corpus/disqus/hostile.xml");
const BROKEN_OFF: &str = include_str!("../../../tests/corpus/disqus/broken-off.xml");

fn check(file: &str, expected: &[&str]) {
    let lines = told(Disqus::new(file.as_bytes()));
    assert_eq!(lines, expected, "{lines:#?}");
}

#[test]
fn reads_what_disqus_writes() {
    check(
        QUIRKS,
        &[
            r#"page 1001 "https://example.org/engines/" "Engines & how they “think”""#,
            r#"page 1002 "http://example.org/engines?utm_source=feed&utm_medium=rss" "Engines, once more" closed"#,
            r#"page 1003 "https://translate.example/translate?u=https%3A%2F%2Fexample.org%2F" """#,
            "broken None a thread without an id",
            r#"entry 5002 on 1001 for 5001 published 2012-03-04T11:30:00Z by "Grace" "" "" None: <p>@ada is <strong>right</strong>: see <a href="https://example.org/notes/on-the-engine" rel="ugc nofollow noopener">https://example.org/notes/on-the-engine</a></p>"#,
            "entry 5001 on 1001 for all removed 2012-03-04T10:15:00Z by \"Ada\" \"\" \"ada@example.org\" Some(\"ada\"): <p>One line<br>\nanother</p>\n<pre><code>if a &lt; b {\n\tc();\n}\n</code></pre>",
            r#"entry 5003 on 1002 for all spam never by "" "" "" None: <p>Plain &amp; simple</p>"#,
            r#"entry 5004 on 1002 for all held 2013-01-01T00:00:00Z by "" "" "" None: "#,
            "broken None a post without an id",
            r#"broken Some("5005") a post that belongs to no thread"#,
            "broken None a post without an id",
            r#"broken Some("5007") a post that belongs to no thread"#,
            r#"entry 5008 on 1001 for all published 2013-01-01T00:00:00Z by "Tom & Co" "" "" None: <p>AT&amp;T &nbsp;&amp;unknown;</p>"#,
        ],
    );
}

#[test]
fn reads_one_of_each_whatever_the_prefix() {
    check(
        ONE,
        &[
            r#"page 1 "https://example.org/" "Home""#,
            r#"entry 2 on 1 for all published 2020-02-29T12:00:00Z by "Ada" "" "" None: <p>Hello</p>"#,
        ],
    );
}

#[test]
fn tells_what_stands_before_the_end_of_half_a_file() {
    check(
        BROKEN_OFF,
        &[
            r#"page 1 "https://example.org/" "Home""#,
            r#"entry 2 on 1 for all published 2020-02-29T12:00:00Z by "" "" "" None: <p>Hello</p>"#,
            "The file ends too soon, at byte 382. Get it again; what was found before is there.",
        ],
    );
}

#[test]
fn every_beginning_of_a_file_is_read_as_far_as_it_goes() {
    assert_reads_as_far(QUIRKS, Disqus::new);
}

#[test]
fn says_where_an_entry_begins() {
    let is_lost = |found: &Found| matches!(found, Found::Broken { .. });
    let found: Vec<Found> = Disqus::new(QUIRKS.as_bytes()).flatten().collect();
    let Some(Found::Broken { at, .. }) = found.iter().find(|found| is_lost(found)) else {
        panic!("{found:?}")
    };
    assert_eq!(*at, QUIRKS.find("<thread>").unwrap() as u64);
    let Some(Found::Entry(entry)) = found.get(4) else {
        panic!("{found:?}")
    };
    assert_eq!(entry.at, QUIRKS.find("<post").unwrap() as u64);
}

#[test]
fn keeps_no_network_address() {
    for found in Disqus::new(QUIRKS.as_bytes()) {
        assert!(!format!("{found:?}").contains("192.0.2"));
    }
}

#[test]
fn nothing_that_was_written_does_harm() {
    let html = seen(Disqus::new(HOSTILE.as_bytes()));
    assert_harmless(&html);
    assert!(html.contains("example.org"), "{html}");
}

#[test]
fn a_file_of_another_kind_is_refused() {
    for file in [
        "<rss><channel/></rss>",
        "<disqus/>",
        "<disqus xmlns='https://example.org/'/>",
    ] {
        let faults: Vec<_> = Disqus::new(file.as_bytes()).collect();
        assert!(matches!(faults[..], [Err(Fault::Unknown)]), "{file}");
    }
    check("", &[]);
    check(" <disqus xmlns='http://disqus.com'/>\n", &[]);
    check(
        "<disqus xmlns='http://disqus.com'></disqus> <disqus xmlns='http://disqus.com'/>",
        &[],
    );
}

#[test]
fn a_file_without_an_end_is_read_on_until_a_part_is_too_long() {
    let head = QUIRKS.trim_end().strip_suffix("</disqus>").unwrap();
    let records = told(Disqus::new(QUIRKS.as_bytes())).len();
    let post = "<post dsq:id='1'><thread dsq:id='1'/></post>".repeat(1_000);
    let file = head.as_bytes().chain(post.as_bytes());
    let endless = file
        .chain(&b"<post><message>"[..])
        .chain(std::io::repeat(b'x'));
    let mut found = Disqus::new(endless).skip(records + 1_000);
    assert!(matches!(
        found.next(),
        Some(Err(Fault::TooLong { most: MOST, .. }))
    ));
    assert!(found.next().is_none());
}

#[test]
fn whatever_is_in_a_file_it_ends() {
    torment(QUIRKS.as_bytes(), |bytes| Disqus::new(Cursor::new(bytes)));
}
