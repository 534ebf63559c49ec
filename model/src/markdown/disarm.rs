//! Puts stand-ins in the place of what Markdown would understand and a comment has not.

use super::MOST_LEVELS;
use super::bare_link::bare_links;
use super::stand_in::{NOTHING, disguise, is_stand_in};

/// Disarms a source. `None` if one of its lines alone is nested too deep: such a line is not worth
/// the parser's time.
///
/// Disarmed are: HTML and entities; headings, rules and definitions of links, all by the first
/// character of their line; and the marks of emphasis within a bare address.
pub fn disarm(source: &str) -> Option<String> {
    let mut links = bare_links(source).into_iter().peekable();
    let mut disarmed = String::with_capacity(source.len() + source.len() / 8);
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let beginning = beginning(line)?;
        let mut escaped = false;
        for (at, c) in line.char_indices() {
            while links.peek().is_some_and(|link| link.end <= start + at) {
                links.next();
            }
            let in_link = links
                .peek()
                .is_some_and(|link| link.contains(&(start + at)));
            if at == beginning.length && c == '[' {
                disarmed.push(NOTHING);
            }
            let disarms = !escaped
                && match c {
                    '<' => !begins_autolink(line.get(at + 1..).unwrap_or_default()),
                    '&' => true,
                    '#' => at == beginning.length,
                    '*' | '_' | '~' if in_link => true,
                    '=' | '-' | '*' | '_' => beginning.is_ruler && at >= beginning.length,
                    _ => false,
                };
            disarmed.push(if is_stand_in(c) {
                char::REPLACEMENT_CHARACTER
            } else if disarms {
                disguise(c)
            } else {
                c
            });
            escaped = c == '\\' && !escaped;
        }
        start += line.len();
    }
    Some(disarmed)
}

/// How a line begins.
struct Beginning {
    /// How many bytes of it are indentation and the marks of quotes and lists.
    length: usize,
    /// Whether nothing but a ruler follows: it would underline a heading, or be a rule.
    is_ruler: bool,
}

/// `None` if there are more marks than a comment may have levels.
fn beginning(line: &str) -> Option<Beginning> {
    let mut rest = line;
    let mut levels = 0;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let length = line.len() - rest.len();
        if is_ruler(rest) {
            return Some(Beginning {
                length,
                is_ruler: true,
            });
        }
        match after_mark(rest) {
            Some(after) => rest = after,
            None => {
                return Some(Beginning {
                    length,
                    is_ruler: false,
                });
            }
        }
        levels += 1;
        if levels > MOST_LEVELS {
            return None;
        }
    }
}

/// What follows the mark of a quote (`>`), of a list (`-`), or of a numbered one (`1.`).
fn after_mark(text: &str) -> Option<&str> {
    let is_apart = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\n']);
    if let Some(rest) = text.strip_prefix('>') {
        return Some(rest);
    }
    if let Some(rest) = text.strip_prefix(['-', '+', '*']) {
        return Some(rest).filter(|rest| is_apart(rest));
    }
    let digits = text.bytes().take(10).take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).filter(|_| (1..=9).contains(&digits))?;
    rest.strip_prefix(['.', ')']).filter(|rest| is_apart(rest))
}

/// Whether a line has nothing but one of the marks `=` or `-`, or three or more of `*` or `_`.
fn is_ruler(text: &str) -> bool {
    let Some(mark) = text
        .chars()
        .next()
        .filter(|c| matches!(c, '=' | '-' | '*' | '_'))
    else {
        return false;
    };
    let enough = if matches!(mark, '*' | '_') { 3 } else { 1 };
    // A long line that is none is given up at its first other character.
    let is_whole = text
        .chars()
        .all(|c| c == mark || matches!(c, ' ' | '\t' | '\n'));
    is_whole && text.chars().filter(|c| *c == mark).count() >= enough
}

/// Whether what follows a `<` is an address in angle brackets. Looks no further than to the next
/// bracket, so that all the looks together take linear time.
fn begins_autolink(text: &str) -> bool {
    let Some(end) =
        text.find(|c: char| matches!(c, '<' | '>') || c.is_whitespace() || c.is_control())
    else {
        return false;
    };
    let (inner, rest) = text.split_at(end);
    let has_scheme = |scheme: &str| {
        inner
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let is_email = inner.contains('@')
        && !inner.contains(['/', '=', '"', '\'', '`'])
        && inner.starts_with(|c: char| c.is_ascii_alphanumeric());
    let closes = rest.starts_with('>');
    // The address of a link may stand in brackets, and may then have blanks: `[x](<https://a b>)`.
    has_scheme("https://")
        || has_scheme("http://")
        || (closes && (has_scheme("mailto:") || is_email))
}

#[cfg(test)]
mod tests {
    use super::disarm;
    use crate::markdown::stand_in::{is_stand_in, undisguise};

    /// The disarmed source, with "¤" for every stand-in.
    fn check(source: &str, expected: &str) {
        let disarmed = disarm(source).unwrap();
        let shown: String = disarmed
            .chars()
            .map(|c| if is_stand_in(c) { '¤' } else { c })
            .collect();
        assert_eq!(shown, expected);
        assert_eq!(undisguise(&disarmed), source);
    }

    #[test]
    fn disarms_html() {
        check("a <b> &amp; c", "a ¤b> ¤amp; c");
        check(r"\<b> \\<b>", r"\<b> \\¤b>");
        check(
            "<https://a.example> <HTTP://a.example>",
            "<https://a.example> <HTTP://a.example>",
        );
        check(
            "<mailto:a@b.example> <a@b.example>",
            "<mailto:a@b.example> <a@b.example>",
        );
        check(
            "<mailto:x y@b> <a href=x@y> <!x@y>",
            "¤mailto:x y@b> ¤a href=x@y> ¤!x@y>",
        );
    }

    #[test]
    fn disarms_beginnings_of_lines() {
        check("# a\n  ## b # c\n> - # d", "¤ a\n  ¤# b # c\n> - ¤ d");
        check("a\n---\nb\n===\n> -", "a\n¤¤¤\nb\n¤¤¤\n> ¤");
        check("* * *\n__ _\n**\n* a", "¤ ¤ ¤\n¤¤ ¤\n**\n* a");
        check("[a]: /b\n1. [a](b)\nc [a]", "¤[a]: /b\n1. ¤[a](b)\nc [a]");
        check(
            "--- a\n1986. b\n1234567890. # c",
            "--- a\n1986. b\n1234567890. # c",
        );
    }

    #[test]
    fn disarms_marks_in_addresses() {
        check(
            "*a* https://a.example/_b_*c* _d_",
            "*a* https://a.example/¤b¤¤c* _d_",
        );
        check("**https://a.example/x**", "**https://a.example/x**");
    }

    #[test]
    fn replaces_what_would_be_taken_for_a_stand_in() {
        assert_eq!(disarm("a\u{FDD0}b\u{FDEF}").unwrap(), "a\u{FFFD}b\u{FFFD}");
    }

    #[test]
    fn gives_deep_lines_up() {
        assert!(disarm(&format!("{}a", ">".repeat(16))).is_some());
        assert!(disarm(&format!("{}a", ">".repeat(17))).is_none());
        assert!(disarm(&format!("{}a", "- ".repeat(10_000))).is_none());
    }
}
