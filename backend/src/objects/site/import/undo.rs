//! Undoing an import, thread by thread, as far as the day's share of rows goes. It goes on by itself
//! until nothing is left.

use postil_model::import::Cost;
use postil_model::wire::desk::{Import, ImportStep};
use worker::{Env, console_error};

use super::{Row, charge};
use crate::call;
use crate::clock;
use crate::message::ToThread;
use crate::message::moving::Undone;
use crate::objects::again::FIRST_WAIT;
use crate::objects::row::columns;
use crate::objects::site::orders::{THREADS, whose};
use crate::objects::site::{entry, log, news};
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Problem, Refusal, Result};

/// Begins to undo an import.
pub fn undo(sql: &Sql<'_>, by: &str, step: &ImportStep) -> Result<Import> {
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
        Ok(Row::of(sql, &step.id)?.into_import())
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
    }
}

/// Undoes what can be undone now.
pub async fn go_on(sql: &Sql<'_>, env: &Env, site: &str) -> Result<()> {
    let next: Vec<Next> = sql.all(
        &format!(
            "SELECT i.import, i.hash, i.comments, i.mentions FROM imported i JOIN import ON number = i.import
             WHERE state = 'undone' AND due <= ? LIMIT {THREADS}"
        ),
        vec![int(clock::now())],
    )?;
    for one in next {
        if let Err(problem) = on_thread(sql, env, site, &one).await {
            let wait = match problem {
                Problem::Refused(Refusal::Paused(seconds)) => u64::from(seconds) * 1_000,
                problem => {
                    console_error!("undoing on {}: {problem:?}", one.hash);
                    30 * FIRST_WAIT
                }
            };
            return sql.run(
                "UPDATE import SET due = ?2 WHERE number = ?1",
                vec![int(one.import), int(clock::now() + wait)],
            );
        }
    }
    Ok(())
}

async fn on_thread(sql: &Sql<'_>, env: &Env, site: &str, one: &Next) -> Result<()> {
    let cost = Cost::of_batch(one.comments, one.mentions);
    charge(env, cost, clock::now()).await?;
    loop {
        let undo = ToThread::Undo(one.import);
        let undone: Undone = call::thread(env, &whose(site, &one.hash), undo).await?;
        if !undone.more {
            return sql.transaction(|| forget(sql, one, undone.empty));
        }
    }
}

/// Forgets what this object knows of what is gone.
fn forget(sql: &Sql<'_>, one: &Next, empty: bool) -> Result<()> {
    columns! {
        struct Gone {
            comment: String,
        }
    }
    let these = || vec![text(&*one.hash), int(one.import)];
    sql.run(
        "DELETE FROM mine WHERE hash = ?1
             AND key IN (SELECT key FROM entry WHERE hash = ?1 AND import = ?2)
             AND key NOT IN (SELECT key FROM entry WHERE hash = ?1 AND import IS NOT ?2)",
        these(),
    )?;
    let gone: Vec<Gone> = sql.all(
        "SELECT comment FROM entry WHERE hash = ? AND import = ?",
        these(),
    )?;
    for Gone { comment } in gone {
        entry::forget(sql, &one.hash, &comment)?;
    }
    sql.run(
        "DELETE FROM imported WHERE hash = ? AND import = ?",
        these(),
    )?;
    match empty {
        true => news::forget(sql, &one.hash),
        false => Ok(()),
    }
}
