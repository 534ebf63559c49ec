//! Everything of whoever wrote a comment, for the owner: how much it is, a copy of it, and its erasure.
//!
//! Whom it is about is told by the hash of a key, which never leaves the Worker. An erasure goes on
//! from the alarm, thread by thread, until nothing is left: a crash only makes it begin a step again.

use postil_model::mine::Cursor;
use postil_model::wire::desk::{AboutAuthor, Author, AuthorBan, AuthorExport, AuthorReport};
use postil_model::wire::desk::{BanAct, Whom};
use worker::{Env, console_error};

use super::entry::{self, Entry};
use super::log::{self, Deed};
use super::mine;
use crate::clock;
use crate::holdings::Holdings;
use crate::message::Where;
use crate::objects::again;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Refusal, Result};

/// How much there is.
pub fn count(sql: &Sql<'_>, ask: &AboutAuthor) -> Result<Author> {
    of(sql, &whom(sql, ask)?)
}

/// Begins to erase everything, if that is not under way.
pub fn erase(sql: &Sql<'_>, by: &str, ask: &AboutAuthor) -> Result<Author> {
    let now = clock::now();
    sql.transaction(|| {
        let entry = whom(sql, ask)?;
        let before = of(sql, &entry)?;
        if before.erasing {
            return Ok(before);
        }
        sql.run(
            "INSERT INTO erasure (key, after, due) VALUES (?, '', ?)",
            vec![text(&*entry.key), int(now)],
        )?;
        forget(sql, &entry.key)?;
        let deed = Deed {
            id: None,
            by,
            act: "erase",
            comments: before.comments as usize,
            left: 0,
            about: "",
        };
        log::write(sql, &deed, now)?;
        Ok(Author {
            erasing: true,
            ..before
        })
    })
}

/// A part of a copy.
pub async fn export(
    sql: &Sql<'_>,
    env: &Env,
    site: &str,
    ask: &AboutAuthor,
) -> Result<AuthorExport> {
    let key = whom(sql, ask)?.key;
    let after = ask
        .after
        .as_deref()
        .map_or(Ok(Cursor::default()), Cursor::read)?;
    let (reports, bans) = match ask.after {
        None => (reports(sql, &key)?, bans(sql, &key)?),
        Some(_) => (Vec::new(), Vec::new()),
    };
    let holdings = holdings(sql, env, site, &key, &after)?;
    let mine = holdings.list(after, true).await?;
    Ok(AuthorExport {
        mark: mine.mark,
        comments: mine.comments,
        votes: mine.votes.unwrap_or_default(),
        reports,
        bans,
        next: mine.next,
    })
}

/// When an erasure goes on.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    sql.number(
        "SELECT due AS number FROM erasure ORDER BY due LIMIT 1",
        vec![],
    )
}

/// Erases a part of what is to be erased.
pub async fn go_on(sql: &Sql<'_>, env: &Env, site: &str) -> Result<()> {
    columns! {
        struct Row {
            key: String,
            after: String,
            tries: u32,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT key, after, tries FROM erasure WHERE due <= ? ORDER BY due LIMIT 1",
        vec![int(clock::now())],
    )?;
    let Some(Row { key, after, tries }) = row else {
        return Ok(());
    };
    let cursor = match &*after {
        "" => Cursor::default(),
        after => Cursor::read(after)?,
    };
    let done = holdings(sql, env, site, &key, &cursor)?.erase().await;
    let wait = again::wait(tries);
    match done.map(|done| done.next) {
        Ok(Some(next)) => put_off(sql, &key, &next, 0, 0),
        Ok(None) => sql.transaction(|| {
            forget(sql, &key)?;
            if is_gone(sql, &key)? {
                return sql.run("DELETE FROM erasure WHERE key = ?", vec![text(&*key)]);
            }
            // Threads tell what they have deleted a moment later; and what came meanwhile goes, too.
            put_off(sql, &key, "", tries + 1, wait)
        }),
        Err(problem) => {
            console_error!("erasing: {problem:?}");
            put_off(sql, &key, &after, tries + 1, wait)
        }
    }
}

fn put_off(sql: &Sql<'_>, key: &str, after: &str, tries: u32, wait: u64) -> Result<()> {
    sql.run(
        "UPDATE erasure SET after = ?2, tries = ?3, due = ?4 WHERE key = ?1",
        vec![text(key), text(after), int(tries), int(clock::now() + wait)],
    )
}

fn whom(sql: &Sql<'_>, ask: &AboutAuthor) -> Result<Entry> {
    Ok(Entry::numbered(sql, ask.comment)?.ok_or(Refusal::Comment)?)
}

fn of(sql: &Sql<'_>, entry: &Entry) -> Result<Author> {
    let erasing = sql.number(
        "SELECT 1 AS number FROM erasure WHERE key = ?",
        vec![text(&*entry.key)],
    )?;
    Ok(Author {
        name: entry.name.clone(),
        comments: entry::count_of(sql, &entry.key)?,
        erasing: erasing.is_some(),
    })
}

fn holdings<'a>(
    sql: &Sql<'_>,
    env: &'a Env,
    site: &'a str,
    key: &str,
    after: &Cursor,
) -> Result<Holdings<'a>> {
    let ask = Where {
        key: key.to_owned(),
        after: after.clone(),
    };
    Ok(Holdings {
        env,
        site,
        key: ask.key.clone(),
        places: mine::places(sql, site, &ask)?,
    })
}

