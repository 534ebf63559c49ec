//! On which threads a key has something: what "My comments" begins with.
//!
//! A thread tells at least once, so the list may for a while name a thread where a key has nothing
//! any more: asking there answers nothing.

use postil_model::KeyHash;
use postil_model::mine::MOST_THREADS;

use super::record::Record;
use crate::message::{Places, Where, Whose};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, text};
use crate::problem::{Problem, Result};

/// The threads to ask, in the order of their hashes.
pub fn places(sql: &Sql<'_>, site: &str, ask: &Where) -> Result<Places> {
    columns! {
        struct Row {
            hash: String,
        }
    }
    let key = KeyHash::from_hex(&ask.key).ok_or(Problem::Internal)?;
    let record = sql.transaction(|| Record::load_or_begin(sql, site))?;
    // Within a thread, that thread is the first to be asked again.
    let behind = match ask.after.comment {
        Some(_) => ">=",
        None => ">",
    };
    let rows: Vec<Row> = sql.all(
        &format!(
            "SELECT hash FROM mine WHERE key = ?1 AND hash {behind} ?2
             UNION SELECT hash FROM unlisted WHERE hash {behind} ?2
             ORDER BY hash LIMIT {}",
            MOST_THREADS + 1
        ),
        vec![text(&*ask.key), text(&*ask.after.thread)],
    )?;
    let more = rows.len() > MOST_THREADS;
    let hashes = rows.into_iter().take(MOST_THREADS).map(|row| row.hash);
    Ok(Places {
        mark: key.mark(record.secret.as_bytes()),
        hashes: hashes.collect(),
        more,
    })
}

/// A key has something on a thread, or no longer.
pub fn hear(sql: &Sql<'_>, whose: &Whose, key: &str, any: bool) -> Result<()> {
    let statement = if any {
        "INSERT INTO mine (key, hash) VALUES (?, ?) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM mine WHERE key = ? AND hash = ?"
    };
    sql.run(statement, vec![text(key), text(&*whose.hash)])
}

/// A thread that is older than the list has told of all its keys.
pub fn listed(sql: &Sql<'_>, whose: &Whose) -> Result<()> {
    sql.run(
        "DELETE FROM unlisted WHERE hash = ?",
        vec![text(&*whose.hash)],
    )
}
