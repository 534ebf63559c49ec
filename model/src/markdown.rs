//! Markdown source to safe HTML.
//!
//! What a commenter may write: paragraphs, where every line end is one; emphasis, strong, strike;
//! code in a line and in fences; quotes; lists; links and bare addresses. Everything else (HTML,
//! headings, rules, tables, footnotes, entities, definitions of links) shows as the text it is,
//! and no text is lost.
//!
//! Three steps, each in its file: `disarm` puts stand-ins in the place of what Markdown would
//! understand and a comment has not; a well-kept parser reads the rest; `draw` turns its events
//! into calls of `writer`, which can only write the elements and attributes on its list.
//!
//! **Architecture Invariant:** safety hangs on the writer alone. Whatever the steps before it
//! mistake, the worst that can come of it is a wrong look.

mod bare_link;
mod disarm;
mod draw;
mod plain;
mod stand_in;
mod target;
mod writer;

pub use writer::{ATTRIBUTES, ELEMENTS, REL};

/// Quotes and lists may be nested this deep, and so may emphasis. Nobody writes that; a source
/// that does is shown as the plain text it is.
const MOST_LEVELS: usize = 16;

/// Renders a source. Takes time in proportion to its length.
#[must_use]
pub fn render(source: &str) -> String {
    let source = one_kind_of_line_end(source);
    disarm::disarm(&source)
        .and_then(|disarmed| draw::draw(&disarmed))
        .unwrap_or_else(|| plain::plain(&source))
}

/// How many links a source has: what [`render`] makes links of, which are bare addresses, mailboxes
/// and pictures, too.
#[must_use]
pub fn links(source: &str) -> u32 {
    // Nothing but the writer's own elements has a `<`.
    let links = render(source).matches("<a ").count();
    u32::try_from(links).unwrap_or(u32::MAX)
}

/// What a reader reads of a source: the rendered text without its elements, so that no word is
/// parted by the Markdown within it. Where links lead is not in it.
#[must_use]
pub fn shown(source: &str) -> String {
    let html = render(source);
    let mut text = String::with_capacity(html.len());
    // Nothing but the writer's own elements has a `<`, and none of their attributes a `>`.
    for (at, part) in html.split('<').enumerate() {
        let after = part.split_once('>').map_or("", |(_, after)| after);
        text.push_str(if at == 0 { part } else { after });
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{A0}")
        .replace("&amp;", "&")
}

/// HTML would make `\n` of a carriage return by itself, so it may not decide anything before.
fn one_kind_of_line_end(source: &str) -> String {
    source.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::{links, shown};

    #[test]
    fn counts_what_becomes_a_link() {
        for (source, expected) in [
            ("", 0),
            ("No link.", 0),
            ("[a](https://a.example)", 1),
            ("[a](https://a.example) [a](https://a.example)", 2),
            ("https://a.example and http://b.example.", 2),
            ("<https://a.example> <mailto:a@b.example> <a@b.example>", 3),
            ("![a](https://a.example/x.png)", 1),
            ("[![a](https://a.example/x.png)](https://a.example)", 1),
            ("[https://a.example](https://b.example)", 1),
            ("- https://a.example\n> **https://b.example**", 2),
            ("`https://a.example`", 0),
            ("```\nhttps://a.example\n```", 0),
            ("[a](javascript:alert(1)) [b](/x)", 0),
            ("<a href=\"https://a.example\">a</a>", 1),
            ("<a href=x>", 0),
            ("[a]\n\n[a]: https://a.example", 1),
            ("www.a.example", 0),
        ] {
            assert_eq!(links(source), expected, "{source}");
        }
        assert_eq!(links(&format!("{}https://a.example", "> ".repeat(100))), 1);
        assert_eq!(links(&"https://a.example\n".repeat(500)), 500);
    }
    #[test]
    fn shows_the_text_alone() {
        for (source, expected) in [
            ("", ""),
            ("Hello\nyou.\n\nBye.", "Hello\nyou.\nBye."),
            ("cas**i**no, ca*s*`i`~~n~~o", "casino, casino"),
            ("[cas](https://a.example/>)ino", "casino"),
            ("- a\n- b\n\n> c", "\na\nb\n\n\nc\n"),
            (
                "a < b > c & d &amp;\u{A0}&lt;",
                "a < b > c & d &amp;\u{A0}&lt;",
            ),
            ("cas<b></b>ino", "cas<b></b>ino"),
            ("```\n<a>\n```", "<a>\n"),
            ("https://a.example/\"x", "https://a.example/\"x"),
        ] {
            let shown = shown(source);
            assert_eq!(shown, expected, "{source}");
        }
    }
}
