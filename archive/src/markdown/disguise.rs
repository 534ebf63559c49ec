//! Characters that mean something in a comment, and nothing to the converter: until it is done they
//! go as characters that no text has, which it takes for letters.

/// Stands for `~`, which strikes out.
const TILDE: char = '\u{F8E7}';
/// Stands for `)`, which makes a list of a number before it.
const BRACKET: char = '\u{F8E8}';
/// A line end within a paragraph. What stands after it begins nothing but a line.
pub const LINE_END: &str = "\n\u{F8E9}";
const LINE: char = '\u{F8E9}';

/// Disguises a text of HTML. Characters of that use by whoever wrote it are dropped.
pub fn put_on(html: &str) -> String {
    html.replace([TILDE, BRACKET, LINE], "")
        .replace('~', &TILDE.to_string())
        .replace(')', &BRACKET.to_string())
}

/// A part of the text as it was, for code and addresses.
pub fn plain(text: &str) -> String {
    text.replace(LINE_END, "\n")
        .replace(TILDE, "~")
        .replace(BRACKET, ")")
}

/// Makes Markdown of what the converter has made: each character escaped where it would mean
/// something.
pub fn take_off(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown.trim().chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            TILDE => out.push_str("\\~"),
            BRACKET if is_after_number(&out) => out.push_str("\\)"),
            BRACKET => out.push(')'),
            LINE => {
                while rest.next_if(|c| *c == ' ').is_some() {}
                if rest
                    .peek()
                    .is_some_and(|c| matches!(c, '-' | '+' | '#' | '>' | '=' | '|'))
                {
                    out.push('\\');
                }
                let number: String =
                    std::iter::from_fn(|| rest.next_if(char::is_ascii_digit)).collect();
                out.push_str(&number);
                if !number.is_empty() && rest.peek() == Some(&'.') {
                    out.push('\\');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// Whether a text ends in a number that may be its line's first word.
fn is_after_number(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    before.len() < text.len() && (before.is_empty() || before.ends_with(char::is_whitespace))
}
