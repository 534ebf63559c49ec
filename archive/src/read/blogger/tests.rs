use super::{Blogger, sibling};
use crate::Fault;
use crate::read::testing::torment;
use crate::read::told::{assert_harmless, assert_reads_as_far, seen, told};
use std::io::Cursor;

const BACKUP: &str = include_str!("../../../tests/corpus/blogger/backup.atom");
const TAKEOUT: &str = include_str!("../../../tests/corpus/blogger/takeout.atom");
const ONE: &str = include_str!("../../../tests/corpus/blogger/one.atom");
const HOSTILE: &str = include_str!("../../../tests/corpus/blogger/hostile.atom");
const BROKEN_OFF: &str = include_str!("../../../tests/corpus/blogger/broken-off.atom");

fn check(file: &str, expected: &[&str]) {
    let lines = told(Blogger::new(file.as_bytes()));
    assert_eq!(lines, expected, "{lines:#?}");
}

#[test]
fn reads_the_old_backup() {
    check(
        BACKUP,
        &[
            "entry tag:blogger.com,1999:blog-77.post-302 on tag:blogger.com,1999:blog-77.post-201 for tag:blogger.com,1999:blog-77.post-301 published 2011-02-02T16:00:00Z by \"Grace\" \"http://www.blogger.com/profile/0043\" \"\" Some(\"0043\"): <p>Yes.<br>\nAnd <em>then</em> &lt;b&gt;</p>\n<p>more</p>",
            r#"entry tag:blogger.com,1999:blog-77.post-301 on tag:blogger.com,1999:blog-77.post-201 for all removed 2011-02-01T16:00:00Z then 2011-02-01T17:00:00Z by "Grace" "http://www.blogger.com/profile/0043" "" Some("0043"): <p>This comment has been removed by the author.</p>"#,
            r#"page tag:blogger.com,1999:blog-77.post-201 "http://notes.example.org/2011/02/first.html" "First & \"foremost\"""#,
            r#"page tag:blogger.com,1999:blog-77.post-202 "" """#,
            r#"entry tag:blogger.com,1999:blog-77.post-303 on tag:blogger.com,1999:blog-77.post-201 for all held never by "Anonymous" "" "" None: <p>AT&amp;T</p>"#,
            "broken None a comment without an id",
            r#"broken Some("tag:blogger.com,1999:blog-77.post-304") a comment that belongs to no post"#,
            "broken None a post without an id",
        ],
    );
}

#[test]
fn reads_takeout() {
    check(
        TAKEOUT,
        &[
            r#"page tag:blogger.com,1999:blog-78.post-401 "/2024/06/looms.html" "Looms""#,
            r#"page tag:blogger.com,1999:blog-78.post-402 "" """#,
            "entry tag:blogger.com,1999:blog-78.post-502 on tag:blogger.com,1999:blog-78.post-401 for tag:blogger.com,1999:blog-78.post-501 published 2024-06-16T12:00:00Z then 2024-06-16T12:01:01Z by \"Grace\" \"\" \"\" None: <p>One<br>\ntwo</p>",
            r#"entry tag:blogger.com,1999:blog-78.post-501 on tag:blogger.com,1999:blog-78.post-401 for all removed 2024-06-16T11:00:00Z by "Ada" "https://www.blogger.com/profile/0042" "" Some("0042"): <p>gone</p>"#,
            r#"entry tag:blogger.com,1999:blog-78.post-503 on tag:blogger.com,1999:blog-78.post-401 for tag:blogger.com,1999:blog-78.post-502 held never by "" "" "" None: <p>1 &lt; 2</p>"#,
            r#"entry tag:blogger.com,1999:blog-78.post-504 on tag:blogger.com,1999:blog-78.post-401 for all spam never by "" "" "" None: <p>Buy looms</p>"#,
            r#"entry tag:blogger.com,1999:blog-78.post-505 on tag:blogger.com,1999:blog-78.post-401 for all removed never by "" "" "" None: <p>x</p>"#,
            r#"broken Some("tag:blogger.com,1999:blog-78.post-506") a comment that belongs to no post"#,
        ],
    );
}

#[test]
fn reads_one_comment_whatever_the_prefix() {
    check(
        ONE,
        &[
            r#"entry tag:blogger.com,1999:blog-79.post-2 on tag:blogger.com,1999:blog-79.post-1 for all published 2020-02-29T12:00:00Z by "Ada" "" "" None: <p>Hello</p>"#,
        ],
    );
}

#[test]
fn tells_what_stands_before_the_end_of_half_a_file() {
    check(
        BROKEN_OFF,
        &[
            r#"page tag:blogger.com,1999:blog-80.post-1 "/looms.html" "Looms""#,
            "The file ends too soon, at byte 331. Get it again; what was found before is there.",
        ],
    );
}

#[test]
fn both_shapes_may_stand_in_one_file() {
    let both = format!("{BACKUP}{}", TAKEOUT.split_once("?>").unwrap().1);
    let mut expected = told(Blogger::new(BACKUP.as_bytes()));
    expected.extend(told(Blogger::new(TAKEOUT.as_bytes())));
    assert_eq!(told(Blogger::new(both.as_bytes())), expected);
}

#[test]
fn every_beginning_of_a_file_is_read_as_far_as_it_goes() {
    for file in [BACKUP, TAKEOUT] {
        assert_reads_as_far(file, Blogger::new);
    }
}

#[test]
fn nothing_that_was_written_does_harm() {
    let html = seen(Blogger::new(HOSTILE.as_bytes()));
    assert_harmless(&html);
    assert!(html.contains("example.org"), "{html}");
}

#[test]
fn a_file_of_another_kind_is_refused() {
    for file in [
        "<rss/>",
        "<feed/>",
        "<feed xmlns='http://purl.org/atom/ns#'/>",
    ] {
        let faults: Vec<_> = Blogger::new(file.as_bytes()).collect();
        assert!(matches!(faults[..], [Err(Fault::Unknown)]), "{file}");
    }
    check("", &[]);
    check("<feed xmlns='http://www.w3.org/2005/Atom'/>", &[]);
}

#[test]
fn finds_the_id_of_another_entry() {
    let of = "tag:blogger.com,1999:blog-7.post-1";
    for (named, expected) in [
        ("", None),
        (
            "tag:blogger.com,1999:blog-7.post-2",
            Some("tag:blogger.com,1999:blog-7.post-2"),
        ),
        ("2", Some("tag:blogger.com,1999:blog-7.post-2")),
        (
            "http://www.blogger.com/feeds/7/3/comments/default/2",
            Some("tag:blogger.com,1999:blog-7.post-2"),
        ),
        (
            "https://www.blogger.com/feeds/7/3/comments/default/2/?v=2#x",
            Some("tag:blogger.com,1999:blog-7.post-2"),
        ),
    ] {
        assert_eq!(sibling(of, named).as_deref(), expected, "{named}");
    }
    assert_eq!(sibling("1", "https://example.org/2").as_deref(), Some("2"));
}

#[test]
fn whatever_is_in_a_file_it_ends() {
    for file in [BACKUP, TAKEOUT] {
        torment(file.as_bytes(), |bytes| Blogger::new(Cursor::new(bytes)));
    }
}
