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
    let news = waiting
        .iter()
        .map(|one| match json::read(&one.news)? {
            News::Look(comment) => told::news(sql, &comment),
            news => Ok(news),
        })
        .collect::<Result<Vec<News>>>()?;
    let sent = call::site::<()>(env, &record.site, ToSite::Tell(record.whose(), news))
        .await
        .is_ok();
    for Waiting {
        about, seq, tries, ..
    } in waiting
    {
        if sent {
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
