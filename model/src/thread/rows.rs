//! What a page shows: its comments as a flat list, in the order of the thread.

use super::Number;
use crate::comment::State;
use crate::order;
use crate::wire::{Author, Comment};
use std::collections::{HashMap, HashSet};

/// How many levels are indented. A row that stands deeper says whom it answers.
pub const INDENTED_LEVELS: u8 = 6;

/// Whom a row answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The answered comment's id.
    pub id: String,
    /// Its number.
    pub number: Number,
    /// Its author's name; empty if the comment was removed.
    pub name: String,
}

/// One stored comment of a page, as the caller looked it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The comment. One without a number has never been published and makes no row.
    pub comment: Comment,
    /// For a reply: whom it answers.
    pub answers: Option<Answers>,
    /// Whether a published comment on another page answers it, so that its tombstone must stay.
    pub answered_elsewhere: bool,
}

/// One row of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The comment; blank in a tombstone.
    pub comment: Comment,
    /// Its number.
    pub number: Number,
    /// How many levels below the roots it stands.
    pub depth: u8,
    /// Whom it answers, where its place does not tell.
    pub answers: Option<Answers>,
    /// Whether it is a tombstone.
    pub removed: bool,
    /// For a reply: which of the answers to the same comment it is on this page, from 1, and how
    /// many these are.
    pub place: Option<(u32, u32)>,
    /// How many comments stand anywhere below it on this page.
    pub replies: u32,
}

/// Makes the rows of a page: published comments, and tombstones of removed ones that have
/// replies. Held comments and spam are nobody's to see.
#[must_use]
pub fn rows(entries: Vec<Entry>) -> Vec<Row> {
    let mut rows: Vec<(Row, bool)> = entries.into_iter().filter_map(row).collect();
    order::sort(&mut rows, |(a, _), (b, _)| a.number.cmp(&b.number));

    // From the end: what stands below a comment follows it at once, so a tombstone has a reply
    // on this page if the row kept last stands below it.
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    for (row, answered_elsewhere) in rows.into_iter().rev() {
        let has_replies = kept
            .last()
            .is_some_and(|next| next.number.is_below(&row.number));
        if !row.removed || has_replies || answered_elsewhere {
            kept.push(row);
        }
    }
    kept.reverse();

    let here: HashSet<Number> = kept.iter().map(|row| row.number.clone()).collect();
    for row in &mut kept {
        let above = row.number.parent();
        let is_plain = row.depth < INDENTED_LEVELS
            && above.as_ref().is_some_and(|above| here.contains(above))
            && above.as_ref() == row.answers.as_ref().map(|answers| &answers.number);
        if is_plain || row.removed {
            row.answers = None;
        }
    }
    count_replies(&mut kept);
    find_places(&mut kept);
    kept
}

/// From the end: what stands below a row follows it, and has been counted before it.
fn count_replies(rows: &mut [Row]) {
    // The rows that stand below no row seen so far, the nearest last, each with its comments.
    let mut open: Vec<(Number, u32)> = Vec::new();
    for row in rows.iter_mut().rev() {
        while let Some((_, comments)) = open.pop_if(|(number, _)| number.is_below(&row.number)) {
            row.replies += comments;
        }
        open.push((row.number.clone(), row.replies + u32::from(!row.removed)));
    }
}

fn find_places(rows: &mut [Row]) {
    let mut siblings: HashMap<Number, u32> = HashMap::new();
    for row in rows.iter_mut() {
        row.place = row.number.parent().map(|above| {
            let nth = siblings.entry(above).or_default();
            *nth += 1;
            (*nth, 0)
        });
    }
    for row in rows {
        if let (Some((_, of)), Some(above)) = (&mut row.place, row.number.parent()) {
            *of = siblings.get(&above).copied().unwrap_or_default();
        }
    }
}

fn row(entry: Entry) -> Option<(Row, bool)> {
    let Entry {
        comment,
        answers,
        answered_elsewhere,
    } = entry;
    let number = comment.number.clone()?;
    let removed = match comment.state {
        State::Published => false,
        // A published comment that is then held or called spam is gone for its readers, too.
        State::Removed | State::Held | State::Spam => true,
    };
    let comment = if removed { tombstone(comment) } else { comment };
    let depth = number.depth();
    Some((
        Row {
            comment,
            number,
            depth,
            answers,
            removed,
            place: None,
            replies: 0,
        },
        answered_elsewhere,
    ))
}

/// What stays of a comment that is gone: that it was there, and where.
fn tombstone(comment: Comment) -> Comment {
    Comment {
        author: Author::default(),
        html: String::new(),
        edited: None,
        state: State::Removed,
        score: 0,
        ..comment
    }
}

