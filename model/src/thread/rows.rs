//! The rows of a page: a flat list in the order of numbers. Nothing here walks a tree.

use std::collections::HashMap;

use crate::comment::{Number, State};
use crate::wire::{Comment, Nested};

/// The level from which rows are no longer indented, so that each says whom it answers.
const FLAT: usize = 6;

/// Whom a row answers, where its place does not tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The answered comment's id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Its author's name; empty for a tombstone.
    pub name: String,
}

/// One comment as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The comment.
    pub comment: Comment,
    /// Its level, from 0.
    pub depth: u8,
    /// Whom it answers, where that is to be said.
    pub answers: Option<Answers>,
    /// Whether it is only a tombstone.
    pub removed: bool,
}

/// The rows of a page, from its comments in any order.
///
/// `elsewhere` tells of answered comments that are not on the page. Comments without a number
/// (never published) are left out.
pub fn rows(comments: Vec<Comment>, elsewhere: impl Fn(&str) -> Option<Answers>) -> Vec<Row> {
    let mut numbered: Vec<(Number, Comment)> = comments
        .into_iter()
        .filter_map(|comment| Some((comment.number.as_deref()?.parse().ok()?, comment)))
        .collect();
    numbered.sort_by(|(a, _), (b, _)| a.cmp(b));
    let here: HashMap<String, Answers> = numbered
        .iter()
        .map(|(number, comment)| (comment.id.clone(), answers(number, comment)))
        .collect();
    numbered
        .into_iter()
        .map(|(number, comment)| {
            let answered = comment.parent.as_deref().and_then(|id| here.get(id).cloned().or_else(|| elsewhere(id)));
            let plain = |answered: &Answers| {
                let above = number.parent().map(|above| above.to_string());
                number.depth() < FLAT && here.contains_key(&answered.id) && above.as_deref() == Some(&answered.number)
            };
            Row {
                depth: u8::try_from(number.depth()).unwrap_or(u8::MAX),
                answers: answered.filter(|answered| !plain(answered)),
                removed: comment.state == State::Removed.as_str(),
                comment,
            }
        })
        .collect()
}

fn answers(number: &Number, comment: &Comment) -> Answers {
    Answers { id: comment.id.clone(), number: number.to_string(), name: comment.author.name.clone() }
}

/// Nests rows as `thread.json` shows them. A row whose upper row is not on the page stands at the top.
///
/// Levels are bounded by [`super::LEVELS`], and so is the depth of what is made.
pub fn nest(rows: Vec<Row>) -> Vec<Nested> {
    let mut top = Vec::new();
    let mut open: Vec<(Number, Nested)> = Vec::new();
    for row in rows {
        let Some(number) = row.comment.number.as_deref().and_then(|number| number.parse::<Number>().ok()) else {
            continue;
        };
        while open.last().is_some_and(|(above, _)| number.parent().as_ref() != Some(above)) {
            close(&mut open, &mut top);
        }
        open.push((number, Nested { comment: row.comment, replies: Vec::new() }));
    }
    while !open.is_empty() {
        close(&mut open, &mut top);
    }
    top
}

/// Puts the last open comment among the replies of the one above it, or at the top.
fn close(open: &mut Vec<(Number, Nested)>, top: &mut Vec<Nested>) {
    if let Some((_, done)) = open.pop() {
        match open.last_mut() {
            Some((_, above)) => above.replies.push(done),
            None => top.push(done),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(number: &str, parent: Option<&str>) -> Comment {
        Comment {
            id: format!("id-{number}"),
            number: Some(number.to_owned()),
            parent: parent.map(|parent| format!("id-{parent}")),
            author: crate::wire::Author { name: format!("name-{number}"), ..Default::default() },
            html: String::new(),
            created: String::new(),
            edited: None,
            state: "published".to_owned(),
            score: 0,
        }
    }

    fn thread(list: &[(&str, Option<&str>)]) -> Vec<Row> {
        rows(list.iter().map(|(number, parent)| comment(number, *parent)).collect(), |_| None)
    }

    #[test]
    fn stand_in_the_order_of_numbers() {
        let rows = thread(&[("2", None), ("1.10", Some("1")), ("1.2", Some("1")), ("1", None), ("1.2.1", Some("1.2"))]);
        let order: Vec<_> = rows.iter().map(|row| (row.comment.number.clone().unwrap(), row.depth)).collect();
        let expected = [("1", 0), ("1.2", 1), ("1.2.1", 2), ("1.10", 1), ("2", 0)];
        assert_eq!(order, expected.map(|(number, depth)| (number.to_owned(), depth)));
        assert!(rows.iter().all(|row| row.answers.is_none()));
    }

    #[test]
    fn say_whom_they_answer_where_their_place_does_not() {
        let says = |rows: &[Row], number: &str| {
            let row = rows.iter().find(|row| row.comment.number.as_deref() == Some(number)).unwrap();
            row.answers.as_ref().map(|answers| answers.number.clone())
        };
        // Too deep to be indented.
        let deep = thread(&[("1.1.1.1.1.1", None), ("1.1.1.1.1.1.1", Some("1.1.1.1.1.1"))]);
        assert_eq!(says(&deep, "1.1.1.1.1.1.1").as_deref(), Some("1.1.1.1.1.1"));
        // Moved beside the comment it answers.
        let moved = thread(&[("1", None), ("1.1", Some("1")), ("1.2", Some("1.1"))]);
        assert_eq!(says(&moved, "1.2").as_deref(), Some("1.1"));
        // Its parent is on another page.
        let apart = rows(vec![comment("1.9", Some("1"))], |id| {
            Some(Answers { id: id.to_owned(), number: "1".to_owned(), name: "Ada".to_owned() })
        });
        assert_eq!(says(&apart, "1.9").as_deref(), Some("1"));
    }

    #[test]
    fn nest_without_losing_any() {
        let nested = nest(thread(&[("1", None), ("1.1", Some("1")), ("1.1.1", Some("1.1")), ("2.7", Some("2")), ("3", None)]));
        let numbers = |list: &[Nested]| -> Vec<String> { list.iter().filter_map(|one| one.comment.number.clone()).collect() };
        assert_eq!(numbers(&nested), ["1", "2.7", "3"]);
        assert_eq!(numbers(&nested[0].replies), ["1.1"]);
        assert_eq!(numbers(&nested[0].replies[0].replies), ["1.1.1"]);
    }
}
