//! What threads are still to be told: decisions about their comments, and to wake up where they
//! may have comments that nobody here has heard of. At least once, and in order.

use postil_model::CommentId;
use worker::{Env, console_error};

use super::entry::Entry;
use crate::call;
use crate::clock;
use crate::message::{Order, ToThread, Whose, Words};
use crate::objects::again::wait_in_sql;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Problem, Result};
use postil_json as json;

/// How many threads are told in one run.
pub const THREADS: u32 = 20;
/// How many orders one thread is told at once.
const MOST: u32 = 200;

/// Orders a thread to follow what was decided about an entry, and answers with the order's number.
/// If `read` is given, only a comment that still says this follows.
pub fn put(
    sql: &Sql<'_>,
    entry: &Entry,
    words: Words,
    read: Option<String>,
    now: u64,
) -> Result<u64> {
    let order = Order {
        // It gets its number here.
        seq: 0,
        comment: CommentId::try_from(entry.comment.as_str())?,
        state: entry.state,
        words,
        reasons: entry.reasons.clone(),
        read,
    };
    sql.numbers(
        "INSERT INTO orders (hash, comment, body, due) VALUES (?, ?, ?, ?) RETURNING seq AS number",
        vec![
            text(&*entry.hash),
            text(&*entry.comment),
            text(json::write(&order)?),
            int(now),
        ],
    )?
    .first()
    .copied()
    .ok_or(Problem::Internal)
}

/// When the next try is due.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    columns! {
        struct Row {
            due: Option<u64>,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT min(due) AS due FROM (SELECT due FROM orders UNION ALL SELECT due FROM asleep)",
        vec![],
    )?;
    Ok(row.and_then(|row| row.due))
}

/// Sends what is due.
pub async fn send(sql: &Sql<'_>, env: &Env, site: &str) -> Result<()> {
    columns! {
        struct Row {
            hash: String,
        }
    }
    let now = clock::now();
    let waiting: Vec<Row> = sql.all(
        &format!("SELECT DISTINCT hash FROM orders WHERE due <= ? LIMIT {THREADS}"),
        vec![int(now)],
    )?;
    for Row { hash } in waiting {
        send_to(sql, env, site, &hash).await?;
    }
    let asleep: Vec<Row> = sql.all(
        &format!("SELECT hash FROM asleep WHERE due <= ? ORDER BY due LIMIT {THREADS}"),
        vec![int(now)],
    )?;
    for Row { hash } in asleep {
        let woken = call::thread::<u64>(env, &whose(site, &hash), ToThread::Wake).await;
        match woken {
            Ok(_) => sql.run("DELETE FROM asleep WHERE hash = ?", vec![text(&*hash)])?,
            Err(_) => put_off(sql, "asleep", &hash)?,
        }
    }
    Ok(())
}

/// Sends one thread its orders.
pub async fn send_to(sql: &Sql<'_>, env: &Env, site: &str, hash: &str) -> Result<()> {
    columns! {
        struct Row {
            seq: u64,
            body: String,
        }
    }
    let rows: Vec<Row> = sql.all(
        &format!("SELECT seq, body FROM orders WHERE hash = ? ORDER BY seq LIMIT {MOST}"),
        vec![text(hash)],
    )?;
    let Some(last) = rows.last().map(|row| row.seq) else {
        return Ok(());
    };
    let orders = rows
        .iter()
        .map(|row| {
            let order: Order = json::read(&row.body)?;
            Ok(Order {
                seq: row.seq,
                ..order
            })
        })
        .collect::<Result<Vec<Order>>>()?;
    match call::thread::<()>(env, &whose(site, hash), ToThread::Orders(orders)).await {
        // What came in meanwhile has a later number.
        Ok(()) => sql.run(
            "DELETE FROM orders WHERE hash = ? AND seq <= ?",
            vec![text(hash), int(last)],
        ),
        Err(problem) => {
            console_error!("orders to {hash}: {problem:?}");
            put_off(sql, "orders", hash)
        }
    }
}

/// A thread that is there knows its own id.
pub fn whose(site: &str, hash: &str) -> Whose {
    Whose {
        site: site.to_owned(),
        thread: String::new(),
        hash: hash.to_owned(),
    }
}

fn put_off(sql: &Sql<'_>, table: &str, hash: &str) -> Result<()> {
    sql.run(
        &format!(
            "UPDATE {table} SET due = ? + {}, tries = tries + 1 WHERE hash = ?",
            wait_in_sql()
        ),
        vec![int(clock::now()), text(hash)],
    )
}