/// How many comments a reader can see. Tombstones are none.
#[must_use]
pub fn visible_count(states: impl IntoIterator<Item = State>) -> u32 {
    let visible = states
        .into_iter()
        .filter(|state| *state == State::Published)
        .count();
    u32::try_from(visible).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Answers, Entry, rows, visible_count};
    use crate::comment::State;
    use crate::wire::{Author, Comment};

    /// An entry "number" or "number>answered number", with the number as its id.
    fn entry(text: &str, state: State) -> Entry {
        let (number, answered) = text
            .split_once('>')
            .map_or((text, None), |(n, a)| (n, Some(a)));
        Entry {
            comment: Comment {
                id: number.into(),
                number: number.parse().ok(),
                parent: answered.map(Into::into),
                author: Author {
                    name: "Ada".into(),
                    mark: "m".into(),
                    url: Some("u".into()),
                    badge: None,
                },
                html: "<p>x</p>".into(),
                created: String::new(),
                edited: Some("e".into()),
                state,
                score: 3,
            },
            answers: answered.map(|a| Answers {
                id: a.into(),
                number: a.parse().unwrap(),
                name: "Bob".into(),
            }),
            answered_elsewhere: false,
        }
    }

    /// What the rows show: "number", with "†" for a tombstone and ">n" for "in reply to n".
    fn shown(entries: Vec<Entry>) -> Vec<String> {
        rows(entries)
            .into_iter()
            .map(|row| {
                let grave = if row.removed { "†" } else { "" };
                let answers = row
                    .answers
                    .map(|a| format!(">{}", a.number))
                    .unwrap_or_default();
                format!("{}{grave}{answers}", row.number)
            })
            .collect()
    }

    fn published(texts: &[&str]) -> Vec<Entry> {
        texts
            .iter()
            .map(|text| entry(text, State::Published))
            .collect()
    }

    #[test]
    fn stand_in_the_order_of_the_thread() {
        let entries = published(&["2", "10", "1.10>1", "1.2>1", "1", "1.2.1>1.2"]);
        assert_eq!(shown(entries), ["1", "1.2", "1.2.1", "1.10", "2", "10"]);
    }

    #[test]
    fn say_whom_they_answer_where_their_place_does_not() {
        // On another page; too deep to be indented; moved up by the level cap.
        let mut texts = vec!["4.2>4".to_owned(), "1".to_owned()];
        for depth in 1..30 {
            let path = vec!["1"; depth].join(".");
            texts.push(format!("{path}.1>{path}"));
        }
        let capped = vec!["1"; 29].join(".");
        texts.push(format!("{capped}.2>{capped}.1"));
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let shown = shown(published(&texts));
        assert_eq!(shown[0], "1");
        assert_eq!(shown[5], "1.1.1.1.1.1");
        assert_eq!(shown[6], "1.1.1.1.1.1.1>1.1.1.1.1.1");
        assert_eq!(shown[30], format!("{capped}.2>{capped}.1"));
        assert_eq!(shown[31], "4.2>4");
    }

    #[test]
    fn keep_tombstones_that_have_replies() {
        let mut entries = published(&["1", "1.1.1>1.1", "3", "5.1>5"]);
        for gone in ["1.1>1", "2", "2.1>2", "3.1>3", "4"] {
            entries.push(entry(gone, State::Removed));
        }
        entries.push(Entry {
            answered_elsewhere: true,
            ..entry("6", State::Removed)
        });
        assert_eq!(shown(entries), ["1", "1.1†", "1.1.1", "3", "5.1>5", "6†"]);
    }

    #[test]
    fn tombstones_are_blank() {
        let rows = rows(vec![
            entry("1", State::Spam),
            entry("1.1>1", State::Published),
        ]);
        let comment = &rows[0].comment;
        assert_eq!(comment.author, Author::default());
        assert_eq!(
            (comment.html.as_str(), comment.score, comment.state),
            ("", 0, State::Removed)
        );
        assert!(comment.edited.is_none());
    }

    #[test]
    fn know_their_place_and_what_stands_below_them() {
        let mut entries = published(&["1", "1.1>1", "1.1.1>1.1", "1.3>1", "2", "3.1.1>3.1"]);
        entries.push(entry("1.2>1", State::Removed));
        entries.push(entry("1.2.1>1.2", State::Published));
        let told: Vec<_> = rows(entries)
            .into_iter()
            .map(|row| (row.number.to_string(), row.place, row.replies))
            .collect();
        let expected = [
            ("1", None, 4),
            ("1.1", Some((1, 3)), 1),
            ("1.1.1", Some((1, 1)), 0),
            ("1.2", Some((2, 3)), 1),
            ("1.2.1", Some((1, 1)), 0),
            ("1.3", Some((3, 3)), 0),
            ("2", None, 0),
            ("3.1.1", Some((1, 1)), 0),
        ];
        assert_eq!(
            told,
            expected.map(|(number, place, replies)| (number.to_owned(), place, replies))
        );
    }

    #[test]
    fn hold_back_what_was_never_published() {
        let mut held = entry("1", State::Held);
        held.comment.number = None;
        assert!(rows(vec![held, entry("2", State::Held), entry("3", State::Spam)]).is_empty());
    }

    #[test]
    fn are_counted_as_seen() {
        let states = [
            State::Published,
            State::Removed,
            State::Held,
            State::Spam,
            State::Published,
        ];
        assert_eq!(visible_count(states), 2);
    }

    /// Ten thousand comments, half of them removed: no step looks at all the others.
    #[test]
    fn are_made_in_linear_time() {
        let started = std::time::Instant::now();
        let entries: Vec<Entry> = (1..20_000)
            .map(|n| {
                entry(
                    &format!("{n}"),
                    if n % 2 == 0 {
                        State::Removed
                    } else {
                        State::Published
                    },
                )
            })
            .collect();
        assert_eq!(rows(entries).len(), 10_000);
        assert!(started.elapsed().as_secs() < 10);
    }
}
