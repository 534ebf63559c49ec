//! The log: who did what, and when.

use postil_model::wire::desk::{Log, LogEntry};

use super::stamp;
use crate::clock;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Problem, Result};

/// How many entries are answered at once.
const MOST: usize = 100;
/// How long what an action has changed is kept, so that it can be undone.
const UNDOABLE: u64 = 30 * clock::DAY;
/// How long the log is kept.
const KEPT: u64 = 365 * clock::DAY;

/// Something that is done now.
pub struct Deed<'a> {
    /// The action's id, if it can be repeated or undone.
    pub id: Option<&'a str>,
    /// Who does it.
    pub by: &'a str,
    /// What.
    pub act: &'a str,
    /// With how many comments.
    pub comments: usize,
    /// How many were left alone.
    pub left: usize,
    /// What tells it from others.
    pub about: &'a str,
}

/// Remembers whose name is written down with a deed: the hash of their key.
pub fn names(sql: &Sql<'_>, seq: u64, author: &str) -> Result<()> {
    sql.run(
        "UPDATE action SET author = nullif(?2, '') WHERE seq = ?1",
        vec![int(seq), text(author)],
    )
}

/// Writes down what is about no comments: see [`write`].
pub fn note(sql: &Sql<'_>, by: &str, act: &str, about: &str, now: u64) -> Result<u64> {
    let deed = Deed {
        id: None,
        by,
        act,
        comments: 0,
        left: 0,
        about,
    };
    write(sql, &deed, now)
}

/// Writes it down. Inside the transaction that does it. Answers with its place in the log.
pub fn write(sql: &Sql<'_>, deed: &Deed<'_>, now: u64) -> Result<u64> {
    stamp::next(sql)?;
    let seq = sql.numbers(
        "INSERT INTO action (id, by, at, act, comments, left_alone, about) VALUES (?, ?, ?, ?, ?, ?, ?)
         RETURNING seq AS number",
        vec![
            maybe(deed.id),
            text(deed.by),
            int(now),
            text(deed.act),
            int(deed.comments as u64),
            int(deed.left as u64),
            text(deed.about),
        ],
    )?;
    seq.first().copied().ok_or(Problem::Internal)
}

/// The newest entries, or those before one.
pub fn list(sql: &Sql<'_>, before: Option<u64>) -> Result<Log> {
    columns! {
        struct Row {
            seq: u64,
            id: Option<String>,
            by: String,
            at: u64,
            act: String,
            comments: u32,
            about: String,
            undone: u8,
            items: u8,
        }
    }
    let mut rows: Vec<Row> = sql.all(
        &format!(
            "SELECT seq, id, by, at, act, comments, about, undone,
                 EXISTS (SELECT 1 FROM item WHERE item.action = action.seq) AS items
             FROM action WHERE seq < ? ORDER BY seq DESC LIMIT {}",
            MOST + 1
        ),
        vec![before.map_or(int(u64::MAX), int)],
    )?;
    let more = rows.len() > MOST;
    rows.truncate(MOST);
    Ok(Log {
        next: rows.last().filter(|_| more).map(|row| row.seq),
        entries: rows
            .into_iter()
            .map(|row| LogEntry {
                seq: row.seq,
                by: row.by,
                at: row.at,
                act: row.act,
                comments: row.comments,
                about: row.about,
                action: row.id.filter(|_| row.items != 0 && row.undone == 0),
                undone: row.undone != 0,
            })
            .collect(),
    })
}

/// Forgets what is too old.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run(
        "DELETE FROM item WHERE action <= (SELECT max(seq) FROM action WHERE at <= ?)",
        vec![int(now.saturating_sub(UNDOABLE))],
    )?;
    sql.run(
        "DELETE FROM action WHERE at <= ?",
        vec![int(now.saturating_sub(KEPT))],
    )
}
