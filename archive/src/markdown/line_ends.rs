//! A comment as WordPress keeps one: line ends in the place of paragraphs and breaks.

/// What is a block of its own in the HTML of our renderer.
const BLOCKS: [&str; 5] = ["p", "pre", "blockquote", "ul", "ol"];

/// Writes the HTML of our renderer with line ends: an empty line between blocks, a single one for
/// each break.
pub fn of_rendered(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut in_pre = false;
    let mut parts = html.split('<');
    text(parts.next().unwrap_or_default(), in_pre, &mut out);
    for part in parts {
        // None of the renderer's attributes has a `>`.
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.split(' ').next().unwrap_or_default();
        if name == "pre" || name == "/pre" {
            in_pre = name == "pre";
        }
        if BLOCKS.contains(&name) {
            part_from_former(&mut out);
        }
        match name {
            "p" | "/p" => {}
            "br" => out.push('\n'),
            "a" => open_link(tag, &mut out),
            _ => out.extend(["<", tag, ">"]),
        }
        text(after, in_pre, &mut out);
    }
    out
}

/// Line ends of the renderer's are for who reads the HTML, but in preformatted text.
fn text(text: &str, in_pre: bool, out: &mut String) {
    if in_pre {
        out.push_str(text);
    } else {
        out.extend(text.split('\n'));
    }
}

fn part_from_former(out: &mut String) {
    let is_first = out.is_empty() || out.ends_with("<blockquote>") || out.ends_with("<li>");
    if !is_first {
        out.push_str("\n\n");
    }
}

/// A link without what our renderer says of all of them.
fn open_link(tag: &str, out: &mut String) {
    let href = tag.split_once(" rel=").map_or(tag, |(before, _)| before);
    out.extend(["<", href, ">"]);
}
