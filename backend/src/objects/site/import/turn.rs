//! When imported threads come into KV: those with the newest comments first, as many as readers leave
//! puts over for. Until then their readers are answered from their objects.

use postil_model::import::Cost;
use worker::{Env, console_error};

use crate::call;
use crate::clock;
use crate::ledger::{Borrow, Loan, Purpose, ToLedger};
use crate::message::ToThread;
use crate::objects::again::FIRST_WAIT;
use crate::objects::row::columns;
use crate::objects::site::orders::{THREADS, whose};
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// So many pages of one thread are put in one turn.
const PAGES: u32 = 20;

/// Has turns given soon, if none are.
pub fn wake(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run(
        "INSERT INTO turn (one, due) VALUES (1, ?) ON CONFLICT DO NOTHING",
        vec![int(now + 5 * FIRST_WAIT)],
    )
}

/// When the next is given.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    sql.number("SELECT due AS number FROM turn", vec![])
}

/// Gives turns, as far as there are puts.
pub async fn give(sql: &Sql<'_>, env: &Env, site: &str) -> Result<()> {
    columns! {
        struct Waiting {
            hash: String,
            count: u32,
            asked: u64,
        }
    }
    if due(sql)?.is_none_or(|due| due > clock::now()) {
        return Ok(());
    }
    let waiting: Vec<Waiting> = sql.all(
        &format!(
            "SELECT hash, count, asked FROM thread WHERE waiting = 1 AND newest IS NOT NULL
             ORDER BY newest DESC LIMIT {THREADS}"
        ),
        vec![],
    )?;
    if waiting.is_empty() {
        return sql.run("DELETE FROM turn", vec![]);
    }
    let mut next = clock::now() + FIRST_WAIT;
    for Waiting { hash, count, asked } in waiting {
        let borrow = Borrow {
            puts: Cost::of_pages(count).writes.min(PAGES),
            purpose: Purpose::Import,
        };
        let loan: Loan = call::ledger(env, &ToLedger::Borrow(borrow)).await?;
        if let Some(at) = loan.retry_at.filter(|_| loan.granted == 0) {
            return put_off(sql, at);
        }
        let left = call::thread::<usize>(env, &whose(site, &hash), ToThread::Turn(loan)).await;
        match left {
            // Unless more was imported there meanwhile.
            Ok(0) => sql.run(
                "UPDATE thread SET newest = NULL WHERE hash = ? AND asked = ?",
                vec![text(hash), int(asked)],
            )?,
            Ok(_) => {}
            Err(problem) => {
                console_error!("a turn of {hash}: {problem:?}");
                next = clock::now() + 30 * FIRST_WAIT;
            }
        }
    }
    put_off(sql, next)
}

/// A thread waits for its turn, whose newest comment was written at a moment.
pub fn ask(sql: &Sql<'_>, hash: &str, newest: u64, now: u64) -> Result<()> {
    sql.run(
        "UPDATE thread SET newest = max(coalesce(newest, 0), ?2), asked = asked + 1 WHERE hash = ?1",
        vec![text(hash), int(newest)],
    )?;
    wake(sql, now)
}

fn put_off(sql: &Sql<'_>, until: u64) -> Result<()> {
    sql.run("UPDATE turn SET due = ?", vec![int(until)])
}
