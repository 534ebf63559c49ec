//! What the page claims to be called: by the browser of whoever wrote last. The site's object shows
//! it to moderators, and nobody else.

use super::outbox;
use super::record::Record;
use crate::message::News;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, text};
use crate::problem::{Problem, Result};

/// Takes a claim, and has the site told if it is new there. A comment that waits claims nothing
/// where somebody else has.
pub fn claim(sql: &Sql<'_>, title: &str, published: bool, now: u64) -> Result<()> {
    let condition = match published {
        true => "title IS NOT ?1",
        false => "title IS NULL",
    };
    let changed = sql.numbers(
        &format!("UPDATE thread SET title = ?1 WHERE {condition} RETURNING one AS number"),
        vec![text(title)],
    )?;
    // The site's object knows a thread from its first published comment on.
    let record = Record::load(sql)?.ok_or(Problem::Internal)?;
    if record.count == 0 && !published || record.count > 0 && changed.is_empty() {
        return Ok(());
    }
    tell(sql, now)
}

/// Has the site told of the claim, or that there is none any more.
pub fn tell(sql: &Sql<'_>, now: u64) -> Result<()> {
    columns! {
        struct Row {
            title: Option<String>,
        }
    }
    let row: Option<Row> = sql.first("SELECT title FROM thread", vec![])?;
    let title = row.and_then(|row| row.title);
    outbox::put(sql, "title", &News::Title(title), now)
}
