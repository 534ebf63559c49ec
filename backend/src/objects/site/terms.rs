//! Telling threads what they have to know of the site and its moderators: at least once, whole, and
//! as it is by then.
//!
//! What a moderator decides about a thread is told at once. A change of the settings that shows in
//! pages is told to the threads that were written in last, and then to one after another: each of
//! them is put into KV once more, and the day's writes are for comments.

use worker::{Env, console_error};

use super::orders::{THREADS, whose};
use crate::call;
use crate::clock;
use crate::message::{Terms, ToThread};
use crate::objects::again::{FIRST_WAIT, wait_in_sql};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// So many threads hear of a change of the settings at once.
const AT_ONCE: u32 = 150;
/// Then one in so many milliseconds: 288 a day.
const BETWEEN: u64 = 300_000;

/// Has a thread told. Inside the transaction that changes what it is told.
pub fn tell(sql: &Sql<'_>, hash: &str, now: u64) -> Result<()> {
    sql.run(
        "UPDATE thread SET terms = terms + 1 WHERE hash = ?",
        vec![text(hash)],
    )?;
    sql.run(
        "INSERT INTO telling (hash, due) VALUES (?1, ?2)
         ON CONFLICT (hash) DO UPDATE SET tries = 0, due = ?2",
        vec![text(hash), int(now)],
    )
}

/// Has all threads told that the settings show otherwise from this revision on.
pub fn tell_all(sql: &Sql<'_>, revision: u64, now: u64) -> Result<()> {
    sql.run(
        "UPDATE settings SET shown = ?, next = ?",
        vec![int(revision), int(now + BETWEEN)],
    )?;
    sql.run(
        &format!(
            "INSERT INTO telling (hash, due) SELECT hash, ? FROM thread ORDER BY moved DESC LIMIT {AT_ONCE}
             ON CONFLICT DO NOTHING"
        ),
        vec![int(now)],
    )
}

/// Has a thread that has only just begun told what it missed: what was decided about it, or a change
/// of the settings that it may have been too early for.
pub fn tell_begun(sql: &Sql<'_>, hash: &str, now: u64) -> Result<()> {
    sql.run(
        "INSERT INTO telling (hash, due) SELECT hash, ?2 FROM thread, settings
         WHERE hash = ?1 AND (terms > 0 OR next > ?2) ON CONFLICT DO NOTHING",
        vec![text(hash), int(now)],
    )
}

/// When the next thread is to be told.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    let due = sql.numbers(
        "SELECT due AS number FROM (SELECT min(due) AS due FROM telling) WHERE due IS NOT NULL
         UNION ALL SELECT next FROM settings
             WHERE EXISTS (SELECT 1 FROM thread WHERE thread.shown < settings.shown)",
        vec![],
    )?;
    Ok(due.into_iter().min())
}

/// Tells those that are to be told.
pub async fn send(sql: &Sql<'_>, env: &Env, site: &str) -> Result<()> {
    let now = clock::now();
    let mut hashes: Vec<Hash> = sql.all(
        &format!("SELECT hash FROM telling WHERE due <= ? ORDER BY due LIMIT {THREADS}"),
        vec![int(now)],
    )?;
    hashes.extend(next(sql, now)?);
    for Hash { hash } in hashes {
        send_to(sql, env, site, &hash).await?;
    }
    Ok(())
}

columns! {
    struct Hash {
        hash: String,
    }
}

/// The next of the quiet threads, if it is time for it.
fn next(sql: &Sql<'_>, now: u64) -> Result<Option<Hash>> {
    let found: Option<Hash> = sql.first(
        "SELECT hash FROM thread WHERE shown < (SELECT shown FROM settings WHERE next <= ?)
         ORDER BY shown LIMIT 1",
        vec![int(now)],
    )?;
    if found.is_some() {
        sql.run("UPDATE settings SET next = ?", vec![int(now + BETWEEN)])?;
    }
    Ok(found)
}

async fn send_to(sql: &Sql<'_>, env: &Env, site: &str, hash: &str) -> Result<()> {
    let Some(terms) = of(sql, hash)? else {
        return Ok(());
    };
    let (number, revision) = (terms.number, terms.revision);
    let told = call::thread::<()>(env, &whose(site, hash), ToThread::Terms(terms)).await;
    sql.transaction(|| {
        sql.run(
            "UPDATE thread SET shown = max(shown, ?2) WHERE hash = ?1",
            vec![text(hash), int(revision)],
        )?;
        match told {
            // Unless there is more to tell by now.
            Ok(()) => sql.run(
                "DELETE FROM telling WHERE hash = ?1
                     AND (SELECT terms FROM thread WHERE hash = ?1) = ?2
                     AND (SELECT shown FROM settings) <= ?3",
                vec![text(hash), int(number), int(revision)],
            ),
            Err(problem) => {
                console_error!("terms to {hash}: {problem:?}");
                sql.run(
                    &format!(
                        "INSERT INTO telling (hash, due) VALUES (?1, ?2 + {FIRST_WAIT})
                         ON CONFLICT (hash) DO UPDATE SET tries = tries + 1, due = ?2 + {}",
                        wait_in_sql()
                    ),
                    vec![text(hash), int(clock::now())],
                )
            }
        }
    })
}

/// What a thread has to know now.
fn of(sql: &Sql<'_>, hash: &str) -> Result<Option<Terms>> {
    columns! {
        struct Row {
            terms: u64,
            revision: u64,
            closed: u8,
            title: Option<String>,
            pinned: Option<String>,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT t.terms, s.revision, t.door = 'closed' AS closed, t.title,
             (SELECT comment FROM entry e WHERE e.hash = t.hash AND e.pinned = 1) AS pinned
         FROM thread t, settings s WHERE t.hash = ?",
        vec![text(hash)],
    )?;
    Ok(row.map(|row| Terms {
        number: row.terms,
        revision: row.revision,
        closed: row.closed != 0,
        title: row.title,
        pinned: row.pinned,
    }))
}
