//! Undoing an import: what it has brought goes; what readers have written since stays, with a
//! tombstone for what they have answered.

use super::import::{UNDONE, publish};
use super::own::Own;
use super::record::Record;
use super::{ThreadObject, mine, outbox, remove};
use crate::clock;
use crate::message::moving::Undone;
use crate::objects::driver;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// How many comments are taken away at once.
pub const AT_ONCE: u32 = 500;

/// Takes away some of what an import has brought.
pub fn undo(object: &ThreadObject, import: u64) -> Result<Undone> {
    let sql = object.sql();
    let record = object.record(&sql)?;
    let Some(mut record) = record else {
        return Ok(Undone {
            left: 0,
            empty: true,
        });
    };
    sql.transaction(|| {
        let now = clock::now();
        // Replies came after what they answer: so they go before it.
        let comments = Own::imported(&sql, import, AT_ONCE)?;
        let mut pages = vec![0];
        for comment in &comments {
            for page in remove::shown_on(&sql, comment)? {
                if !pages.contains(&page) {
                    pages.push(page);
                }
            }
            take_away(&sql, comment, &mut record, now)?;
        }
        let mentions = sql.numbers(
            "DELETE FROM mention WHERE import = ? RETURNING 1 AS number",
            vec![int(import)],
        )?;
        clear_stones(&sql)?;
        let empty = is_empty(&sql)?;
        if !comments.is_empty() || !mentions.is_empty() {
            show(&sql, record, &pages, empty)?;
        }
        let left = sql.number(
            "SELECT count(*) AS number FROM comment WHERE import = ?",
            vec![int(import)],
        )?;
        Ok(Undone {
            left: u32::try_from(left.unwrap_or_default()).unwrap_or(u32::MAX),
            empty,
        })
    })
}

fn take_away(sql: &Sql<'_>, comment: &Own, record: &mut Record, now: u64) -> Result<()> {
    if comment.is_published() {
        record.count = record.count.saturating_sub(1);
    }
    remove::blank(sql, comment)?;
    // What feeds were about to be told of it is not told any more.
    sql.run(
        "DELETE FROM outbox WHERE about IN ('said/' || ?1, 'comment/' || ?1)",
        vec![text(&*comment.id)],
    )?;
    let answered = sql.number(
        "SELECT 1 AS number FROM comment WHERE parent = ? LIMIT 1",
        vec![text(&*comment.id)],
    )?;
    let statement = match answered {
        Some(_) => &format!("UPDATE comment SET import = {UNDONE} WHERE seq = ?"),
        None => "DELETE FROM comment WHERE seq = ?",
    };
    sql.run(statement, vec![int(comment.seq)])?;
    match comment.key.is_empty() {
        true => Ok(()),
        false => mine::tell(sql, &comment.key, true, now),
    }
}

/// Takes away the tombstones of undone imports that nothing answers any more.
fn clear_stones(sql: &Sql<'_>) -> Result<()> {
    loop {
        let gone = sql.numbers(
            &format!(
                "DELETE FROM comment WHERE import = {UNDONE}
                     AND NOT EXISTS (SELECT 1 FROM comment r WHERE r.parent = comment.id)
                 RETURNING seq AS number"
            ),
            vec![],
        )?;
        if gone.is_empty() {
            return Ok(());
        }
    }
}

fn is_empty(sql: &Sql<'_>) -> Result<bool> {
    let any = sql.number(
        "SELECT 1 AS number FROM comment UNION ALL SELECT 1 FROM mention LIMIT 1",
        vec![],
    )?;
    Ok(any.is_none())
}

/// Has readers see what is left, and the site told of it.
fn show(sql: &Sql<'_>, mut record: Record, pages: &[u32], empty: bool) -> Result<()> {
    record.say();
    let open = sql.number(
        "SELECT page AS number FROM comment WHERE page IS NOT NULL ORDER BY page DESC LIMIT 1",
        vec![],
    )?;
    record.open = open.and_then(|open| u32::try_from(open).ok()).unwrap_or(0);
    if empty {
        // The site's object forgets the thread, too: it begins anew.
        record.roots = 0;
        record.closed = 0;
        sql.run(
            "UPDATE thread SET title = NULL, address = NULL, terms = '{}', fresh = 0, closes = NULL",
            vec![],
        )?;
    }
    record.save(sql)?;
    publish(sql, &record, pages)?;
    if empty {
        driver::update(sql, |publisher, _| publisher.forget_unput())?;
    }
    outbox::put(sql, "count", &record.news(), clock::now())
}
