//! What moderators see and find in a page of the blog itself.

use postil_model::comment::State;
use postil_model::wire::desk::{Chosen, View, text_of};
use postil_model::wire::{Author, Comment};
use postil_model::{markdown, time};

use super::entry::{Entry, condition};
use crate::message::moderate::{Find, Waits};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, text};
use crate::problem::{Refusal, Result};

/// As many comments of one thread are shown in its page. Whoever has more of them needs the desk.
const MOST: u32 = 50;

/// The comment of an id on a thread, and what it says.
pub fn find(sql: &Sql<'_>, ask: &Find) -> Result<Chosen> {
    let entry = Entry::of(sql, &ask.hash, ask.comment.as_str())?.ok_or(Refusal::Comment)?;
    Ok(Chosen {
        seq: entry.seq,
        text: text_of(&entry.body, entry.change.as_deref()),
    })
}

/// What waits on a thread, the oldest first.
pub fn list(sql: &Sql<'_>, hash: &str) -> Result<Vec<Waits>> {
    columns! {
        struct Row {
            comment: String,
            number: Option<String>,
            parent: Option<String>,
            name: String,
            url: Option<String>,
            mark: String,
            badge: Option<String>,
            body: String,
            change: Option<String>,
            created: u64,
            state: State,
        }
    }
    let rows: Vec<Row> = sql.all(
        &format!(
            "SELECT comment, number, parent, name, url, mark, badge, body, change, created, state
             FROM entry WHERE hash = ? AND {} ORDER BY seq LIMIT {MOST}",
            condition(View::Held)
        ),
        vec![text(hash)],
    )?;
    Ok(rows
        .into_iter()
        .map(|row| Waits {
            text: text_of(&row.body, row.change.as_deref()),
            change: row.change,
            comment: Comment {
                html: markdown::render(&row.body),
                id: row.comment,
                number: row.number.and_then(|number| number.parse().ok()),
                parent: row.parent,
                author: Author {
                    name: row.name,
                    url: row.url,
                    badge: row.badge,
                    mark: row.mark,
                },
                created: time::rfc3339(row.created),
                edited: None,
                state: row.state,
                score: 0,
            },
        })
        .collect())
}
