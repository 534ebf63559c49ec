use super::Remark42;
use crate::read::testing::{lines, torment};
use crate::unfold::unfold;
use crate::{Fault, Found};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Cursor, Write};

const BACKUP: &[u8] = include_bytes!("../../../tests/corpus/remark42/backup.jsonl");

#[test]
fn reads_a_backup() {
    let one = "https://blog.example/one/";
    let closed = "https://blog.example/closed/";
    let expected = [
        format!("page {one} at {one}: Page & one"),
        "staff github_1: Ada".to_owned(),
        format!(
            r#"c-2 on {one} to c-1: Published by Ada|||github_1 on 2024-03-04T03:06:07Z / 2024-03-04T05:10:00Z: "Child *first*""#
        ),
        format!(r#"c-1 on {one} to -: Removed by deleted|||- on 2024-03-04T06:00:00Z / ?: """#),
        format!("page {closed} at {closed}: , closed"),
        format!(r#"c-3 on {closed} to -: Published by Ada|||- on ? / ?: "HTML alone""#),
        "broken None: EOF while parsing a string".to_owned(),
        format!(r#"c-5 on {one} to gone: Published by |||- on ? / ?: "No text, no user""#),
        r#"broken Some("c-6"): missing field `locator`"#.to_owned(),
        "broken None: it has no id or no page".to_owned(),
        format!(
            r#"c-7 on {one} to c-7: Published by John|||- on 2011-01-02T03:04:05Z / ?: "Two\n\nparagraphs 😀""#
        ),
        format!(
            r#"c-8 on {one} to -: Published by Ada|||github_1 on 2024-03-05T00:00:00Z / ?: "Last, and again by the moderator""#
        ),
    ];
    for (found, expected) in lines(Remark42::new(BACKUP)).iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(lines(Remark42::new(BACKUP)).len(), expected.len());
}

#[test]
fn tells_at_which_byte_an_entry_begins() {
    for found in Remark42::new(BACKUP) {
        if let Found::Entry(entry) = found.unwrap() {
            let begins = format!("{{\"id\":\"{}\"", entry.id);
            assert!(BACKUP[entry.at as usize..].starts_with(begins.as_bytes()));
        }
    }
}

#[test]
fn tells_a_file_that_breaks_off() {
    for cut in [1, 20, 400, BACKUP.len() - 3] {
        match Remark42::new(&BACKUP[..cut]).last() {
            Some(Err(Fault::BrokenOff { at })) => assert_eq!(at, cut as u64),
            other => panic!("{other:?}"),
        }
    }
    // What was read before it was told.
    assert_eq!(
        Remark42::new(&BACKUP[..BACKUP.len() - 3])
            .filter(Result::is_ok)
            .count(),
        11
    );
    // A last line is whole without a line break.
    assert!(Remark42::new(BACKUP.trim_ascii_end()).all(|found| found.is_ok()));
}

#[test]
fn tells_a_packed_file_that_breaks_off() {
    let read = |packed: &[u8]| {
        let member = unfold(&mut Cursor::new(packed)).unwrap().remove(0);
        let found = Remark42::new(member.open(Cursor::new(packed)).unwrap());
        found.collect::<Vec<_>>()
    };
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(BACKUP).unwrap();
    let packed = gzip.finish().unwrap();
    assert_eq!(read(&packed).len(), 12);
    let cut = packed.len() - 9;
    let last = read(&packed[..cut]).pop().unwrap();
    assert!(matches!(last, Err(Fault::BrokenOff { at }) if at == cut as u64));
}

#[test]
fn refuses_what_is_no_backup() {
    for file in [
        "",
        "[]\n",
        "{}\n",
        "x\n",
        "{\"version\":2,\"posts\":null}\n",
    ] {
        let found: Vec<_> = Remark42::new(file.as_bytes()).collect();
        assert!(matches!(
            found.as_slice(),
            [Err(
                Fault::Malformed { at: 0, .. } | Fault::BrokenOff { at: 0 }
            )]
        ));
    }
    let empty = "{\"version\":1,\"users\":null,\"posts\":null}\n";
    assert_eq!(Remark42::new(empty.as_bytes()).count(), 0);
}

#[test]
fn ends_whatever_it_reads() {
    torment(BACKUP, |bytes| Remark42::new(Cursor::new(bytes)));
}