/// Whether no thread has told of anything that it has not taken back since.
fn is_gone(sql: &Sql<'_>, key: &str) -> Result<bool> {
    let left = sql.number(
        "SELECT 1 AS number FROM mine WHERE key = ?1 UNION ALL SELECT 1 FROM entry WHERE key = ?1 LIMIT 1",
        vec![text(key)],
    )?;
    Ok(left.is_none())
}

/// Overwrites what the site itself knows of a key, apart from its comments. That somebody has
/// reported something stays, and not who. A ban stays and loses the name: whoever is banned would
/// be let in again by what was meant to get rid of them.
fn forget(sql: &Sql<'_>, key: &str) -> Result<()> {
    for statement in [
        "UPDATE report SET key = '', network = '', note = '' WHERE key = ?",
        "DELETE FROM reporter WHERE key = ?",
        "DELETE FROM rate WHERE kind = 'key' AND who = ?",
        "DELETE FROM claim WHERE key = ?",
        // What was refused has no entry, and is known by its fingerprint alone.
        "DELETE FROM verdict WHERE comment || '/' || hash IN (SELECT comment FROM fingerprint WHERE author = ?)",
        "DELETE FROM sender WHERE comment || '/' || hash IN (SELECT comment FROM fingerprint WHERE author = ?)",
        "DELETE FROM fingerprint WHERE author = ?",
        "UPDATE action SET about = '', author = NULL WHERE author = ?",
        "UPDATE ban SET name = '', author = '' WHERE author = ?",
    ] {
        sql.run(statement, vec![text(key)])?;
    }
    Ok(())
}

fn reports(sql: &Sql<'_>, key: &str) -> Result<Vec<AuthorReport>> {
    columns! {
        struct Row {
            thread: String,
            comment: String,
            reason: String,
            note: String,
            at: u64,
        }
    }
    let rows: Vec<Row> = sql.all(
        "SELECT e.thread, e.comment, r.reason, r.note, r.at FROM report r JOIN entry e ON e.seq = r.entry
         WHERE r.key = ? ORDER BY r.seq",
        vec![text(key)],
    )?;
    let report = |row: Row| AuthorReport {
        thread: row.thread,
        comment: row.comment,
        reason: row.reason,
        note: row.note,
        at: row.at,
    };
    Ok(rows.into_iter().map(report).collect())
}

fn bans(sql: &Sql<'_>, key: &str) -> Result<Vec<AuthorBan>> {
    columns! {
        struct Row {
            whom: Whom,
            act: BanAct,
            until: Option<u64>,
            at: u64,
        }
    }
    let rows: Vec<Row> = sql.all(
        "SELECT whom, act, until, at FROM ban WHERE mark = ?1 OR author = ?1 ORDER BY seq",
        vec![text(key)],
    )?;
    let ban = |row: Row| AuthorBan {
        whom: row.whom,
        act: row.act,
        until: row.until,
        at: row.at,
    };
    Ok(rows.into_iter().map(ban).collect())
}
