//! The ways by which the owner is told, as they are set.

use postil_model::DeviceKey;
use postil_model::notify::Way;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::notice;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Problem, Refusal, Result};
use postil_json as json;

/// A way that is on.
pub struct Stored<T> {
    /// How it is set.
    pub settings: T,
    /// What a webhook's messages are signed with.
    pub key: Option<DeviceKey>,
    /// The origin of this Worker.
    pub origin: String,
    /// Since when.
    pub since: u64,
    /// When a message was made last.
    pub last: Option<u64>,
    /// The last notice that a message is about.
    pub told: u64,
}

/// A way, if it is on.
pub fn of<T: DeserializeOwned>(sql: &Sql<'_>, way: Way) -> Result<Option<Stored<T>>> {
    columns! {
        struct Row {
            settings: String,
            key: Option<String>,
            origin: String,
            since: u64,
            last: Option<u64>,
            told: u64,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT settings, key, origin, since, last, told FROM way WHERE name = ?",
        vec![text(way.name())],
    )?;
    row.map(|row| {
        let key = row.key.as_deref().map(DeviceKey::try_from).transpose();
        Ok(Stored {
            settings: json::read(&row.settings)?,
            key: key.map_err(|_| Problem::Internal)?,
            origin: row.origin,
            since: row.since,
            last: row.last,
            told: row.told,
        })
    })
    .transpose()
}

/// Sets a way; none switches it off. Of what has waited before it was on, nobody is told.
pub fn set<T: Serialize>(
    sql: &Sql<'_>,
    way: Way,
    settings: Option<&T>,
    key: Option<&DeviceKey>,
    origin: &str,
    now: u64,
) -> Result<()> {
    let Some(settings) = settings else {
        return sql.run("DELETE FROM way WHERE name = ?", vec![text(way.name())]);
    };
    sql.run(
        "INSERT INTO way (name, settings, key, origin, since, told) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (name) DO UPDATE SET settings = ?2, key = ?3, origin = ?4, since = ?5",
        vec![
            text(way.name()),
            text(postil_json::write(settings)?),
            maybe(key.map(DeviceKey::reveal)),
            text(origin),
            int(now),
            int(notice::last(sql)?),
        ],
    )
}

/// Sets what a webhook's messages are signed with.
pub fn set_key(sql: &Sql<'_>, key: &DeviceKey) -> Result<()> {
    let on = sql.numbers(
        "UPDATE way SET key = ? WHERE name = 'webhook' RETURNING 1 AS number",
        vec![text(key.reveal())],
    )?;
    if on.is_empty() {
        return Err(Refusal::WayOff.into());
    }
    Ok(())
}
