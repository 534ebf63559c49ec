//! The normal form of the parts of an id.

use crate::field::{is_filler, is_invisible, turns_direction};
use crate::order;

/// Parameters that say how a reader came, or in which form the page is shown, and not which page
/// it is.
const OF_THE_VISIT: &[&str] = &["fbclid", "gclid", "m", "replytocom", "amp"];

/// Parameters that are the page, where WordPress has plain permalinks.
const OF_WORDPRESS: &[&str] = &["p", "page_id", "attachment_id"];

/// Documents that a folder shows by itself.
const OF_FOLDERS: &[&str] = &["index.html", "index.htm", "index.php"];

/// The marks of a path's segment that stand for themselves (RFC 3986).
const IN_SEGMENTS: &[u8] = b"!$&'()*+,;=:@";

/// The marks of a query that stand for themselves. A plus does not: it is a blank there.
const IN_QUERIES: &[u8] = b"!$'()*,;=:@/?";

/// The path with one form of its escapes, of its slashes and of its end: it ends with a slash,
/// unless its last part has a dot in it (`/a.html`).
pub fn path(path: &str) -> String {
    let mut segments: Vec<String> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| escaped(segment, IN_SEGMENTS))
        .collect();
    while segments
        .last()
        .is_some_and(|last| OF_FOLDERS.contains(&last.to_ascii_lowercase().as_str()))
    {
        segments.pop();
    }
    let is_document = segments.last().is_some_and(|last| last.contains('.'));
    let mut normal = String::with_capacity(path.len() + 2);
    for segment in &segments {
        normal.push('/');
        normal.push_str(segment);
    }
    if !is_document {
        normal.push('/');
    }
    normal
}

/// The query of a canonical link: all of it but what is of the visit.
pub fn canonical_query(query: &str) -> String {
    sorted(query, |name, _| {
        let name = name.to_ascii_lowercase();
        !name.starts_with("utm_") && !OF_THE_VISIT.contains(&name.as_str())
    })
}

/// The query of a page's address: nobody has said that it belongs to the page, so only what is
/// the page itself.
pub fn address_query(query: &str) -> String {
    sorted(query, |name, value| {
        OF_WORDPRESS.contains(&name) && !value.is_empty()
    })
}

fn sorted(query: &str, keep: impl Fn(&str, &str) -> bool) -> String {
    let mut pairs: Vec<String> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| escaped(&pair.replace('+', "%20"), IN_QUERIES))
        .filter(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            keep(name, value)
        })
        .collect();
    order::sort(&mut pairs, Ord::cmp);
    pairs.join("&")
}

/// One form of a text's percent-encoding (RFC 3986, 6.2.2): letters, digits and `-._~` are never
/// escaped, the given marks are as they were, everything else is escaped, with upper-case digits.
fn escaped(text: &str, marks: &[u8]) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let code = if byte == b'%' {
            hex(ahead.next()).zip(hex(ahead.next()))
        } else {
            None
        };
        match code {
            Some((high, low)) => {
                bytes = ahead;
                let byte = high << 4 | low;
                if is_unreserved(byte) {
                    normal.push(char::from(byte))
                } else {
                    push_escape(byte, &mut normal)
                }
            }
            None if is_unreserved(byte) || marks.contains(&byte) => normal.push(char::from(byte)),
            None => push_escape(byte, &mut normal),
        }
    }
    normal
}

