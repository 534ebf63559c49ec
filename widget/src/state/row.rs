//! One row: a comment as it is drawn. It never changes; another row takes its place.

use postil_model::thread::{Answers, Number};

/// What a row is to its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A comment that everybody sees.
    Published,
    /// All that is left of a comment that has replies.
    Removed,
    /// A comment of this reader that waits for a moderator.
    Held,
}

/// A comment as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct RowData {
    /// The comment's id.
    pub id: String,
    /// Its number; a held comment has none.
    pub number: Option<Number>,
    /// Its level, from 0.
    pub depth: u8,
    /// The id of the comment it answers.
    pub parent: Option<String>,
    /// The author's name.
    pub name: String,
    /// The author's web address.
    pub url: Option<String>,
    /// What the owner vouches for.
    pub badge: Option<String>,
    /// The rendered text. Empty where the document has it already.
    pub html: String,
    /// When it was posted, in RFC 3339.
    pub created: String,
    /// Whom it answers, where its place does not tell.
    pub answers: Option<Answers>,
    /// What it is to its reader.
    pub kind: Kind,
    /// Whether this reader has just posted it.
    pub fresh: bool,
}

impl RowData {
    /// The id of its element.
    pub fn anchor(id: &str) -> String {
        format!("c-{id}")
    }

    /// The classes of its element.
    pub fn class(&self) -> &'static str {
        match (self.kind, self.fresh) {
            (Kind::Published, false) => "row",
            (Kind::Published, true) => "row new",
            (Kind::Removed, _) => "row removed",
            (Kind::Held, false) => "row held",
            (Kind::Held, true) => "row held new",
        }
    }

    /// Where a new row belongs among those of a page: after everything that stands before it by
    /// number; without a number after the answered comment and all below it.
    pub fn place(&self, rows: &[std::sync::Arc<Self>]) -> usize {
        if let Some(number) = &self.number {
            let before = |row: &std::sync::Arc<Self>| {
                row.number.as_ref().is_some_and(|other| other < number)
            };
            return rows.iter().rposition(before).map_or(0, |at| at + 1);
        }
        let answered = rows
            .iter()
            .position(|row| Some(&row.id) == self.parent.as_ref());
        let Some(answered) = answered else {
            return rows.len();
        };
        let depth = rows.get(answered).map_or(0, |row| row.depth);
        let below = rows
            .iter()
            .skip(answered + 1)
            .take_while(|row| row.depth > depth)
            .count();
        answered + 1 + below
    }
}

#[cfg(feature = "ssr")]
impl From<postil_model::Row> for RowData {
    fn from(row: postil_model::Row) -> Self {
        let author = row.comment.author;
        Self {
            id: row.comment.id,
            number: Some(row.number),
            depth: row.depth,
            parent: row.comment.parent,
            name: author.name,
            url: author.url,
            badge: author.badge,
            html: row.comment.html,
            created: row.comment.created,
            answers: row.answers,
            kind: if row.removed {
                Kind::Removed
            } else {
                Kind::Published
            },
            fresh: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Kind, RowData};

    fn row(number: Option<&str>, depth: u8, parent: Option<&str>) -> RowData {
        RowData {
            id: format!("id-{}", number.unwrap_or("held")),
            number: number.and_then(|number| number.parse().ok()),
            depth,
            parent: parent.map(|parent| format!("id-{parent}")),
            name: String::new(),
            url: None,
            badge: None,
            html: String::new(),
            created: String::new(),
            answers: None,
            kind: if number.is_some() {
                Kind::Published
            } else {
                Kind::Held
            },
            fresh: true,
        }
    }

    #[test]
    fn new_rows_find_their_place() {
        let rows: Vec<Arc<RowData>> = [("1", 0), ("1.1", 1), ("1.1.1", 2), ("1.2", 1), ("2", 0)]
            .map(|(number, depth)| Arc::new(row(Some(number), depth, None)))
            .into();
        for (new, place) in [
            (row(Some("3"), 0, None), 5),
            (row(Some("1.3"), 1, Some("1")), 4),
            (row(Some("1.1.2"), 2, Some("1.1")), 3),
            (row(Some("2.1"), 1, Some("2")), 5),
            (row(None, 0, None), 5),
            (row(None, 1, Some("1")), 4),
            (row(None, 2, Some("1.1")), 3),
            (row(None, 1, Some("gone")), 5),
        ] {
            assert_eq!(
                new.place(&rows),
                place,
                "{:?} under {:?}",
                new.number,
                new.parent
            );
        }
        assert_eq!(row(Some("1"), 0, None).place(&[]), 0);
    }
}
