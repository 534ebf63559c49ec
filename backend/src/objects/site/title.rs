//! What threads are called: what their pages claim, and what was confirmed.

use postil_model::Title;
use postil_model::site::Site;
use postil_model::wire::desk::SetTitles;

use super::log;
use super::record::Record;
use super::{feed, terms};
use crate::clock::{self, DAY};
use crate::message::{Judge, Whose};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Problem, Refusal, Result};
use crate::publisher::Urgency;
use postil_json as json;

/// How many titles are set at once.
const MOST: usize = 100;

/// Takes what a thread's page claims to be called. What is confirmed stays.
pub fn hear(sql: &Sql<'_>, whose: &Whose, title: Option<&str>, now: u64) -> Result<()> {
    sql.run(
        "UPDATE thread SET claimed = ?2 WHERE hash = ?1",
        vec![text(&*whose.hash), maybe(title)],
    )?;
    terms::tell_begun(sql, &whose.hash, now)
}

/// Confirms, changes or takes back what threads are called.
pub fn set(sql: &Sql<'_>, by: &str, ask: &SetTitles) -> Result<()> {
    if ask.titles.len() > MOST {
        return Err(Problem::TooMany);
    }
    let titles = ask
        .titles
        .iter()
        .map(|one| {
            let title = one.title.as_deref().map(Title::try_from).transpose()?;
            Ok((one.hash.as_str(), title))
        })
        .collect::<Result<Vec<(&str, Option<Title>)>>>()?;
    let now = clock::now();
    sql.transaction(|| {
        for (hash, title) in &titles {
            let thread = put(sql, hash, title.as_ref(), now)?.ok_or(Refusal::Thread)?;
            let (act, about) = match title {
                Some(title) => ("title", title.as_str()),
                None => ("untitle", thread.as_str()),
            };
            log::note(sql, by, act, about, now)?;
        }
        show(sql)
    })
}

/// Notes who claims what of a page, and confirms what enough readers on as many networks have
/// claimed today, if the site wants that.
pub fn claim(sql: &Sql<'_>, site: &Site, ask: &Judge, now: u64) -> Result<()> {
    let Some(claimed) = ask.title.as_deref().filter(|_| site.titles.readers > 0) else {
        return Ok(());
    };
    let hash = &*ask.whose.hash;
    let confirmed = sql.number(
        "SELECT 1 AS number FROM thread WHERE hash = ? AND title IS NOT NULL",
        vec![text(hash)],
    )?;
    if confirmed.is_some() {
        return Ok(());
    }
    let title = site.titles.cut(claimed);
    // One claim a reader, so that as many networks are as many readers.
    sql.run(
        "INSERT OR REPLACE INTO claim (hash, key, title, network, day) VALUES (?, ?, ?, ?, ?)",
        vec![
            text(hash),
            text(&*ask.key),
            text(&*title),
            text(&*ask.network),
            int(now / DAY),
        ],
    )?;
    let networks = sql.number(
        "SELECT count(DISTINCT network) AS number FROM claim WHERE hash = ? AND title = ? AND day = ?",
        vec![text(hash), text(&*title), int(now / DAY)],
    )?;
    if !site
        .titles
        .confirms(u32::try_from(networks.unwrap_or_default()).unwrap_or(u32::MAX))
    {
        return Ok(());
    }
    put(sql, hash, Some(&Title::try_from(&*title)?), now)?;
    sql.run("DELETE FROM claim WHERE hash = ?", vec![text(hash)])?;
    log::note(sql, "", "title_rule", &title, now)?;
    show(sql)
}

/// Forgets what a reader has claimed of a page: nothing is left there of them.
pub fn forget_claim(sql: &Sql<'_>, whose: &Whose, key: &str) -> Result<()> {
    sql.run(
        "DELETE FROM claim WHERE hash = ? AND key = ?",
        vec![text(&*whose.hash), text(key)],
    )
}

/// Forgets the claims of days that are over, and their networks with them.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run("DELETE FROM claim WHERE day < ?", vec![int(now / DAY)])
}

/// What threads are called that have a confirmed title, by their ids.
pub fn of(sql: &Sql<'_>, threads: &[String]) -> Result<Vec<(String, String)>> {
    columns! {
        struct Row {
            id: String,
            title: String,
        }
    }
    let rows: Vec<Row> = sql.all(
        "SELECT id, title FROM thread
         WHERE title IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        vec![text(json::write(threads)?)],
    )?;
    Ok(rows.into_iter().map(|row| (row.id, row.title)).collect())
}

/// Sets what a thread is called, and answers with its id; none if there is no such thread.
fn put(sql: &Sql<'_>, hash: &str, title: Option<&Title>, now: u64) -> Result<Option<String>> {
    columns! {
        struct Row {
            id: String,
        }
    }
    let row: Option<Row> = sql.first(
        "UPDATE thread SET title = ?2 WHERE hash = ?1 RETURNING id",
        vec![text(hash), maybe(title.map(Title::as_str))],
    )?;
    if row.is_some() {
        terms::tell(sql, hash, now)?;
    }
    Ok(row.map(|row| row.id))
}

/// Has the site's feed show it.
fn show(sql: &Sql<'_>) -> Result<()> {
    let mut record = Record::load(sql)?.ok_or(Problem::Internal)?;
    record.version += 1;
    record.save(sql)?;
    feed::changed(sql, &record, Urgency::Index)
}
