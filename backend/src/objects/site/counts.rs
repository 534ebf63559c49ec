//! How many comments there are in each view. Counting looks at an index of all of them, and is
//! asked for again and again: so the object remembers the last answer, by its stamp.

use std::cell::Cell;

use postil_model::wire::desk::Counts;

use super::stamp;
use crate::objects::row::columns;
use crate::objects::sql::Sql;
use crate::problem::Result;

/// What was counted last.
pub type Last = Cell<Option<Counts>>;

/// The counts, remembered.
pub fn remembered(sql: &Sql<'_>, last: &Last) -> Result<Counts> {
    let stamp = stamp::now(sql)?;
    if let Some(counts) = last.get()
        && counts.stamp == stamp
    {
        return Ok(counts);
    }
    let counts = all(sql)?;
    last.set(Some(counts));
    Ok(counts)
}

/// The counts.
pub fn all(sql: &Sql<'_>) -> Result<Counts> {
    columns! {
        struct Row {
            view: String,
            number: u32,
        }
    }
    let rows: Vec<Row> = sql.all(
        "SELECT view, count(*) AS number FROM entry GROUP BY view
         UNION ALL SELECT 'reported', count(*) FROM entry WHERE reports > 0",
        vec![],
    )?;
    let mut counts = Counts {
        stamp: stamp::now(sql)?,
        ..Counts::default()
    };
    for Row { view, number } in rows {
        match view.as_str() {
            "held" => counts.held = number,
            "reported" => counts.reported = number,
            "recent" => counts.recent = number,
            "spam" => counts.spam = number,
            "removed" => counts.removed = number,
            _ => {}
        }
    }
    Ok(counts)
}
