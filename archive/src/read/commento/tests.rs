use super::Commento;
use crate::read::testing::{lines, torment};
use crate::unfold::unfold;
use crate::{Fault, Found};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Cursor, Write};

const EXPORT: &[u8] = include_bytes!("../../../tests/corpus/commento/export.json");

fn read(file: &[u8]) -> Commento<Cursor<&[u8]>> {
    Commento::new(Cursor::new(file))
}

#[test]
fn reads_an_export() {
    let expected = [
        "staff u1: Ada",
        "broken None: missing field `commenterHex`",
        "page blog.example/one at https://blog.example/one: ",
        r#"c2 on blog.example/one to c1: Published by Ada|https://a.example/|ada@a.example|u1 on 2019-02-03T04:05:06Z / ?: "Child *first*, \"with\" }]""#,
        r#"c1 on blog.example/one to -: Removed by |||- on 2019-02-01T00:00:00Z / ?: """#,
        "page blog.example/ at https://blog.example/: ",
        r#"c3 on blog.example/ to -: Held by Bob||bob@b.example|u2 on ? / ?: "HTML alone""#,
        r#"c4 on blog.example/one to gone: Held by |||- on 2019-02-01T00:00:00Z / ?: "spam?""#,
        r#"broken Some("c5"): missing field `url`"#,
        "broken None: expected `,` or `}`",
        r#"broken None: invalid type: string "no comment", expected struct Comment"#,
        r#"c7 on blog.example/one to -: Published by Cy|||u3 on ? / ?: "From Disqus""#,
        r#"c8 on blog.example/one to -: Published by Dee|||- on ? / ?: "From all of Disqus""#,
        "page /alone at /alone: ",
        r#"c9 on /alone to c9: Published by |||u9 on ? / ?: "[deleted]""#,
    ];
    let found = lines(read(EXPORT));
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn reads_it_packed_and_in_any_order() {
    let text = std::str::from_utf8(EXPORT).unwrap();
    let (comments, commenters) = text.split_once("\"commenters\":[\n").unwrap();
    let turned = format!("{{\"commenters\":[{commenters}").replacen("]}", "],", 1)
        + comments
            .trim_start_matches('{')
            .trim_end()
            .trim_end_matches(',')
        + "}";
    assert_eq!(lines(read(turned.as_bytes())), lines(read(EXPORT)));

    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(EXPORT).unwrap();
    let mut file = Cursor::new(gzip.finish().unwrap());
    let member = unfold(&mut file).unwrap().remove(0);
    let unfolded = member.open(file).unwrap();
    assert_eq!(lines(Commento::new(unfolded)), lines(read(EXPORT)));
}

#[test]
fn tells_what_came_before_a_file_broke_off() {
    for cut in [1, 100, 1_500, EXPORT.len() - 4] {
        let mut found: Vec<_> = read(&EXPORT[..cut]).collect();
        match found.pop() {
            Some(Err(Fault::BrokenOff { at })) => assert_eq!(at, cut as u64),
            other => panic!("{other:?}"),
        }
        let entries = found
            .into_iter()
            .filter(|found| matches!(found, Ok(Found::Entry(_))));
        let whole = EXPORT[..cut]
            .split(|byte| *byte == b'\n')
            .filter(|line| line.ends_with(b"},") && line.starts_with(b"{\"commentHex"))
            .count();
        assert!(entries.count() + 2 >= whole, "{cut}");
    }
}

#[test]
fn refuses_what_is_no_export() {
    for file in ["[]", "x"] {
        let found: Vec<_> = read(file.as_bytes()).collect();
        assert!(matches!(
            found.as_slice(),
            [Err(Fault::Malformed { at: 0, .. })]
        ));
    }
    assert_eq!(
        read(br#"{"version":1,"comments":null,"commenters":null}"#).count(),
        0
    );
}

#[test]
fn ends_whatever_it_reads() {
    torment(EXPORT, |bytes| Commento::new(Cursor::new(bytes)));
}
