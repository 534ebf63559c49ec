//! Text without Markdown: lines, paragraphs and bare addresses.

use super::bare_link::bare_links;
use super::target;
use super::writer::{Element, Writer};

/// Shows a source as the text it is.
pub fn plain(source: &str) -> String {
    let mut writer = Writer::default();
    for paragraph in source
        .split("\n\n")
        .map(|p| p.trim_matches('\n'))
        .filter(|p| !p.trim().is_empty())
    {
        writer.new_line();
        writer.open(Element::Paragraph);
        linked_lines(&mut writer, paragraph);
        writer.close();
    }
    writer.finish().unwrap_or_default()
}

/// Writes text of one line or several, with its bare addresses linked.
pub fn linked_lines(writer: &mut Writer, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            writer.line_break();
        }
        let mut written = 0;
        for link in bare_links(line) {
            let address = line.get(link.clone()).unwrap_or_default();
            let Some(target) = target::of_web(address) else {
                continue;
            };
            writer.text(line.get(written..link.start).unwrap_or_default());
            writer.open_link(&target);
            writer.text(address);
            writer.close();
            written = link.end;
        }
        writer.text(line.get(written..).unwrap_or_default());
    }
}

/// Writes text of one line or several, without links.
pub fn lines(writer: &mut Writer, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            writer.line_break();
        }
        writer.text(line);
    }
}
