//! One form for paths and queries.

use std::fmt::Write;

/// Parameters that say where a reader came from, or how the same page is shown.
const DROPPED: [&str; 6] = ["fbclid", "gclid", "m", "replytocom", "amp", "postil"];
/// What WordPress' plain permalinks consist of: `/?p=310` is not `/`.
const PLAIN_PERMALINK: [&str; 3] = ["p", "page_id", "attachment_id"];

/// Whether a canonical link's parameter belongs to the page's identity.
pub fn tells_pages_apart(name: &str) -> bool {
    !name.starts_with("utm_") && !DROPPED.contains(&name)
}

/// Whether an address' parameter does, where there is no canonical link to tell.
pub fn is_plain_permalink(name: &str) -> bool {
    PLAIN_PERMALINK.contains(&name)
}

/// A path in one form: no empty, `.` or `..` segments, no `index.html`, one way of
/// percent-encoding, and a slash at the end unless the last segment is a file's name.
pub fn path(raw: &str) -> String {
    let mut segments: Vec<String> = Vec::new();
    for segment in raw.split('/') {
        match escape(segment, PATH).as_str() {
            "" | "." => {}
            ".." => drop(segments.pop()),
            plain => segments.push(plain.to_owned()),
        }
    }
    if segments.last().is_some_and(|last| last == "index.html") {
        segments.pop();
    }
    let mut path = String::from("/");
    path.push_str(&segments.join("/"));
    if segments.last().is_some_and(|last| !last.contains('.')) {
        path.push('/');
    }
    path
}

/// A query in one form: the parameters that are kept, sorted, in one way of percent-encoding.
pub fn query(raw: &str, keep: fn(&str) -> bool) -> String {
    let mut kept: Vec<String> = raw
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let part = part.replace('+', "%20");
            match part.split_once('=') {
                Some((name, value)) => (escape(name, QUERY), format!("={}", escape(value, QUERY))),
                None => (escape(&part, QUERY), String::new()),
            }
        })
        .filter(|(name, _)| keep(name))
        .map(|(name, value)| name + &value)
        .collect();
    kept.sort();
    kept.dedup();
    kept.join("&")
}

/// What may stand unescaped in a path's segment (RFC 3986, 3.3).
const PATH: &str = "-._~!$&'()*+,;=:@";
/// What may stand unescaped in a parameter's name or value.
const QUERY: &str = "-._~!$'()*,;:@/";

/// Percent-encodes all but letters, digits and `plain`; what was encoded needlessly is decoded.
fn escape(raw: &str, plain: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw.as_bytes();
    while let [first, after @ ..] = rest {
        let (byte, after) = match (first, after) {
            (b'%', [high, low, after @ ..]) => match hex(*high, *low) {
                Some(decoded) => (decoded, after),
                None => (b'%', rest.get(1..).unwrap_or_default()),
            },
            (byte, after) => (*byte, after),
        };
        rest = after;
        if byte.is_ascii_alphanumeric() || plain.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The byte of two hexadecimal digits.
fn hex(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}
