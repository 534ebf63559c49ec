//! Deleting a comment for its author: what it said and who said it is overwritten at once.
//!
//! A row stays, so that numbers are never given again, replies keep their place, and the same id
//! is not posted a second time by an outbox in another tab. Nothing on it leads back to its author:
//! not the hash of the key, and not that of the text, which could be guessed at. So whoever asks
//! for the deletion once more is told that it is done, whatever their key.

use postil_model::CommentId;

use super::own::Own;
use super::record::Record;
use super::{ThreadObject, feed, mine, outbox, publish, title, told};
use crate::clock;
use crate::message::{Claim, Deleted};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Problem, Refusal, Result};
use crate::publisher::Urgency;

/// Deletes a comment.
pub fn remove(object: &ThreadObject, claim: &Claim) -> Result<Deleted> {
    let sql = object.sql();
    if !object.is_there(&sql)? {
        return Err(Refusal::Comment.into());
    }
    sql.transaction(|| {
        let found = Own::find(&sql, claim.id.as_str())?;
        if !found.is_some_and(|comment| comment.is_deleted()) {
            let comment = Own::of(&sql, claim)?;
            let now = clock::now();
            overwrite(&sql, &[comment], now)?;
            mine::tell(&sql, &claim.key, true, now)?;
        }
        let record = Record::load(&sql)?.ok_or(Problem::Internal)?;
        Ok(Deleted {
            version: record.said,
        })
    })
}

/// Overwrites comments, has their pages put, and the site told. Inside a transaction.
pub fn overwrite(sql: &Sql<'_>, comments: &[Own], now: u64) -> Result<()> {
    let mut pages = Vec::new();
    let mut visible = 0;
    for comment in comments {
        if comment.is_published() {
            visible += 1;
            for page in shown_on(sql, comment)? {
                if !pages.contains(&page) {
                    pages.push(page);
                }
            }
        }
        blank(sql, comment)?;
        told::tell(sql, &CommentId::try_from(comment.id.as_str())?, now)?;
    }
    if visible == 0 {
        return Ok(());
    }
    let mut record = Record::load(sql)?.ok_or(Problem::Internal)?;
    record.say();
    record.count = record.count.saturating_sub(visible);
    record.save(sql)?;
    publish::changed(sql, &record, pages, Urgency::Removal)?;
    for comment in comments.iter().filter(|comment| comment.is_published()) {
        feed::tell(sql, &comment.id, now)?;
    }
    outbox::put(sql, "count", &record.news(), now)
}

/// The pages that show something of a comment: its own; page 0, where the count stands; those of
/// its replies, which name it; and that of a tombstone that may have stood for it alone.
pub fn shown_on(sql: &Sql<'_>, comment: &Own) -> Result<Vec<u32>> {
    columns! {
        struct On {
            page: u32,
        }
    }
    let others: Vec<On> = sql.all(
        "SELECT DISTINCT page FROM comment WHERE parent = ?1 AND page IS NOT NULL
         UNION SELECT page FROM comment WHERE id = ?2 AND page IS NOT NULL AND state <> 'published'",
        vec![
            text(&*comment.id),
            text(comment.parent.as_deref().unwrap_or_default()),
        ],
    )?;
    let own = comment.page.into_iter().chain([0]);
    Ok(own.chain(others.into_iter().map(|on| on.page)).collect())
}

/// Overwrites what a comment said and who said it. It belongs to no import any more: to undo that
/// leaves its tombstone, so that another does not bring it back.
pub fn blank(sql: &Sql<'_>, comment: &Own) -> Result<()> {
    let seq = || vec![int(comment.seq)];
    sql.run(
        "UPDATE comment SET state = 'removed', reason = NULL, name = '', url = NULL, mark = '',
             body = '', key = '', sent = '', edited = NULL, score = 0, badge = NULL, away = NULL, import = NULL
         WHERE seq = ?",
        seq(),
    )?;
    sql.run("DELETE FROM former WHERE comment = ?", seq())?;
    sql.run("DELETE FROM change WHERE comment = ?", seq())?;
    if comment.score > 0 {
        // Votes are ordered by key; only a comment that has some is worth looking at them all.
        sql.run("DELETE FROM vote WHERE comment = ?", seq())?;
    }
    sql.run("DELETE FROM network WHERE comment = ?", seq())?;
    // What the thread's first poster has claimed of the page goes with the comment: an address
    // can have much in it.
    let unclaimed = sql.numbers(
        "UPDATE thread SET title = NULL, address = NULL WHERE (SELECT min(seq) FROM comment) = ?
         RETURNING one AS number",
        seq(),
    )?;
    match unclaimed.is_empty() {
        true => Ok(()),
        false => title::tell(sql, clock::now()),
    }
}
