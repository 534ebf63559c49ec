//! Taking a site out, and putting one in the place of one that is empty.

use postil_model::KeyHash;
use postil_model::wire::desk::{FORMAT, ImportStep, Settings};
use worker::Env;

use super::import::is_empty;
use super::orders::whose;
use super::record::Record;
use super::{declare, log};
use crate::call;
use crate::clock;
use crate::message::ToThread;
use crate::message::moderate::Question;
use crate::message::moving::Lines;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Problem, Refusal, Result};

/// So many threads are named at once.
const MOST: usize = 1_000;

/// How an export begins, and which threads it has:
/// [`Exported`](postil_model::wire::desk::Exported) as JSON.
pub fn head(sql: &Sql<'_>, site: &str, ask: &Question) -> Result<String> {
    let after = ask.after.as_deref().unwrap_or_default();
    let line = match after {
        "" => line(sql, site)?,
        _ => "null".to_owned(),
    };
    // A thread on which nothing was ever shown is known by what waits there.
    let threads = sql.json(
        &format!(
            "SELECT json_object('site', json(?2), 'threads', json_group_array(hash),
                 'next', CASE count(*) WHEN {MOST} THEN max(hash) END) AS json
             FROM (SELECT hash FROM thread WHERE hash > ?1 UNION SELECT hash FROM entry WHERE hash > ?1
                 ORDER BY hash LIMIT {MOST})"
        ),
        vec![text(after), text(line)],
    )?;
    Ok(threads)
}

/// A [`SiteLine`](postil_model::wire::desk::SiteLine) as JSON.
fn line(sql: &Sql<'_>, site: &str) -> Result<String> {
    let secret = sql.transaction(|| Record::load_or_begin(sql, site))?.secret;
    let site = sql.json("SELECT site AS json FROM settings", vec![])?;
    // What is empty is left out: a patch of nothing drops it.
    let bans = sql.json(
        "SELECT json_group_array(json(json)) AS json FROM (
             SELECT json_patch('{}', json_object('whom', whom, 'key', mark, 'name', name, 'act', act,
                 'until', until, 'by', by, 'at', at)) AS json
             FROM ban WHERE whom = 'author' AND (until IS NULL OR until > ?) ORDER BY seq)",
        vec![int(clock::now())],
    )?;
    let bans = match &*bans {
        "[]" => String::new(),
        bans => format!(r#","bans":{bans}"#),
    };
    Ok(format!(
        r#"{{"postil":{FORMAT},"site":{site},"secret":"{secret}"{bans}}}"#
    ))
}

/// All lines of a thread: a [`ThreadLine`](postil_model::wire::desk::ThreadLine), and what the
/// thread says.
pub async fn thread(sql: &Sql<'_>, env: &Env, site: &str, hash: &str) -> Result<String> {
    let lines: Lines = call::thread(env, &whose(site, hash), ToThread::Export).await?;
    let known = sql.number(
        "SELECT 1 AS number FROM thread WHERE hash = ?1
         UNION SELECT 1 FROM entry WHERE hash = ?1",
        vec![text(hash)],
    )?;
    known.ok_or(Refusal::Thread)?;
    let line = sql.json(
        "SELECT json_patch('{}', json_object(
             'thread', coalesce(t.id, (SELECT thread FROM entry WHERE hash = ?1 LIMIT 1)),
             'address', ?2, 'title', t.title, 'claimed', t.claimed, 'door', nullif(t.door, 'open'),
             'pinned', (SELECT comment FROM entry WHERE hash = ?1 AND pinned = 1))) AS json
         FROM (SELECT ?1 AS hash) LEFT JOIN thread t USING (hash)",
        vec![text(hash), maybe(lines.address)],
    )?;
    Ok(format!("{line}\n{}", lines.lines))
}

/// Puts a site in the place of one that nobody has written on: its declaration, its secret, its bans.
/// The marks of its authors and the keys of its readers go on to be what they were.
pub fn restore(sql: &Sql<'_>, site: &str, by: &str, step: &ImportStep) -> Result<Settings> {
    let line = step.line.as_ref().ok_or(Problem::Json)?;
    let is_secret = line.secret.len() == 64 && line.secret.bytes().all(|b| b.is_ascii_hexdigit());
    let present = declare::present(sql)?.ok_or(Refusal::Site)?;
    if line.postil > FORMAT || !is_secret || line.site.id.as_str() != site {
        return Err(Problem::Json);
    }
    if !is_empty(sql)? {
        return Err(Refusal::NotEmpty.into());
    }
    sql.transaction(|| {
        Record::load_or_begin(sql, site)?;
        sql.run(
            "UPDATE site SET secret = ?",
            vec![text(line.secret.to_ascii_lowercase())],
        )?;
        sql.run("DELETE FROM ban", vec![])?;
        for ban in &line.bans {
            let key = KeyHash::from_hex(&ban.key).ok_or(Problem::Json)?.to_hex();
            sql.run(
                "INSERT INTO ban (whom, mark, name, author, act, until, by, at)
                 VALUES ('author', ?1, ?2, ?1, ?3, ?4, ?5, ?6)",
                vec![
                    text(key),
                    text(&*ban.name),
                    text(ban.act.name()),
                    ban.until.map_or(worker::SqlStorageValue::Null, int),
                    text(&*ban.by),
                    int(ban.at),
                ],
            )?;
        }
        log::note(sql, by, "restore", "", clock::now())
    })?;
    let wanted = Settings {
        site: line.site.clone(),
        ..present
    };
    declare::declare(sql, by, &wanted)
}
