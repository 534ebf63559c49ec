//! Undoing an import: what it has brought goes; what readers have written since stays, with a
//! tombstone for what they have answered.

use super::import::{UNDONE, publish};
use super::own::Own;
use super::record::Record;
use super::{ThreadObject, feed, outbox, remove};
use crate::clock;
use crate::message::moving::Undone;
use crate::objects::driver;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// How many comments are taken away at once.
const MOST: usize = 500;

/// Takes away some of what an import has brought.
pub fn undo(object: &ThreadObject, import: u64) -> Result<Undone> {
    let sql = object.sql();
    if !object.is_there(&sql)? {
        return Ok(Undone {
            empty: true,
            ..Undone::default()
        });
    }
    sql.transaction(|| {
        let Some(mut record) = Record::load(&sql)? else {
            return Ok(Undone::default());
        };
        // Replies came after what they answer: so they go before it.
        let comments = Own::imported(&sql, import, MOST)?;
        let mut pages = vec![0];
        for comment in &comments {
            for page in remove::shown_on(&sql, comment)? {
                if !pages.contains(&page) {
                    pages.push(page);
                }
            }
            take_away(&sql, comment, &mut record)?;
        }
        let mentions = sql.numbers(
            "DELETE FROM mention WHERE import = ? RETURNING 1 AS number",
            vec![int(import)],
        )?;
        let empty = is_empty(&sql)?;
        if !comments.is_empty() || !mentions.is_empty() {
            show(&sql, record, &pages, empty)?;
        }
        Ok(Undone {
            more: comments.len() == MOST,
            empty,
        })
    })
}

fn take_away(sql: &Sql<'_>, comment: &Own, record: &mut Record) -> Result<()> {
    if comment.is_published() {
        record.count = record.count.saturating_sub(1);
        feed::tell(sql, &comment.id, clock::now())?;
    }
    remove::blank(sql, comment)?;
    let answered = sql.number(
        "SELECT 1 AS number FROM comment WHERE parent = ? LIMIT 1",
        vec![text(&*comment.id)],
    )?;
    let statement = match answered {
        Some(_) => &format!("UPDATE comment SET import = {UNDONE} WHERE seq = ?"),
        None => "DELETE FROM comment WHERE seq = ?",
    };
    sql.run(statement, vec![int(comment.seq)])
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
    if empty {
        // Nobody has seen a number that could be given a second time.
        record.roots = 0;
    }
    record.save(sql)?;
    publish(sql, &record, pages)?;
    if empty {
        driver::update(sql, |publisher, _| publisher.forget_unput())?;
    }
    outbox::put(sql, "count", &record.news(), clock::now())
}
