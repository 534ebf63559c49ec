//! Rows as a tree, for those who read the thread as data.

use super::{Number, Row};
use crate::wire::Nested;

/// Nests rows that are in the order of the thread. A row whose place is below no other row here
/// (the one it stands below is on another page) becomes a root.
///
/// No recursion here, and the tree is at most [`super::LEVELS`] deep, which bounds the recursion
/// of whoever writes or drops it.
#[must_use]
pub fn nest(rows: Vec<Row>) -> Vec<Nested> {
    let mut roots = Vec::new();
    let mut open: Vec<(Number, Nested)> = Vec::new();
    for row in rows {
        close_above(&mut open, &mut roots, |number| !row.number.is_below(number));
        open.push((
            row.number,
            Nested {
                comment: row.comment,
                replies: Vec::new(),
            },
        ));
    }
    close_above(&mut open, &mut roots, |_| true);
    roots
}

/// Takes the innermost open comments away while they are done, each into the one around it.
fn close_above(
    open: &mut Vec<(Number, Nested)>,
    roots: &mut Vec<Nested>,
    is_done: impl Fn(&Number) -> bool,
) {
    while open.last().is_some_and(|(number, _)| is_done(number)) {
        if let Some((_, closed)) = open.pop() {
            match open.last_mut() {
                Some((_, around)) => around.replies.push(closed),
                None => roots.push(closed),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::nest;
    use crate::comment::State;
    use crate::thread::{Number, Row};
    use crate::wire::{Author, Comment, Nested};

    fn row(number: &str) -> Row {
        let number: Number = number.parse().unwrap();
        Row {
            comment: Comment {
                id: number.to_string(),
                number: Some(number.clone()),
                parent: None,
                author: Author::default(),
                html: String::new(),
                created: String::new(),
                edited: None,
                state: State::Published,
                score: 0,
            },
            depth: number.depth(),
            number,
            answers: None,
            removed: false,
            place: None,
            replies: 0,
        }
    }

    fn written(nested: &[Nested]) -> String {
        let one = |n: &Nested| format!("{}[{}]", n.comment.id, written(&n.replies));
        nested
            .iter()
            .map(one)
            .collect::<Vec<_>>()
            .join(" ")
            .replace("[]", "")
    }

    fn check(numbers: &[&str], expected: &str) {
        assert_eq!(
            written(&nest(numbers.iter().map(|n| row(n)).collect())),
            expected
        );
    }

    #[test]
    fn nests() {
        check(&[], "");
        check(&["1", "2"], "1 2");
        check(
            &["1", "1.1", "1.1.1", "1.2", "2", "10"],
            "1[1.1[1.1.1] 1.2] 2 10",
        );
    }

    #[test]
    fn keeps_orphans() {
        check(
            &["1", "1.1.1", "3.2", "3.2.1", "4.1.1.1"],
            "1[1.1.1] 3.2[3.2.1] 4.1.1.1",
        );
    }
}
