//! Hearing what has happened on the site's threads. The same news may come twice, or late.

use super::import::turn;
use super::record::Record;
use super::{entry, feed, judge, mine, publish, terms, title};
use crate::clock;
use crate::message::{News, Whose};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Problem, Result};

/// Takes the news of a thread.
pub fn hear(sql: &Sql<'_>, whose: &Whose, news: &[News]) -> Result<()> {
    let now = clock::now();
    sql.transaction(|| {
        let mut record = Record::load_or_begin(sql, &whose.site)?;
        let (mut counts, mut settings, mut fed) = (false, false, None);
        let mut claimed = None;
        for one in news {
            match one {
                News::Count { count, version } => {
                    counts |= counted(sql, whose, *count, *version, now)?
                }
                News::Said(said) => fed = fed.max(feed::hear(sql, whose, said)?),
                // A thread sends what the comments are instead.
                News::Look(_) | News::Imported(_) => {}
                News::Comment(told) => entry::hear(sql, whose, told)?,
                News::Gone(comment) => {
                    entry::forget(sql, &whose.hash, comment.as_str())?;
                    judge::forget(sql, whose, comment)?;
                }
                News::Mine { key, any } => {
                    mine::hear(sql, whose, key, *any)?;
                    if !any {
                        title::forget_claim(sql, whose, key)?;
                    }
                }
                // After the count that makes the thread known.
                News::Title(title) => claimed = Some(title.as_deref()),
                News::Listed => mine::listed(sql, whose)?,
                News::Waiting(waiting) => settings |= wait(sql, whose, *waiting, now)?,
            }
        }
        if let Some(claimed) = claimed {
            title::hear(sql, whose, claimed, now)?;
        }
        if counts || settings || fed.is_some() {
            record.version += 1;
            record.save(sql)?;
            publish::changed(sql, &record, counts, settings)?;
            if let Some(urgency) = fed {
                feed::changed(sql, &record, urgency)?;
            }
        }
        Ok(())
    })
}

/// Whether that was new. A thread that is forgotten, since nothing is left of what an import has
/// brought to it, stays so when it tells that it is empty.
fn counted(sql: &Sql<'_>, whose: &Whose, count: u32, version: u64, now: u64) -> Result<bool> {
    let before = known(sql, whose)?;
    if before.is_none() && count == 0 {
        return Ok(false);
    }
    begin(sql, whose, now)?;
    let before = before.map_or(0, |known| known.version);
    if before >= version {
        return Ok(false);
    }
    if before == 0 {
        terms::tell_begun(sql, &whose.hash, now)?;
    }
    sql.run(
        "UPDATE thread SET count = ?, version = ?, moved = ? WHERE hash = ?",
        vec![int(count), int(version), int(now), text(&*whose.hash)],
    )?;
    Ok(true)
}

/// Whether the site's settings have changed by it: they only say whether any thread waits.
fn wait(sql: &Sql<'_>, whose: &Whose, waiting: bool, now: u64) -> Result<bool> {
    if waiting {
        begin(sql, whose, now)?;
        turn::wake(sql, now)?;
    }
    let before = publish::anyone_waits(sql)?;
    sql.run(
        "UPDATE thread SET waiting = ? WHERE hash = ?",
        vec![int(u8::from(waiting)), text(&*whose.hash)],
    )?;
    Ok(publish::anyone_waits(sql)? != before)
}

columns! {
    struct Known {
        version: u64,
    }
}

fn known(sql: &Sql<'_>, whose: &Whose) -> Result<Option<Known>> {
    sql.first(
        "SELECT version FROM thread WHERE hash = ?",
        vec![text(&*whose.hash)],
    )
}

/// Forgets a thread on which nothing is left.
pub fn forget(sql: &Sql<'_>, hash: &str) -> Result<()> {
    let mut record = Record::load(sql)?.ok_or(Problem::Internal)?;
    let waited = publish::anyone_waits(sql)?;
    for table in ["thread", "telling", "claim"] {
        sql.run(
            &format!("DELETE FROM {table} WHERE hash = ?"),
            vec![text(hash)],
        )?;
    }
    record.version += 1;
    record.save(sql)?;
    let settings = publish::anyone_waits(sql)? != waited;
    publish::changed(sql, &record, true, settings)
}

/// Makes a thread known. It begins with the settings as they are.
pub fn begin(sql: &Sql<'_>, whose: &Whose, now: u64) -> Result<()> {
    sql.run(
        "INSERT INTO thread (hash, id, count, version, waiting, moved, shown)
         VALUES (?, ?, 0, 0, 0, ?, (SELECT coalesce(max(shown), 0) FROM settings)) ON CONFLICT DO NOTHING",
        vec![text(&*whose.hash), text(&*whose.thread), int(now)],
    )
}
