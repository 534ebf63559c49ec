//! Wrong secrets: who is wrong too often waits.
//!
//! Networks have other names each day (`limit::network_of`), so each day has a row of its own, which
//! is dropped with the names that are in it.

use postil_model::staff::Attempts;

use crate::clock::DAY;
use crate::message::desk::Knock;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Refusal, Result};
use postil_json as json;

/// For how many days a row is kept.
const KEPT: u64 = 2;

/// Whether somebody has brought the deployment's secret, from a network that does not have to wait.
pub fn knock(sql: &Sql<'_>, knock: &Knock, now: u64) -> Result<()> {
    let mut attempts = load(sql, now)?;
    if let Some(wait) = attempts.wait(&knock.network, now) {
        let seconds = u32::try_from(wait.div_ceil(1_000)).unwrap_or(u32::MAX);
        return Err(Refusal::Later(seconds).into());
    }
    if knock.right {
        attempts.succeeded(&knock.network);
    } else {
        attempts.failed(&knock.network, now);
    }
    sql.run(
        "INSERT OR REPLACE INTO attempts (day, state) VALUES (?, ?)",
        vec![int(now / DAY), text(json::write(&attempts)?)],
    )?;
    if knock.right {
        Ok(())
    } else {
        Err(Refusal::SecretWrong.into())
    }
}

/// Drops what was kept long enough.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run(
        "DELETE FROM attempts WHERE day <= ?",
        vec![int((now / DAY).saturating_sub(KEPT))],
    )
}

/// When the next row was kept long enough.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    let first = sql.numbers(
        "SELECT day AS number FROM attempts ORDER BY day LIMIT 1",
        vec![],
    )?;
    Ok(first.first().map(|day| (day + KEPT) * DAY))
}

fn load(sql: &Sql<'_>, now: u64) -> Result<Attempts> {
    columns! {
        struct Row {
            state: String,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT state FROM attempts WHERE day = ?",
        vec![int(now / DAY)],
    )?;
    Ok(match row {
        Some(row) => json::read(&row.state)?,
        None => Attempts::default(),
    })
}
