//! Dropping what is kept for a while only, once a day: networks, rates, fingerprints.

use serde::Deserialize;

use super::{ban, defence, report, title};
use crate::clock::DAY;
use crate::objects::sql::{Sql, int};
use crate::problem::Result;

/// Drops it, if that has not been done today.
pub fn run(sql: &Sql<'_>, now: u64) -> Result<()> {
    let today = now / DAY;
    if last(sql)? >= today {
        return Ok(());
    }
    report::forget(sql, now)?;
    ban::forget(sql, now)?;
    defence::forget(sql, now)?;
    title::forget(sql, now)?;
    sql.run("UPDATE stamp SET swept = ?", vec![int(today)])
}

/// When there is something to drop again.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    #[derive(Deserialize)]
    struct Row {
        any: u8,
    }
    let any: Option<Row> = sql.first(
        "SELECT EXISTS (SELECT 1 FROM sender) OR EXISTS (SELECT 1 FROM rate)
             OR EXISTS (SELECT 1 FROM fingerprint) OR EXISTS (SELECT 1 FROM claim)
             OR EXISTS (SELECT 1 FROM report WHERE network <> '') AS any",
        vec![],
    )?;
    match any {
        Some(Row { any: 1 }) => Ok(Some((last(sql)? + 1) * DAY)),
        _ => Ok(None),
    }
}

/// The last day on which it was done.
fn last(sql: &Sql<'_>) -> Result<u64> {
    let swept = sql.numbers("SELECT swept AS number FROM stamp", vec![])?;
    Ok(swept.first().copied().unwrap_or_default())
}
