//! Which comment is pinned on a thread: one at most, and only while it is shown.

use postil_model::comment::State;

use super::entry::Entry;
use super::terms;
use crate::clock;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// Stores whether a comment is pinned, in the place of another one. Its thread is told.
pub fn keep(sql: &Sql<'_>, entry: &Entry) -> Result<()> {
    let pinned = u8::from(entry.state == State::Published) * entry.pinned;
    if pinned == 1 {
        sql.run(
            "UPDATE entry SET pinned = 0 WHERE hash = ? AND pinned = 1 AND seq <> ?",
            vec![text(&*entry.hash), int(entry.seq)],
        )?;
    }
    let changed = sql.numbers(
        "UPDATE entry SET pinned = ?2 WHERE seq = ?1 AND pinned <> ?2 RETURNING seq AS number",
        vec![int(entry.seq), int(pinned)],
    )?;
    match changed.is_empty() {
        true => Ok(()),
        false => terms::tell(sql, &entry.hash, clock::now()),
    }
}
