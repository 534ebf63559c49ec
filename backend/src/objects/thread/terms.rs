//! What the thread knows of its site and its moderators, and bringing its pages up to that.
//!
//! Terms come whole, at least once, and not always in order: older ones are let pass. What follows
//! from them shows after the next alarm. A closing age is kept by the alarm, too, so that it shows
//! on a thread that nobody writes in.

use postil_model::site::Site;
use worker::SqlStorageValue;

use super::record::{Record, appearance};
use super::{ThreadObject, publish};
use crate::message::Terms;
use crate::objects::driver;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Problem, Result};
use crate::publisher::Urgency;
use postil_json as json;

/// How the pages stand to the terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fresh {
    /// They show them.
    No = 0,
    /// They do not; nobody waits for that.
    Rests = 1,
    /// They do not, and readers are to see it soon.
    Waits = 2,
}

/// Takes what the site's object tells. A thread that was never written has nothing to show.
pub fn hear(object: &ThreadObject, told: &Terms) -> Result<()> {
    let sql = object.sql();
    if !object.is_there(&sql)? {
        return Ok(());
    }
    sql.transaction(|| {
        let known = of(&sql)?;
        if told.number < known.number || told.revision < known.revision || *told == known {
            return Ok(());
        }
        let fresh = if told.closed == known.closed {
            Fresh::Rests
        } else {
            Fresh::Waits
        };
        sql.run(
            "UPDATE thread SET terms = ?, fresh = max(fresh, ?)",
            vec![text(json::write(told)?), int(fresh as u8)],
        )?;
        match told.pinned == known.pinned {
            true => Ok(()),
            false => repin(&sql),
        }
    })
}

/// Has the first page show what is pinned, or that nothing is.
fn repin(sql: &Sql<'_>) -> Result<()> {
    let mut record = Record::load(sql)?.ok_or(Problem::Internal)?;
    if record.version == 0 {
        return Ok(());
    }
    record.version += 1;
    record.save(sql)?;
    publish::changed(sql, &record, [0], unless_it_waits(sql, Urgency::Text)?)
}

/// How urgent something is: what was imported and waits for its turn in KV shows it then, and its
/// readers see it from the object at once.
fn unless_it_waits(sql: &Sql<'_>, urgency: Urgency) -> Result<Urgency> {
    Ok(match driver::load(sql)?.is_parked() {
        true => Urgency::Score,
        false => urgency,
    })
}

/// What was told last.
pub fn of(sql: &Sql<'_>) -> Result<Terms> {
    columns! {
        struct Row {
            terms: String,
        }
    }
    let row: Option<Row> = sql.first("SELECT terms FROM thread", vec![])?;
    Ok(row
        .map(|row| json::read(&row.terms))
        .transpose()?
        .unwrap_or_default())
}

columns! {
    struct Row {
        fresh: u8,
        closes: Option<u64>,
        closed: u8,
    }
}

fn row(sql: &Sql<'_>) -> Result<Option<Row>> {
    sql.first("SELECT fresh, closes, closed FROM thread", vec![])
}

/// When pages are to be brought up to the terms, or the thread closes.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    Ok(row(sql)?.and_then(|row| match row.fresh {
        0 => row.closes.filter(|_| row.closed == 0),
        _ => Some(0),
    }))
}

/// Whether that is due now.
pub fn is_due(sql: &Sql<'_>, now: u64) -> Result<bool> {
    Ok(due(sql)?.is_some_and(|due| due <= now))
}

/// Brings the pages up to the site, the terms and the hour. After a deployment, or a change of the
/// site's settings, all are put anew, last of all: a widget that needs this build's rendering gets
/// it from the object meanwhile. Where a moderator has opened or closed the thread, or its time has
/// come, readers wait.
pub fn renew(sql: &Sql<'_>, site: &Site, now: u64) -> Result<()> {
    let (Some(mut record), Some(row)) = (Record::load(sql)?, row(sql)?) else {
        return Ok(());
    };
    let closes = match site.policy.close_days {
        Some(_) => began(sql)?.and_then(|began| site.policy.closes_at(began)),
        None => None,
    };
    let closed = u8::from(of(sql)?.closed || closes.is_some_and(|at| at <= now));
    let appearance = appearance(site);
    let shows = record.version > 0 && (record.markup != appearance || record.closed != closed);
    let is_known = row.fresh == Fresh::No as u8 && row.closes == closes && record.closed == closed;
    if !shows && is_known {
        return Ok(());
    }
    sql.transaction(|| {
        sql.run(
            "UPDATE thread SET fresh = 0, closes = ?",
            vec![closes.map_or(SqlStorageValue::Null, int)],
        )?;
        let before = std::mem::replace(&mut record.closed, closed);
        if shows {
            // Two pages of one version and one build must be the same. But nobody waits for this
            // version.
            if closed != before || !differs_by_build(&record.markup, &appearance) {
                record.version += 1;
            }
            record.markup = appearance;
            // What a change of the settings brings to all threads at once is put last of all.
            let closes_now = row.fresh == Fresh::No as u8 && closed != before;
            let urgency = match closes_now || row.fresh == Fresh::Waits as u8 {
                true => Urgency::Text,
                false => Urgency::Score,
            };
            let urgency = unless_it_waits(sql, urgency)?;
            publish::changed(sql, &record, 0..record.pages(), urgency)?;
            publish::empty_former(sql, &record)?;
        }
        record.save(sql)
    })
}

/// Whether an appearance is that of an earlier build, or of none, and otherwise the same.
fn differs_by_build(before: &str, now: &str) -> bool {
    let settings = |appearance: &str| appearance.split_once(' ').map(|(_, rest)| rest.to_owned());
    before.is_empty() || settings(before) == settings(now)
}

/// When its first comment was written, which may have been imported later.
fn began(sql: &Sql<'_>) -> Result<Option<u64>> {
    sql.number(
        "SELECT created AS number FROM comment ORDER BY created LIMIT 1",
        vec![],
    )
}

#[cfg(test)]
mod tests {
    use super::differs_by_build;

    #[test]
    fn another_build_is_no_other_version() {
        for (before, expected) in [
            ("", true),
            ("bbb en 24 true", true),
            ("aaa en 24 true", true),
            ("bbb en 24 false", false),
            ("aaa en 24 true --theme-size:1em;", false),
        ] {
            assert_eq!(
                differs_by_build(before, "aaa en 24 true"),
                expected,
                "{before}"
            );
        }
    }
}