const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn hex(digit: Option<u8>) -> Option<u8> {
    char::from(digit?)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

fn push_escape(byte: u8, into: &mut String) {
    into.push('%');
    for nibble in [byte >> 4, byte & 0x0f] {
        into.extend(
            char::from_digit(u32::from(nibble), 16).map(|digit| digit.to_ascii_uppercase()),
        );
    }
}

/// Undoes the escapes of whole characters outside ASCII that can be seen. The result is for
/// reading only: it is no id, and no address.
pub fn readable(id: &str) -> String {
    let mut text = String::with_capacity(id.len());
    let mut rest = id;
    while let Some(at) = rest.find('%') {
        let (before, escapes) = rest.split_at(at);
        text.push_str(before);
        let (length, letters) = letters(escapes);
        text.push_str(&letters);
        rest = escapes.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// Reads a run of escapes of bytes outside ASCII. Gives how long it is, and its text; or the
/// first character as it is.
fn letters(escapes: &str) -> (usize, String) {
    let mut bytes = Vec::new();
    for escape in escapes.as_bytes().chunks(3) {
        let code = match escape {
            [b'%', high, low] => hex(Some(*high))
                .zip(hex(Some(*low)))
                .map(|(high, low)| high << 4 | low),
            _ => None,
        };
        match code {
            Some(byte) if !byte.is_ascii() => bytes.push(byte),
            _ => break,
        }
    }
    let length = 3 * bytes.len();
    let is_plain = |text: &String| !text.chars().any(|c| is_invisible(c) || turns_direction(c));
    match String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.is_empty())
        .filter(is_plain)
    {
        Some(text) => (length, text),
        None => (1, "%".to_owned()),
    }
}

/// Whether a text may be an id of the page's own words: one line, nothing in it that hides.
pub fn is_line(text: &str) -> bool {
    let is_plain = |c: char| {
        !(c.is_control() || turns_direction(c) || is_filler(c) || (c.is_whitespace() && c != ' '))
    };
    text.chars().all(is_plain) && !text.chars().all(is_invisible)
}

/// The first characters of base32 (RFC 4648), in lower case.
#[cfg(feature = "server")]
pub fn base32(bytes: &[u8], length: usize) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    (0..length)
        .filter_map(|at| {
            let five = (5 * at..5 * at + 5).fold(0, |value, at| value << 1 | bit(at));
            ALPHABET.get(usize::from(five)).copied().map(char::from)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{escaped, is_line, readable};

    #[test]
    fn escapes_have_one_form() {
        for (text, expected) in [
            ("abc-._~", "abc-._~"),
            ("%41%7e%2D", "A~-"),
            ("%c3%a9é", "%C3%A9%C3%A9"),
            ("%2f%25", "%2F%25"),
            ("%", "%25"),
            ("%4", "%254"),
            ("%zz", "%25zz"),
            ("%%41", "%25A"),
            ("<\">\\^`{|} ", "%3C%22%3E%5C%5E%60%7B%7C%7D%20"),
            ("a!b%21", "a!b%21"),
            ("\u{0}\u{7f}", "%00%7F"),
        ] {
            assert_eq!(escaped(text, b"!"), expected);
            assert_eq!(escaped(expected, b"!"), expected);
        }
    }

    #[test]
    fn readable_shows_letters_and_nothing_that_hides() {
        for (id, expected) in [
            ("/2026/%C3%A9t%C3%A9/", "/2026/été/"),
            ("/%E6%97%A5%E6%9C%AC/", "/日本/"),
            ("/%2F%20%3Cb%3E/", "/%2F%20%3Cb%3E/"),
            ("/%E2%80%AE/", "/%E2%80%AE/"),
            ("/%FF%C3/", "/%FF%C3/"),
            ("/%C3", "/%C3"),
            ("%%%", "%%%"),
            ("my words", "my words"),
        ] {
            assert_eq!(readable(id), expected);
        }
    }

    #[test]
    fn own_words_are_one_line() {
        assert!(is_line("310 https://lib.example/?p=310"));
        assert!(is_line("été 👩"));
        for text in [
            "",
            " ",
            "a\nb",
            "a\tb",
            "a\0",
            "a\u{202E}b",
            "a\u{2028}b",
            "\u{200D}",
            "a\u{FEFF}",
        ] {
            assert!(!is_line(text), "{text:?}");
        }
    }

    #[cfg(feature = "server")]
    #[test]
    fn base32_is_rfc_4648() {
        assert_eq!(super::base32(b"foobar", 10), "mzxw6ytboi");
        assert_eq!(super::base32(b"f", 2), "my");
    }
}
