use super::Isso;
use crate::read::testing::{lines, torment};
use crate::{Fault, Found};
use std::io::Cursor;

const QUIRKS: &[u8] = include_bytes!("../../../tests/corpus/isso/quirks.sqlite");
const UTF_16: &[u8] = include_bytes!("../../../tests/corpus/isso/utf16.sqlite");
const LONG: &[u8] = include_bytes!("../../../tests/corpus/isso/long.sqlite");
const MANY: &[u8] = include_bytes!("../../../tests/corpus/isso/many.sqlite");
const ALTERED: &[u8] = include_bytes!("../../../tests/corpus/isso/altered.sqlite");

fn read(file: &[u8]) -> Isso<Cursor<&[u8]>> {
    Isso::new(Cursor::new(file))
}

/// The ids and the texts of all entries.
fn texts(file: &[u8]) -> Vec<(u64, String)> {
    let entries = read(file).filter_map(|found| match found.unwrap() {
        Found::Entry(entry) => Some((entry.id.parse().unwrap(), entry.body)),
        _ => None,
    });
    entries.collect()
}

/// As `make.py` writes it.
fn words(count: u64) -> String {
    let words: Vec<_> = (0..count).map(|number| format!("word{number}")).collect();
    words.join(" ")
}

const EXPECTED: [&str; 10] = [
    "page /one/ at /one/: Page & one",
    "page /two/?p=2 at /two/?p=2: ",
    r#"1 on /one/ to 2: Published by Ada|https://a.example|ada@a.example|- on 2011-05-05T03:58:10Z / ?: "Child *first* é 😀""#,
    r#"2 on /one/ to -: Removed by |||- on 2011-05-05T03:58:10Z / ?: """#,
    r#"3 on /one/ to -: Held by Bob|||- on 2011-05-05T03:58:10Z / 2011-05-05T03:59:59Z: "Waits""#,
    r#"4 on /one/ to -: Held by |||- on 2011-05-05T03:58:10Z / ?: "No such mode""#,
    r#"broken Some("5"): its page is not there"#,
    r#"6 on /one/ to 77: Published by |||- on ? / ?: "No parent""#,
    r#"8 on /two/?p=2 to 8: Published by 8|||- on ? / ?: "Its own parent""#,
    r#"3000000000 on /two/?p=2 to -: Published by |||- on 2011-05-05T03:58:10Z / ?: """#,
];

#[test]
fn reads_a_database() {
    assert_eq!(lines(read(QUIRKS)), EXPECTED);
    assert_eq!(lines(read(UTF_16)), EXPECTED[..5]);
    assert_eq!(lines(read(ALTERED)), EXPECTED[..4]);
}

#[test]
fn reads_texts_that_have_pages_of_their_own() {
    assert_eq!(
        texts(LONG),
        [(1, words(10)), (2, words(3_000)), (3, words(150))]
    );
}

#[test]
fn reads_many_rows_without_the_deleted_ones() {
    let left = (1..=600).filter(|id| id % 3 != 0);
    let expected: Vec<_> = left.map(|id| (id, words(id % 7))).collect();
    assert_eq!(texts(MANY), expected);
}

#[test]
fn tells_what_came_before_a_file_broke_off() {
    let cut = MANY.len() - 100;
    let mut found: Vec<_> = read(&MANY[..cut]).collect();
    assert!(matches!(found.pop(), Some(Err(Fault::BrokenOff { at })) if at == cut as u64));
    assert!(found.len() > 100);
    for cut in [1, 15, 99, 100, 4_000] {
        let found: Vec<_> = read(&QUIRKS[..cut]).collect();
        assert!(matches!(found.as_slice(), [Err(Fault::BrokenOff { at })] if *at == cut as u64));
    }
}

#[test]
fn refuses_what_is_no_database_of_isso() {
    let only = |file: &[u8]| read(file).next().unwrap().unwrap_err();
    assert!(matches!(only(b"{}"), Fault::Malformed { at: 0, .. }));
    let mut other = QUIRKS.to_vec();
    while let Some(at) = other.windows(7).position(|part| part == b"threads") {
        other[at] = b'T';
        other[at + 6] = b'z';
    }
    assert!(matches!(only(&other), Fault::Unknown));
    // A page of the table that names itself.
    let mut circle = MANY.to_vec();
    let inner = (1..MANY.len() / 1_024)
        .find(|page| circle[page * 1_024] == 5)
        .unwrap();
    circle[inner * 1_024 + 8..][..4].copy_from_slice(&(inner as u32 + 1).to_be_bytes());
    let fault = read(&circle).last().unwrap().unwrap_err();
    assert!(matches!(fault, Fault::Malformed { .. }), "{fault}");
}

#[test]
fn ends_whatever_it_reads() {
    for file in [QUIRKS, LONG, MANY] {
        torment(file, |bytes| Isso::new(Cursor::new(bytes)));
    }
}
