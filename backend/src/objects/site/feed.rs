//! The site's feed: its newest comments, as its threads have told of them.

use postil_model::site::Site;
use worker::SqlStorageValue;

use super::record::Record;
use crate::feed::{self, ENTRIES, Entry};
use crate::message::{Said, Whose};
use crate::objects::driver;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::Result;
use crate::publisher::Urgency;

/// As many comments are remembered: when some are removed, there are others to show.
const REMEMBERED: u32 = 2 * ENTRIES;

/// Takes what a thread tells of a comment. Answers how urgent it is for the feed, if it changes it.
pub fn hear(sql: &Sql<'_>, whose: &Whose, said: &Said) -> Result<Option<Urgency>> {
    let Said { version, entry } = said;
    let known = number(
        sql,
        "SELECT version AS number FROM feed WHERE hash = ? AND comment = ?",
        vec![text(&*whose.hash), text(entry.comment.as_str())],
    )?;
    if known.is_some_and(|known| known >= *version) {
        return Ok(None);
    }
    remember(sql, whose, *version, entry)?;
    if entry.name.is_none() {
        // What KV holds is the feed as it was put last, which may reach further back than this one.
        let oldest = number(sql, "SELECT since AS number FROM feed_put", vec![])?;
        let listed = oldest.is_some_and(|oldest| entry.created >= oldest);
        return Ok(listed.then_some(Urgency::Removal));
    }
    let newer = number(
        sql,
        "SELECT count(*) AS number FROM feed WHERE name IS NOT NULL AND created > ?",
        vec![int(entry.created)],
    )?;
    let listed = newer.is_some_and(|newer| newer < u64::from(ENTRIES));
    Ok(listed.then_some(Urgency::Index))
}

/// Forgets a comment of which nothing is left. Answers whether it was known here.
pub fn forget(sql: &Sql<'_>, hash: &str, comment: &str) -> Result<bool> {
    let gone = sql.numbers(
        "DELETE FROM feed WHERE hash = ? AND comment = ? RETURNING 1 AS number",
        vec![text(hash), text(comment)],
    )?;
    Ok(!gone.is_empty())
}

/// Has the feed put.
pub fn changed(sql: &Sql<'_>, record: &Record, urgency: Urgency) -> Result<()> {
    driver::update(sql, |publisher, now| {
        publisher.changed(&feed::key(&record.id), record.version, urgency, now);
    })
}

/// The feed as it is to be put. What it reaches back to is kept.
pub fn value(sql: &Sql<'_>, site: &Site) -> Result<String> {
    let entries = entries(sql)?;
    if let Some(oldest) = entries.last() {
        sql.run(
            "INSERT OR REPLACE INTO feed_put (one, since) VALUES (1, ?)",
            vec![int(oldest.created)],
        )?;
    }
    Ok(feed::write(site, None, &entries))
}

/// The comments of the feed, the newest first.
pub fn entries(sql: &Sql<'_>) -> Result<Vec<Entry>> {
    sql.all(
        "SELECT f.thread, t.title, f.comment, f.created, f.edited, f.name, f.url, f.body
         FROM feed f LEFT JOIN thread t ON t.hash = f.hash
         WHERE name IS NOT NULL ORDER BY created DESC, comment DESC LIMIT ?",
        vec![int(ENTRIES)],
    )
}

/// Stores it, and forgets the oldest. Of what says nothing any more only its version is kept.
fn remember(sql: &Sql<'_>, whose: &Whose, version: u64, entry: &Entry) -> Result<()> {
    sql.run(
        "INSERT OR REPLACE INTO feed (hash, comment, thread, version, created, edited, name, url, body)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            text(&*whose.hash),
            text(entry.comment.as_str()),
            text(&*whose.thread),
            int(version),
            int(entry.created),
            entry.edited.map_or(SqlStorageValue::Null, int),
            maybe(entry.name.as_deref()),
            maybe(entry.url.as_deref()),
            text(&*entry.body),
        ],
    )?;
    sql.run(
        "DELETE FROM feed WHERE (hash, comment) NOT IN
         (SELECT hash, comment FROM feed ORDER BY created DESC, comment DESC LIMIT ?)",
        vec![int(REMEMBERED)],
    )
}

fn number(sql: &Sql<'_>, question: &str, values: Vec<SqlStorageValue>) -> Result<Option<u64>> {
    Ok(sql.numbers(question, values)?.first().copied())
}
