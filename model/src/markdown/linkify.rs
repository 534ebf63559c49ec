//! Bare web addresses in a text become links.

use super::markup::{Element, Markup};
use super::target;

/// Writes a text, and links the http and https addresses in it.
pub fn write(markup: &mut Markup, text: &str) {
    let mut rest = text;
    while let Some((before, address, after)) = next(rest) {
        markup.text(before);
        match target::safe(address) {
            Some(target) => {
                markup.open(Element::Link(target.clone()));
                markup.text(address);
                markup.close(Element::Link(target));
            }
            None => markup.text(address),
        }
        rest = after;
    }
    markup.text(rest);
}

/// The first address in a text, with what stands before and after it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find("http")?;
        let found = text.get(start..)?;
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| found.starts_with(scheme));
        let fresh = !text.get(..start)?.ends_with(|c: char| c.is_alphanumeric());
        if let (Some(scheme), true) = (scheme, fresh) {
            let length = length(found);
            if length > scheme.len() {
                let (address, after) = found.split_at(length);
                return Some((text.get(..start)?, address, after));
            }
        }
        from = start + "http".len();
    }
}

/// How long the address at the start of a text is: up to what cannot belong to it, and without the
/// punctuation of the sentence it stands in. A closing bracket belongs to it if one was opened in it.
fn length(text: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '<' | '>' | '"' | '`' | '“' | '”' | '„' | '«' | '»' | '、' | '。' | '，'
            )
    };
    let mut address = text
        .get(..text.find(ends).unwrap_or(text.len()))
        .unwrap_or_default();
    let unopened = |text: &str, opening: char, closing: char| {
        text.chars().filter(|&c| c == closing).count()
            > text.chars().filter(|&c| c == opening).count()
    };
    // Each round takes off one character of a short run: an address has few brackets at its end.
    for _ in 0..64 {
        let shorter = match address.chars().next_back() {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '_' | '~' | '…') => {
                true
            }
            Some(')') => unopened(address, '(', ')'),
            Some(']') => unopened(address, '[', ']'),
            Some('}') => unopened(address, '{', '}'),
            _ => false,
        };
        if !shorter {
            break;
        }
        let last = address.chars().next_back().map_or(0, char::len_utf8);
        address = address.get(..address.len() - last).unwrap_or_default();
    }
    address.len()
}
