//! What feeds show of a thread: its own, and the site's, whose object is told of each comment.

use postil_model::CommentId;
use postil_model::comment::State;
use serde::Deserialize;

use super::outbox;
use crate::feed::{ENTRIES, Entry, Saying};
use crate::message::{News, Said};
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// Tells the site what a comment says now, or that it says nothing any more. To be called in the
/// transaction of every change that readers see of its text, its author or its state.
pub fn tell(sql: &Sql<'_>, id: &str, now: u64) -> Result<()> {
    #[derive(Deserialize)]
    struct Row {
        id: CommentId,
        state: State,
        created: u64,
        name: String,
        url: Option<String>,
        body: String,
        edited: Option<u64>,
        version: u64,
    }
    let row: Option<Row> = sql.first(
        "SELECT c.id, c.state, c.created, c.name, c.url, c.body, c.edited, t.version
         FROM comment c, thread t WHERE c.id = ? AND c.number IS NOT NULL",
        vec![text(id)],
    )?;
    // What was never published is no news.
    let Some(row) = row else { return Ok(()) };
    let saying = Saying {
        name: row.name,
        url: row.url,
        body: row.body,
        edited: row.edited,
    };
    let said = Said {
        comment: row.id,
        version: row.version,
        created: row.created,
        saying: (row.state == State::Published).then_some(saying),
    };
    outbox::put(sql, &format!("said/{id}"), &News::Said(Box::new(said)), now)
}

/// The newest comments of the thread, the newest first.
pub fn entries(sql: &Sql<'_>, thread: &str) -> Result<Vec<Entry>> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
        created: u64,
        name: String,
        url: Option<String>,
        body: String,
        edited: Option<u64>,
    }
    let rows: Vec<Row> = sql.all(
        "SELECT id, created, name, url, body, edited FROM comment
         WHERE state = 'published' AND number IS NOT NULL ORDER BY seq DESC LIMIT ?",
        vec![int(ENTRIES)],
    )?;
    let entry = |row: Row| Entry {
        thread: thread.to_owned(),
        comment: row.id,
        created: row.created,
        saying: Saying {
            name: row.name,
            url: row.url,
            body: row.body,
            edited: row.edited,
        },
    };
    Ok(rows.into_iter().map(entry).collect())
}
