//! The names of a table's columns, in their order: nothing but the statement that made the table
//! tells it (2.6).

/// What begins a part of the statement that is no column.
const CONSTRAINTS: [&str; 5] = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];

/// The names of the columns that a `CREATE TABLE` makes.
pub fn named_in(statement: &str) -> Vec<String> {
    let (mut names, mut depth, mut is_begun) = (Vec::new(), 0_usize, false);
    let mut rest = statement;
    while let Some((token, after)) = token(rest) {
        rest = after;
        match token {
            Token::Mark('(') => depth += 1,
            Token::Mark(')') => depth = depth.saturating_sub(1),
            Token::Mark(',') if depth == 1 => is_begun = false,
            Token::Mark(_) => {}
            Token::Word(name) if depth == 1 && !is_begun => {
                is_begun = true;
                if !is_constraint(&name) {
                    names.push(name);
                }
            }
            Token::Quoted(name) if depth == 1 && !is_begun => {
                is_begun = true;
                names.push(name);
            }
            Token::Word(_) | Token::Quoted(_) => {}
        }
    }
    names
}

enum Token {
    Word(String),
    Quoted(String),
    Mark(char),
}

/// The first token of a statement, without the blanks and comments before it, and what follows it.
fn token(mut statement: &str) -> Option<(Token, &str)> {
    loop {
        statement = statement.trim_start();
        let end = match statement.get(..2) {
            Some("--") => "\n",
            Some("/*") => "*/",
            _ => break,
        };
        statement = statement.get(2..)?.split_once(end)?.1;
    }
    let first = statement.chars().next()?;
    let rest = statement.get(first.len_utf8()..)?;
    match first {
        '"' | '`' | '\'' => Some(quoted(rest, first)),
        '[' => {
            let (name, rest) = rest.split_once(']').unwrap_or((rest, ""));
            Some((Token::Quoted(name.to_owned()), rest))
        }
        _ if is_word(first) => {
            let end = statement.find(|c| !is_word(c)).unwrap_or(statement.len());
            let (word, rest) = statement.split_at(end);
            Some((Token::Word(word.to_owned()), rest))
        }
        _ => Some((Token::Mark(first), rest)),
    }
}

/// What stands in quotation marks, in which a doubled one is one.
fn quoted(text: &str, mark: char) -> (Token, &str) {
    let (mut name, mut rest) = (String::new(), text);
    while let Some((part, after)) = rest.split_once(mark) {
        name.push_str(part);
        rest = after;
        match after.strip_prefix(mark) {
            Some(after) => {
                name.push(mark);
                rest = after;
            }
            None => break,
        }
    }
    (Token::Quoted(name), rest)
}

fn is_constraint(word: &str) -> bool {
    CONSTRAINTS
        .iter()
        .any(|begins| begins.eq_ignore_ascii_case(word))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::named_in;

    fn check(statement: &str, expected: &[&str]) {
        assert_eq!(named_in(statement), expected, "{statement}");
    }

    #[test]
    fn finds_the_columns() {
        check("CREATE TABLE t (a, b)", &["a", "b"]);
        check(
            "CREATE TABLE IF NOT EXISTS threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256))",
            &["id", "uri", "title"],
        );
        check(
            "CREATE TABLE \"a(,b\" (\n  \"x\"\"y\" TEXT DEFAULT 'a,b(', -- a, comment\n [the z] REAL CHECK (1, 2), /* u, */ `w`,\n PRIMARY KEY (\"x\", b), unique(a), ß$ int, FOREIGN KEY(a) REFERENCES b(c))",
            &["x\"y", "the z", "w", "ß$"],
        );
    }

    #[test]
    fn ends_whatever_it_reads() {
        for statement in [
            "", "(", "('", "(\"a\"\"", "([a", "(/*", "(--", ")))(a", "(a,,b",
        ] {
            named_in(statement);
        }
        check(
            &("(".to_owned() + &"/**/--\n".repeat(100_000) + "a"),
            &["a"],
        );
    }
}
