//! Taking a site out, and putting one in the place of one that is empty.

use postil_model::wire::desk::{
    BanLine, Door, Exported, FORMAT, ImportStep, Settings, SiteLine, ThreadLine, Whom,
};
use postil_model::{CommentId, KeyHash};
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
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Problem, Refusal, Result};
use postil_json as json;

/// So many threads are named at once.
const MOST: usize = 1_000;

/// How an export begins, and which threads it has.
pub fn head(sql: &Sql<'_>, site: &str, ask: &Question) -> Result<Exported> {
    columns! {
        struct Thread {
            hash: String,
        }
    }
    let after = ask.after.as_deref().unwrap_or_default();
    let rows: Vec<Thread> = sql.all(
        &format!(
            "SELECT hash FROM thread WHERE hash > ?1 UNION SELECT hash FROM entry WHERE hash > ?1
             ORDER BY hash LIMIT {MOST}"
        ),
        vec![text(after)],
    )?;
    let threads: Vec<String> = rows.into_iter().map(|row| row.hash).collect();
    Ok(Exported {
        site: match after {
            "" => Some(line(sql, site)?),
            _ => None,
        },
        next: threads.last().filter(|_| threads.len() == MOST).cloned(),
        threads,
    })
}

fn line(sql: &Sql<'_>, site: &str) -> Result<SiteLine> {
    columns! {
        struct Ban {
            mark: String,
            name: String,
            act: postil_model::wire::desk::BanAct,
            until: Option<u64>,
            by: String,
            at: u64,
        }
    }
    let record = sql.transaction(|| Record::load_or_begin(sql, site))?;
    let bans: Vec<Ban> = sql.all(
        "SELECT mark, name, act, until, by, at FROM ban
         WHERE whom = 'author' AND (until IS NULL OR until > ?) ORDER BY seq",
        vec![int(clock::now())],
    )?;
    let ban = |ban: Ban| BanLine {
        whom: Whom::Author,
        key: ban.mark,
        name: ban.name,
        act: ban.act,
        until: ban.until,
        by: ban.by,
        at: ban.at,
    };
    Ok(SiteLine {
        postil: FORMAT,
        site: declare::site(sql)?,
        secret: record.secret,
        bans: bans.into_iter().map(ban).collect(),
    })
}

/// All lines of a thread.
pub async fn thread(sql: &Sql<'_>, env: &Env, site: &str, hash: &str) -> Result<String> {
    columns! {
        struct Row {
            id: String,
            title: Option<String>,
            claimed: Option<String>,
            door: Door,
            pinned: Option<CommentId>,
        }
    }
    let lines: Lines = call::thread(env, &whose(site, hash), ToThread::Export).await?;
    let row: Option<Row> = sql.first(
        "SELECT id, title, claimed, door,
             (SELECT comment FROM entry WHERE entry.hash = thread.hash AND pinned = 1) AS pinned
         FROM thread WHERE hash = ?",
        vec![text(hash)],
    )?;
    let row = match row {
        Some(row) => row,
        // Nothing of it was ever shown: it is known by what waits there.
        None => Row {
            id: unshown(sql, hash)?,
            title: None,
            claimed: None,
            door: Door::Open,
            pinned: None,
        },
    };
    let thread = ThreadLine {
        thread: row.id,
        address: lines.address,
        title: row.title,
        claimed: row.claimed,
        door: row.door,
        pinned: row.pinned,
    };
    Ok(format!("{}\n{}", json::write(&thread)?, lines.lines))
}

/// The id of a thread on which nothing was ever shown.
fn unshown(sql: &Sql<'_>, hash: &str) -> Result<String> {
    columns! {
        struct Thread {
            thread: String,
        }
    }
    let row: Option<Thread> = sql.first(
        "SELECT thread FROM entry WHERE hash = ? LIMIT 1",
        vec![text(hash)],
    )?;
    Ok(row.ok_or(Refusal::Thread)?.thread)
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
