//! Line ends that are meant: WordPress keeps a comment as it was typed, and makes paragraphs of it
//! each time it is shown (`wpautop`).

/// Elements that are lines of their own: a line end beside one says nothing.
const BLOCKS: [&str; 18] = [
    "blockquote",
    "div",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "table",
    "tr",
    "ul",
];

/// Writes the line ends of a text as elements; those in preformatted text stay what they are.
pub fn with_elements(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(begin) = find(rest, "<pre") {
        let (before, after) = rest.split_at(begin);
        let end = find(after, "</pre>").map_or(after.len(), |at| at + "</pre>".len());
        let (pre, after) = after.split_at(end);
        lines(before, &mut out);
        out.push_str(pre);
        rest = after;
    }
    lines(rest, &mut out);
    out
}

/// Where a tag stands, in whatever case.
fn find(text: &str, tag: &str) -> Option<usize> {
    text.match_indices('<').map(|(at, _)| at).find(|at| {
        text.get(*at..at + tag.len())
            .is_some_and(|here| here.eq_ignore_ascii_case(tag))
    })
}

fn lines(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('\n') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let next = after.trim_start();
        let blank = after.get(..after.len() - next.len()).unwrap_or_default();
        let ends = blank.matches('\n').count();
        if !is_beside_block(out, next) {
            out.push_str(if ends > 1 { "<br><br>" } else { "<br>" });
        }
        out.push('\n');
        rest = next;
    }
    out.push_str(rest);
}

/// Whether what was written ends, or what comes begins, with the tag of a block.
fn is_beside_block(written: &str, next: &str) -> bool {
    let before = written.trim_end();
    let last = before
        .strip_suffix('>')
        .and_then(|inner| inner.rsplit_once('<'));
    let ends = before.is_empty() || last.is_some_and(|(_, tag)| is_block(tag));
    let begins = next.strip_prefix('<').is_some_and(is_block);
    ends || begins || next.is_empty()
}

fn is_block(tag: &str) -> bool {
    let name: String = tag
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    BLOCKS.contains(&name.to_ascii_lowercase().as_str())
}
