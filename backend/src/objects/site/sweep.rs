//! Dropping what is kept for a while only, once a day: networks, claims of titles, rates,
//! fingerprints, verdicts, reports, what can no longer be undone, and the log.

use super::record::Record;
use super::{ban, defence, judge, log, report, title};
use crate::clock::DAY;
use crate::objects::sql::{Sql, int};
use crate::problem::Result;

/// What something may be to be dropped of.
const TABLES: &[&str] = &[
    "sender",
    "rate",
    "fingerprint",
    "verdict",
    "report",
    "reporter",
    "action",
    "claim",
    "ban WHERE until IS NOT NULL",
    "site WHERE opened <> '[]'",
];

/// Drops it, if that has not been done today.
pub fn run(sql: &Sql<'_>, now: u64) -> Result<()> {
    let today = now / DAY;
    if last(sql)? >= today {
        return Ok(());
    }
    report::forget(sql, now)?;
    ban::forget(sql, now)?;
    defence::forget(sql, now)?;
    judge::forget_old(sql, now)?;
    log::forget(sql, now)?;
    title::forget(sql, now)?;
    if let Some(mut record) = Record::load(sql)?
        && record.opened.forget(now)
    {
        record.save(sql)?;
    }
    sql.run("UPDATE stamp SET swept = ?", vec![int(today)])
}

/// When there is something to drop again.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    // The platform takes five questions in a union at most.
    let any = TABLES
        .iter()
        .map(|table| format!("EXISTS (SELECT 1 FROM {table})"))
        .collect::<Vec<_>>()
        .join(" OR ");
    let any = sql.number(&format!("SELECT 1 AS number WHERE {any}"), vec![])?;
    Ok(match any {
        Some(_) => Some((last(sql)? + 1) * DAY),
        None => None,
    })
}

/// The last day on which it was done.
fn last(sql: &Sql<'_>) -> Result<u64> {
    let swept = sql.numbers("SELECT swept AS number FROM stamp", vec![])?;
    Ok(swept.first().copied().unwrap_or_default())
}
