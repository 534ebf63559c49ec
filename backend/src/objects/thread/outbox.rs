//! What the site's object is still to be told. It is told at least once, and hearing it twice does
//! no harm.

use super::record::Record;
use super::told;
use crate::call;
use crate::message::{News, ToSite};
use crate::objects::again;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;
use postil_json as json;
use worker::Env;

/// Puts news in. What was not sent yet about the same is replaced. They wait for company as long as
/// the publisher takes to wake the object.
pub fn put(sql: &Sql<'_>, about: &str, news: &News, now: u64) -> Result<()> {
    sql.run(
        "INSERT INTO outbox (about, seq, news, tries, due) VALUES (?1, 1, ?2, 0, ?3)
         ON CONFLICT (about) DO UPDATE SET seq = seq + 1, news = ?2",
        vec![
            text(about),
            text(json::write(news)?),
            int(now + again::FIRST_WAIT),
        ],
    )
}

/// When the next try is due.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    columns! {
        struct Due {
            due: Option<u64>,
        }
    }
    Ok(sql
        .first::<Due>("SELECT min(due) AS due FROM outbox", vec![])?
        .and_then(|row| row.due))
}

/// Sends what is due.
pub async fn send(sql: &Sql<'_>, env: &Env, record: &Record, now: u64) -> Result<()> {
    columns! {
        struct Waiting {
            about: String,
            seq: u64,
            news: String,
            tries: u32,
        }
    }
    let waiting: Vec<Waiting> = sql.all(
        "SELECT about, seq, news, tries FROM outbox WHERE due <= ? ORDER BY due LIMIT 100",
        vec![int(now)],
    )?;
    if waiting.is_empty() {
        return Ok(());
    }
    let (mut news, mut next) = (Vec::new(), None);
    for one in &waiting {
        match json::read(&one.news)? {
            News::Look(comment) => news.push(told::news(sql, &comment)?),
            News::Imported(from) => {
                let (imported, rest) = told::imported(sql, from)?;
                news.extend(imported);
                next = rest;
            }
            other => news.push(other),
        }
    }
    let sent = call::site::<()>(env, &record.site, ToSite::Tell(record.whose(), news))
        .await
        .is_ok();
    for Waiting {
        about, seq, tries, ..
    } in waiting
    {
        if sent && about == told::IMPORTED && next.is_some() {
            go_on(sql, seq, next.unwrap_or_default(), now)?;
        } else if sent {
            // Unless newer news came while these were on their way.
            sql.run(
                "DELETE FROM outbox WHERE about = ? AND seq = ?",
                vec![text(about), int(seq)],
            )?;
        } else {
            let due = now + again::wait(tries);
            sql.run(
                "UPDATE outbox SET tries = tries + 1, due = ? WHERE about = ?",
                vec![int(due), text(about)],
            )?;
        }
    }
    Ok(())
}

/// Has the next imported comments told, unless more came while these were on their way: those are
/// told from their first on.
fn go_on(sql: &Sql<'_>, seq: u64, next: u64, now: u64) -> Result<()> {
    sql.run(
        "UPDATE outbox SET news = ?3, due = ?4, tries = 0 WHERE about = ?1 AND seq = ?2",
        vec![
            text(told::IMPORTED),
            int(seq),
            text(json::write(&News::Imported(next))?),
            int(now),
        ],
    )
}
