//! The site's feed: its newest comments, as its threads have told of them.

use postil_model::site::Site;
use serde::Deserialize;

use super::record::Record;
use crate::feed::{self, ENTRIES, Entry, Saying};
use crate::message::{Said, Whose};
use crate::objects::driver;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::Result;
use crate::publisher::Urgency;

/// As many comments are remembered: when some are removed, there are others to show.
const REMEMBERED: u32 = 2 * ENTRIES;

/// Takes what a thread tells of a comment. Answers how urgent it is for the feed, if it changes it.
pub fn hear(sql: &Sql<'_>, whose: &Whose, said: &Said) -> Result<Option<Urgency>> {
    let known = version(sql, whose, said)?;
    if known.is_some_and(|known| known >= said.version) {
        return Ok(None);
    }
    remember(sql, whose, said)?;
    if said.saying.is_none() {
        // What KV holds is the feed as it was put last, which may reach further back than this one.
        return Ok(listed_since(sql)?
            .is_some_and(|oldest| said.created >= oldest)
            .then_some(Urgency::Removal));
    }
    let newer = "SELECT count(*) AS number FROM feed WHERE name IS NOT NULL AND created > ?";
    let newer = number(sql, newer, vec![int(said.created)])?;
    Ok(newer
        .is_some_and(|newer| newer < u64::from(ENTRIES))
        .then_some(Urgency::Index))
}

/// Has the feed put.
pub fn changed(sql: &Sql<'_>, record: &Record, urgency: Urgency) -> Result<()> {
    driver::update(sql, |publisher, now| {
        publisher.changed(&feed::key(&record.id), record.version, urgency, now);
    })
}

/// The feed as it is to be put, and what it reaches back to.
pub fn value(sql: &Sql<'_>, site: &Site) -> Result<String> {
    let entries = entries(sql)?;
    if let Some(oldest) = entries.last() {
        sql.run(
            "INSERT INTO feed_put (one, since) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET since = excluded.since",
            vec![int(oldest.created)],
        )?;
    }
    Ok(feed::write(site, None, &entries))
}

/// The comments of the feed, the newest first.
pub fn entries(sql: &Sql<'_>) -> Result<Vec<Entry>> {
    #[derive(Deserialize)]
    struct Row {
        thread: String,
        comment: String,
        created: u64,
        name: String,
        url: Option<String>,
        body: String,
        edited: Option<u64>,
    }
    let rows: Vec<Row> = sql.all(
        "SELECT thread, comment, created, name, url, body, edited FROM feed
         WHERE name IS NOT NULL ORDER BY created DESC, comment DESC LIMIT ?",
        vec![int(ENTRIES)],
    )?;
    let entry = |row: Row| Entry {
        thread: row.thread,
        comment: row.comment,
        created: row.created,
        saying: Saying {
            name: row.name,
            url: row.url,
            body: row.body,
            edited: row.edited,
        },
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// Stores it, and forgets the oldest. Of what says nothing any more only its version is kept.
fn remember(sql: &Sql<'_>, whose: &Whose, said: &Said) -> Result<()> {
    let saying = said.saying.as_ref();
    sql.run(
        "INSERT OR REPLACE INTO feed (hash, comment, thread, version, created, name, url, body, edited)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            text(&*whose.hash),
            text(said.comment.as_str()),
            text(&*whose.thread),
            int(said.version),
            int(said.created),
            maybe(saying.map(|saying| &*saying.name)),
            maybe(saying.and_then(|saying| saying.url.as_deref())),
            maybe(saying.map(|saying| &*saying.body)),
            saying
                .and_then(|saying| saying.edited)
                .map_or(worker::SqlStorageValue::Null, int),
        ],
    )?;
    sql.run(
        "DELETE FROM feed WHERE (hash, comment) NOT IN
         (SELECT hash, comment FROM feed ORDER BY created DESC, comment DESC LIMIT ?)",
        vec![int(REMEMBERED)],
    )
}

fn version(sql: &Sql<'_>, whose: &Whose, said: &Said) -> Result<Option<u64>> {
    number(
        sql,
        "SELECT version AS number FROM feed WHERE hash = ? AND comment = ?",
        vec![text(&*whose.hash), text(said.comment.as_str())],
    )
}

/// When the oldest comment was posted of the feed that was put last.
fn listed_since(sql: &Sql<'_>) -> Result<Option<u64>> {
    number(sql, "SELECT since AS number FROM feed_put", vec![])
}

fn number(
    sql: &Sql<'_>,
    question: &str,
    values: Vec<worker::SqlStorageValue>,
) -> Result<Option<u64>> {
    #[derive(Deserialize)]
    struct Row {
        number: u64,
    }
    Ok(sql.first::<Row>(question, values)?.map(|row| row.number))
}
