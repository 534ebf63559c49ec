//! Undoing an import, thread by thread, as far as the day's share of rows goes. It goes on by itself
//! until nothing is left.

use postil_model::import::Cost;
use postil_model::wire::desk::ImportStep;
use worker::{Env, console_error};

use super::{Row, charge, told, written};
use crate::call;
use crate::clock;
use crate::message::ToThread;
use crate::message::moving::Undone;
use crate::objects::again::FIRST_WAIT;
use crate::objects::row::columns;
use crate::objects::site::orders::{THREADS, whose};
use crate::objects::site::record::Record;
use crate::objects::site::{entry, feed, log, news, terms};
use crate::objects::sql::{Sql, int, maybe, text};
use crate::objects::thread::AT_ONCE;
use crate::problem::{Problem, Refusal, Result};
use crate::publisher::Urgency;

/// Begins to undo an import, which is answered as JSON.
pub fn undo(sql: &Sql<'_>, by: &str, step: &ImportStep) -> Result<String> {
    sql.transaction(|| {
        let row = Row::of(sql, &step.id)?;
        let now = clock::now();
        let changed = sql.numbers(
            "UPDATE import SET state = 'undone', due = ?2 WHERE number = ?1 AND state <> 'undone'
             RETURNING number",
            vec![int(row.number), int(now)],
        )?;
        if !changed.is_empty() {
            log::note(sql, by, "undo_import", &row.name, now)?;
        }
        told(sql, &step.id)
    })
}

/// When undoing goes on.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    sql.number(
        "SELECT due AS number FROM import WHERE state = 'undone'
             AND EXISTS (SELECT 1 FROM imported WHERE import = import.number)
         ORDER BY due LIMIT 1",
        vec![],
    )
}

columns! {
    struct Next {
        import: u64,
        hash: String,
        comments: u32,
        mentions: u32,
        title: Option<String>,
        door: Option<String>,
    }
}

/// Undoes what can be undone now. A thread that fails keeps no other from it.
pub async fn go_on(sql: &Sql<'_>, env: &Env, site: &str) -> Result<()> {
    let next: Vec<Next> = sql.all(
        &format!(
            "SELECT i.import, i.hash, i.comments, i.mentions, i.title, i.door
             FROM imported i JOIN import ON number = i.import
             WHERE state = 'undone' AND due <= ? LIMIT {THREADS}"
        ),
        vec![int(clock::now())],
    )?;
    for one in next {
        let Err(problem) = on_thread(sql, env, site, &one).await else {
            continue;
        };
        let (wait, is_paused) = match problem {
            Problem::Refused(Refusal::Paused(seconds)) => (u64::from(seconds) * 1_000, true),
            problem => {
                console_error!("undoing on {}: {problem:?}", one.hash);
                (30 * FIRST_WAIT, false)
            }
        };
        sql.run(
            "UPDATE import SET due = ?2 WHERE number = ?1",
            vec![int(one.import), int(clock::now() + wait)],
        )?;
        if is_paused {
            return Ok(());
        }
    }
    Ok(())
}

/// Undoes an import on a thread, as many comments at a time as one message takes away.
async fn on_thread(sql: &Sql<'_>, env: &Env, site: &str, one: &Next) -> Result<()> {
    let (mut left, mut mentions) = (one.comments, one.mentions);
    loop {
        let step = Cost::of_undoing(left.min(AT_ONCE), std::mem::take(&mut mentions));
        charge(env, step.and(written(sql, &one.hash)?), clock::now()).await?;
        let undo = ToThread::Undo(one.import);
        let undone: Undone = call::thread(env, &whose(site, &one.hash), undo).await?;
        if undone.left == 0 {
            return sql.transaction(|| forget(sql, one, undone.empty));
        }
        left = undone.left;
        sql.run(
            "UPDATE imported SET comments = ?3, mentions = 0 WHERE import = ?1 AND hash = ?2",
            vec![int(one.import), text(&*one.hash), int(left)],
        )?;
    }
}

/// Forgets what this object knows of what is gone, and takes back what the import has said of the page.
fn forget(sql: &Sql<'_>, one: &Next, empty: bool) -> Result<()> {
    columns! {
        struct Gone {
            comment: String,
        }
    }
    let these = || vec![text(&*one.hash), int(one.import)];
    let gone: Vec<Gone> = sql.all(
        "SELECT comment FROM entry WHERE hash = ? AND import = ?",
        these(),
    )?;
    let mut fed = false;
    for Gone { comment } in gone {
        entry::forget(sql, &one.hash, &comment)?;
        fed |= feed::forget(sql, &one.hash, &comment)?;
    }
    if fed {
        feed::changed(
            sql,
            &Record::load(sql)?.ok_or(Problem::Internal)?,
            Urgency::Removal,
        )?;
    }
    sql.run(
        "DELETE FROM imported WHERE hash = ? AND import = ?",
        these(),
    )?;
    match empty {
        true => news::forget(sql, &one.hash),
        false => take_back(sql, one),
    }
}

/// Takes back what an import has said of a page, where nobody has decided otherwise since.
fn take_back(sql: &Sql<'_>, one: &Next) -> Result<()> {
    sql.run(
        "UPDATE thread SET pin = NULL, opened = (SELECT min(created) FROM entry WHERE entry.hash = ?1)
         WHERE hash = ?1",
        vec![text(&*one.hash)],
    )?;
    let changed = sql.numbers(
        "UPDATE thread SET title = CASE WHEN title = ?2 THEN NULL ELSE title END,
             door = CASE WHEN door = ?3 THEN 'open' ELSE door END
         WHERE hash = ?1 AND (title = ?2 OR door = ?3) RETURNING 1 AS number",
        vec![
            text(&*one.hash),
            maybe(one.title.as_deref()),
            maybe(one.door.as_deref()),
        ],
    )?;
    match changed.is_empty() {
        true => Ok(()),
        false => terms::tell(sql, &one.hash, clock::now()),
    }
}
