//! Which threads take comments, and which do not.

use postil_model::site::Site;
use postil_model::verdict::Gate;
use postil_model::wire::desk::{Door, SetDoor, ThreadRow, Threads};

use super::entry::folded;
use super::log;
use super::moderate::number;
use super::terms;
use crate::clock;
use crate::message::moderate::Question;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Refusal, Result};

/// How many threads are answered at once.
const MOST: usize = 100;

/// The threads of the site, the last written first.
pub fn list(sql: &Sql<'_>, site: &Site, look: &Question) -> Result<Threads> {
    columns! {
        struct Row {
            hash: String,
            id: String,
            count: u32,
            moved: u64,
            door: Door,
            claimed: Option<String>,
            title: Option<String>,
        }
    }
    // Two threads may have moved at the same moment: so the place in the list is a number of rows.
    let skip = number(&look.after)?.unwrap_or_default();
    let mut rows: Vec<Row> = sql.all(
        &format!(
            "SELECT hash, id, count, moved, door, claimed, title FROM thread
             WHERE ?1 = '' OR instr(lower(id), ?1)
                 OR instr(lower(coalesce(title, claimed, '')), ?1)
             ORDER BY moved DESC, hash LIMIT {} OFFSET ?2",
            MOST + 1
        ),
        vec![text(folded(&look.q)), int(skip)],
    )?;
    let more = rows.len() > MOST;
    rows.truncate(MOST);
    Ok(Threads {
        next: more.then_some(skip + MOST as u64),
        threads: rows
            .into_iter()
            .map(|row| ThreadRow {
                hash: row.hash,
                id: row.id,
                count: row.count,
                moved: row.moved,
                door: row.door,
                claimed: row.claimed.map(|claimed| site.titles.cut(&claimed)),
                title: row.title,
            })
            .collect(),
    })
}

/// Opens, holds or closes a thread.
pub fn set(sql: &Sql<'_>, by: &str, ask: &SetDoor) -> Result<()> {
    columns! {
        struct Row {
            id: String,
        }
    }
    let door = match ask.door {
        Door::Open => "open",
        Door::Held => "held",
        Door::Closed => "closed",
    };
    sql.transaction(|| {
        let row: Option<Row> = sql.first(
            "UPDATE thread SET door = ?2 WHERE hash = ?1 RETURNING id",
            vec![text(&*ask.hash), text(door)],
        )?;
        let thread = row.ok_or(Refusal::Thread)?.id;
        let now = clock::now();
        terms::tell(sql, &ask.hash, now)?;
        let act = format!("thread_{door}");
        log::note(sql, by, &act, &thread, now).map(drop)
    })
}

/// Whether a thread takes comments. One that nobody has written in does.
pub fn of(sql: &Sql<'_>, site: &Site, hash: &str, now: u64) -> Result<Gate> {
    columns! {
        struct Row {
            door: Door,
            opened: Option<u64>,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT door, opened FROM thread WHERE hash = ?",
        vec![text(hash)],
    )?;
    let Some(row) = row else {
        return Ok(Gate::Open);
    };
    let is_over = row
        .opened
        .and_then(|opened| site.policy.closes_at(opened))
        .is_some_and(|closes| closes <= now);
    Ok(match row.door {
        Door::Closed => Gate::Closed,
        Door::Open | Door::Held if is_over => Gate::Closed,
        Door::Held => Gate::Held,
        Door::Open => Gate::Open,
    })
}
