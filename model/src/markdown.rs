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

/// HTML would make `\n` of a carriage return by itself, so it may not decide anything before.
fn one_kind_of_line_end(source: &str) -> String {
    source.replace("\r\n", "\n").replace('\r', "\n")
}
