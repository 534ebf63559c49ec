//! Notices: which comments have begun to wait, in that order. There is one for as long as a comment
//! waits; it goes with the decision, and whoever was told of it is not told again before it waits
//! anew.

use postil_model::wire::desk::View;

use crate::clock;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// A comment begins to wait in a view.
pub fn waits(sql: &Sql<'_>, entry: u64, view: View) -> Result<()> {
    sql.run(
        "INSERT INTO notice (entry, view, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        vec![int(entry), text(view.name()), int(clock::now())],
    )
}

/// A comment does not wait there any more.
pub fn settled(sql: &Sql<'_>, entry: u64, view: View) -> Result<()> {
    sql.run(
        "DELETE FROM notice WHERE entry = ? AND view = ?",
        vec![int(entry), text(view.name())],
    )
}

/// The last notice there ever was.
pub fn last(sql: &Sql<'_>) -> Result<u64> {
    let last = sql.numbers(
        "SELECT seq AS number FROM sqlite_sequence WHERE name = 'notice'",
        vec![],
    )?;
    Ok(last.first().copied().unwrap_or_default())
}
