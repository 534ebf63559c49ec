//! Hearing what has happened on the site's threads. The same news may come twice, or late.

use postil_model::CommentId;
use serde::Deserialize;

use super::record::Record;
use super::{judge, mine, publish};
use crate::clock;
use crate::message::{Kind, News, Whose};
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// Takes the news of a thread.
pub fn hear(sql: &Sql<'_>, whose: &Whose, news: &[News]) -> Result<()> {
    let now = clock::now();
    sql.transaction(|| {
        let mut record = Record::load_or_begin(sql, &whose.site)?;
        let (mut counts, mut settings) = (false, false);
        for one in news {
            match one {
                News::Count { count, version } => {
                    counts |= counted(sql, whose, *count, *version, now)?
                }
                News::Held {
                    kind,
                    comment,
                    reason,
                    since,
                } => queue(sql, whose, comment, *kind, reason, *since)?,
                News::Settled(comment) => unqueue(sql, whose, comment)?,
                News::Gone(comment) => {
                    unqueue(sql, whose, comment)?;
                    judge::forget(sql, whose, comment)?;
                }
                News::Mine { key, any } => mine::hear(sql, whose, key, *any)?,
                News::Listed => mine::listed(sql, whose)?,
                News::Waiting(waiting) => settings |= wait(sql, whose, *waiting, now)?,
            }
        }
        if counts || settings {
            record.version += 1;
            record.save(sql)?;
            publish::changed(sql, &record, counts, settings)?;
        }
        Ok(())
    })
}

/// Whether that was new.
fn counted(sql: &Sql<'_>, whose: &Whose, count: u32, version: u64, now: u64) -> Result<bool> {
    begin(sql, whose, now)?;
    if known(sql, whose)?.is_some_and(|known| known.version >= version) {
        return Ok(false);
    }
    sql.run(
        "UPDATE thread SET count = ?, version = ?, moved = ? WHERE hash = ?",
        vec![int(count), int(version), int(now), text(&*whose.hash)],
    )?;
    Ok(true)
}

/// Whether the site's settings have changed by it: they only say whether any thread waits.
fn wait(sql: &Sql<'_>, whose: &Whose, waiting: bool, now: u64) -> Result<bool> {
    begin(sql, whose, now)?;
    let before = publish::anyone_waits(sql)?;
    sql.run(
        "UPDATE thread SET waiting = ? WHERE hash = ?",
        vec![int(u8::from(waiting)), text(&*whose.hash)],
    )?;
    Ok(publish::anyone_waits(sql)? != before)
}

fn queue(
    sql: &Sql<'_>,
    whose: &Whose,
    comment: &CommentId,
    kind: Kind,
    reason: &str,
    since: u64,
) -> Result<()> {
    sql.run(
        "INSERT OR REPLACE INTO queue (hash, comment, kind, reason, since) VALUES (?, ?, ?, ?, ?)",
        vec![
            text(&*whose.hash),
            text(comment.as_str()),
            text(kind.name()),
            text(reason),
            int(since),
        ],
    )
}

fn unqueue(sql: &Sql<'_>, whose: &Whose, comment: &CommentId) -> Result<()> {
    sql.run(
        "DELETE FROM queue WHERE hash = ? AND comment = ?",
        vec![text(&*whose.hash), text(comment.as_str())],
    )
}

#[derive(Deserialize)]
struct Known {
    version: u64,
}

fn known(sql: &Sql<'_>, whose: &Whose) -> Result<Option<Known>> {
    sql.first(
        "SELECT version FROM thread WHERE hash = ?",
        vec![text(&*whose.hash)],
    )
}

fn begin(sql: &Sql<'_>, whose: &Whose, now: u64) -> Result<()> {
    sql.run(
        "INSERT INTO thread (hash, id, count, version, waiting, moved) VALUES (?, ?, 0, 0, 0, ?) ON CONFLICT DO NOTHING",
        vec![text(&*whose.hash), text(&*whose.thread), int(now)],
    )
}
