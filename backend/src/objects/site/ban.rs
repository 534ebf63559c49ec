//! Bans: whose comments are held or refused, for a time or for good.

use postil_model::verdict::Standing;
use postil_model::wire::desk::{BanAct, BanChange, BanRow, Bans, ChangeBans, Whom};

use super::entry::Entry;
use super::log;
use crate::clock;
use crate::message::Judge;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Refusal, Result};

/// The bans that are in force, the newest first.
pub fn list(sql: &Sql<'_>) -> Result<Bans> {
    columns! {
        struct Row {
            seq: u64,
            whom: Whom,
            name: String,
            act: BanAct,
            until: Option<u64>,
            by: String,
            at: u64,
        }
    }
    let rows: Vec<Row> = sql.all(
        "SELECT seq, whom, name, act, until, by, at FROM ban WHERE until IS NULL OR until > ?
         ORDER BY seq DESC LIMIT 1000",
        vec![int(clock::now())],
    )?;
    let bans = rows
        .into_iter()
        .map(|row| BanRow {
            id: row.seq,
            whom: row.whom,
            name: row.name,
            act: row.act,
            until: row.until,
            by: row.by,
            at: row.at,
        })
        .collect();
    Ok(Bans { bans })
}

/// Makes or lifts a ban.
pub fn change(sql: &Sql<'_>, by: &str, ask: &ChangeBans) -> Result<Bans> {
    let now = clock::now();
    sql.transaction(|| {
        match &ask.change {
            BanChange::Ban {
                comment,
                whom,
                act,
                days,
            } => {
                let entry = Entry::numbered(sql, *comment)?.ok_or(Refusal::Comment)?;
                let mark = match whom {
                    Whom::Author => entry.key.clone(),
                    Whom::Network => network(sql, &entry)?.ok_or(Refusal::NetworkForgotten)?,
                };
                let until = days.map(|days| now + u64::from(days) * clock::DAY);
                sql.run(
                    "INSERT INTO ban (whom, mark, name, author, act, until, by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    vec![
                        text(match whom {
                            Whom::Author => "author",
                            Whom::Network => "network",
                        }),
                        text(mark),
                        text(&*entry.name),
                        text(&*entry.key),
                        text(act.name()),
                        until.map_or(worker::SqlStorageValue::Null, int),
                        text(by),
                        int(now),
                    ],
                )?;
                write(sql, by, "ban", (&entry.name, &entry.key), now)?;
            }
            BanChange::Lift { id } => {
                columns! {
                    struct Row {
                        name: String,
                        author: String,
                    }
                }
                let row: Option<Row> =
                    sql.first("SELECT name, author FROM ban WHERE seq = ?", vec![int(*id)])?;
                if let Some(Row { name, author }) = row {
                    sql.run("DELETE FROM ban WHERE seq = ?", vec![int(*id)])?;
                    write(sql, by, "lift", (&name, &author), now)?;
                }
            }
        }
        list(sql)
    })
}

/// Writes it down, with whose name that is.
fn write(
    sql: &Sql<'_>,
    by: &str,
    act: &str,
    (about, author): (&str, &str),
    now: u64,
) -> Result<()> {
    let seq = log::note(sql, by, act, about, now)?;
    log::names(sql, seq, author)
}

/// What was decided about a comment's author and network: the strictest ban in force.
pub fn on(sql: &Sql<'_>, ask: &Judge, now: u64) -> Result<Standing> {
    columns! {
        struct Row {
            act: BanAct,
        }
    }
    // A network that is banned, and from which more comes, is known by a lasting name from then on.
    sql.run(
        "UPDATE ban SET lasting = ?2 WHERE mark = ?1 AND whom = 'network' AND lasting IS NULL",
        vec![text(&*ask.network), text(&*ask.manner.lasting)],
    )?;
    let rows: Vec<Row> = sql.all(
        "SELECT act FROM ban WHERE (mark IN (?1, ?2) OR lasting = ?3) AND (until IS NULL OR until > ?4)",
        vec![
            text(&*ask.key),
            text(&*ask.network),
            text(&*ask.manner.lasting),
            int(now),
        ],
    )?;
    let is_refused = rows.iter().any(|row| row.act == BanAct::Refuse);
    Ok(match rows.is_empty() {
        true => Standing::Free,
        false if is_refused => Standing::Banned,
        false => Standing::Held,
    })
}

/// Drops the networks of comments that have another bucket by now, and bans that are over.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run("DELETE FROM ban WHERE until <= ?", vec![int(now)])?;
    sql.run(
        "DELETE FROM sender WHERE day < ?",
        vec![int((now / clock::DAY).saturating_sub(1))],
    )
}

/// Remembers which network a comment came from.
pub fn sent(sql: &Sql<'_>, ask: &Judge, now: u64) -> Result<()> {
    let today = now / clock::DAY;
    sql.run(
        "INSERT OR REPLACE INTO sender (hash, comment, network, day) VALUES (?, ?, ?, ?)",
        vec![
            text(&*ask.whose.hash),
            text(ask.id.as_str()),
            text(&*ask.network),
            int(today),
        ],
    )
}

fn network(sql: &Sql<'_>, entry: &Entry) -> Result<Option<String>> {
    columns! {
        struct Row {
            network: String,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT network FROM sender WHERE hash = ? AND comment = ?",
        vec![text(&*entry.hash), text(&*entry.comment)],
    )?;
    Ok(row.map(|row| row.network))
}
