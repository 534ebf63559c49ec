//! The order in which a reader finds the most useful first.

use super::Row;
use crate::order;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Puts conversations (a root with all below it) in the order of the highest score within, and of
/// their numbers among equals. Within a conversation nothing moves: replies stay in order.
#[must_use]
pub fn best_first(mut rows: Vec<Row>) -> Vec<Row> {
    let mut highest: HashMap<u32, u32> = HashMap::new();
    for row in &rows {
        let score = highest.entry(row.number.conversation()).or_default();
        *score = row.comment.score.max(*score);
    }
    let rank = |row: &Row| {
        let conversation = row.number.conversation();
        let score = highest.get(&conversation).copied().unwrap_or_default();
        (Reverse(score), conversation)
    };
    order::sort(&mut rows, |a, b| rank(a).cmp(&rank(b)));
    rows
}

#[cfg(test)]
mod tests {
    use super::best_first;
    use crate::comment::State;
    use crate::thread::{Entry, rows};
    use crate::wire::{Author, Comment};

    fn entry((number, score): (&str, u32)) -> Entry {
        Entry {
            comment: Comment {
                id: number.into(),
                number: number.parse().ok(),
                parent: None,
                author: Author::default(),
                html: String::new(),
                created: String::new(),
                edited: None,
                state: State::Published,
                score,
            },
            answers: None,
            answered_elsewhere: false,
        }
    }

    fn check<const N: usize>(comments: [(&str, u32); N], expected: [&str; N]) {
        let ordered = best_first(rows(comments.map(entry).into()));
        let numbers: Vec<String> = ordered.iter().map(|row| row.number.to_string()).collect();
        assert_eq!(numbers, expected);
    }

    #[test]
    fn orders_conversations_by_the_best_within() {
        check([], []);
        check([("1", 0), ("2", 0), ("10", 0)], ["1", "2", "10"]);
        check(
            [
                ("1", 1),
                ("2", 0),
                ("2.1", 0),
                ("2.1.1", 5),
                ("3", 5),
                ("10", 1),
            ],
            ["2", "2.1", "2.1.1", "3", "1", "10"],
        );
    }

    #[test]
    fn moves_no_reply_within_its_conversation() {
        check(
            [("7", 0), ("7.1", 1), ("7.2", 9), ("7.2.1", 0), ("7.10", 3)],
            ["7", "7.1", "7.2", "7.2.1", "7.10"],
        );
    }
}
