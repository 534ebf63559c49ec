use super::{DEEPEST, Elements, Lines, MOST, Piece};
use crate::Fault;
use std::io::{self, Read};

fn elements(file: impl Read) -> Result<Vec<Piece>, Fault> {
    let (mut elements, mut all) = (Elements::named(file, "a"), Vec::new());
    while let Some(piece) = elements.next()? {
        all.push(piece);
    }
    Ok(all)
}

fn lines(file: impl Read) -> Result<Vec<Piece>, Fault> {
    let (mut lines, mut all) = (Lines::new(file), Vec::new());
    while let Some(piece) = lines.next()? {
        all.push(piece);
    }
    Ok(all)
}

/// Compares what was found with what it says and at which bytes.
fn check(found: Vec<Piece>, expected: &[(u64, &str)]) {
    let texts: Vec<_> = found.iter().map(|p| (p.at, p.text())).collect();
    let found: Vec<_> = texts.iter().map(|(at, text)| (*at, &**text)).collect();
    assert_eq!(found, expected);
}

#[test]
fn finds_the_elements_of_the_array_of_a_name() {
    let check = |file: &str, expected| check(elements(file.as_bytes()).unwrap(), expected);
    check("{}", &[]);
    check(r#"{"a":[]}"#, &[]);
    check(r#"{"a":null,"b":[1]}"#, &[]);
    check(r#"{"a":[1,2]}"#, &[(6, "1"), (8, "2")]);
    check(
        "\u{FEFF} { \"b\" : {\"a\":[1]},\n\"a\" : [ {\"x\":[\"]}\"]} , true\n] , \"c\":-1 }\n",
        &[(31, r#"{"x":["]}"]}"#), (46, "true")],
    );
    check(
        r#"{"\u0061":["\\","\"]",""]}"#,
        &[(11, r#""\\""#), (16, r#""\"]""#), (22, r#""""#)],
    );
    check(r#"{"a":[1],"a":[[2]]}"#, &[(6, "1"), (14, "[2]")]);
}

#[test]
fn finds_the_elements_of_the_array_that_a_file_is() {
    let mut elements = Elements::of_file(&b" [1, [2] ,{\"a\":[3]}] more"[..]);
    let mut all = Vec::new();
    while let Some(piece) = elements.next().unwrap() {
        all.push(piece);
    }
    check(all, &[(2, "1"), (5, "[2]"), (10, r#"{"a":[3]}"#)]);
}

#[test]
fn finds_lines() {
    let check = |file: &[u8], expected| check(lines(file).unwrap(), expected);
    check(b"", &[]);
    check(b"{}\n", &[(0, "{}")]);
    check("\u{FEFF}1\r\n\n  \n 2".as_bytes(), &[(0, "1"), (10, "2")]);
    check(b"\"\xFF\"", &[(0, "\"\u{FFFD}\"")]);
}

#[test]
fn tells_where_a_file_breaks_off() {
    let file = r#"{"b":{"a":[1]},"a":[{"x":["\"]}"]},true],"c":-1}"#;
    for length in 0..file.len() {
        match elements(&file.as_bytes()[..length]) {
            Err(Fault::BrokenOff { at }) => assert_eq!(at, length as u64),
            other => panic!("{length}: {other:?}"),
        }
    }
}

#[test]
fn tells_what_is_not_as_it_should_be() {
    for (file, expected) in [
        ("[]", 0),
        ("x", 0),
        (r#"{"a" 1}"#, 5),
        (r#"{"a":[}"#, 6),
        ("{:", 1),
    ] {
        match elements(file.as_bytes()) {
            Err(Fault::Malformed { at, .. }) => assert_eq!(at, expected, "{file}"),
            other => panic!("{file}: {other:?}"),
        }
    }
}

#[test]
fn refuses_what_would_fill_the_memory() {
    let endless = |begin: &'static str| begin.as_bytes().chain(io::repeat(b'1'));
    for begin in ["{\"", "{\"a\":[", "{\"a\":[\""] {
        match elements(endless(begin)) {
            Err(Fault::TooLong { most: MOST, .. }) => {}
            other => panic!("{begin}: {other:?}"),
        }
    }
    assert!(matches!(
        lines(endless("")),
        Err(Fault::TooLong { at: 0, .. })
    ));
    for begin in ["{\"a\":[", "{\"b\":"] {
        let deep = begin.to_owned() + &"[".repeat(100_000);
        let expected = (begin.len() + DEEPEST) as u64 + 1;
        assert!(matches!(elements(deep.as_bytes()), Err(Fault::TooDeep { at }) if at == expected));
    }
}
