//! Votes: one of a key on a comment, and one of a network on a comment and day.
//!
//! The score is a column of the comment, changed in the transaction that stores or drops the vote:
//! it is exact whatever comes at once. A vote makes a new version, since two pages of one version
//! must be the same; but it is not one that anybody waits for (`said`), so that who has voted is
//! still answered from KV.

use postil_model::vote::{Ballot, Outcome, cast};
use worker::SqlStorageValue;

use super::own::Own;
use super::record::Record;
use super::{ThreadObject, mine, publish};
use crate::clock;
use crate::message::{Vote, Voted};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Problem, Refusal, Result};
use crate::publisher::Urgency;

/// Counts a vote, or no longer.
pub fn vote(object: &ThreadObject, vote: &Vote) -> Result<Voted> {
    let sql = object.sql();
    if !object.is_there(&sql)? {
        return Err(Refusal::Comment.into());
    }
    sql.transaction(|| {
        let comment = Own::find(&sql, vote.claim.id.as_str())?
            .filter(Own::is_published)
            .ok_or(Refusal::Comment)?;
        let score = match cast(vote.value, ballot(&sql, &comment, vote)?) {
            Outcome::Own => return Err(Refusal::VoteOwn.into()),
            Outcome::Network => return Err(Refusal::VoteNetwork.into()),
            Outcome::Nothing => comment.score,
            Outcome::Count => count(&sql, &comment, vote)?,
            Outcome::TakeBack => take_back(&sql, &comment, &vote.claim.key)?,
        };
        let record = Record::load(&sql)?.ok_or(Problem::Internal)?;
        Ok(Voted {
            score,
            version: record.said,
        })
    })
}

fn ballot(sql: &Sql<'_>, comment: &Own, vote: &Vote) -> Result<Ballot> {
    columns! {
        struct Row {
            counted: u8,
            network_used: u8,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT EXISTS (SELECT 1 FROM vote WHERE key = ?2 AND comment = ?1) AS counted,
             EXISTS (SELECT 1 FROM network WHERE comment = ?1 AND bucket = ?3) AS network_used",
        vec![
            int(comment.seq),
            text(&*vote.claim.key),
            text(&*vote.network),
        ],
    )?;
    let row = row.ok_or(Problem::Internal)?;
    Ok(Ballot {
        own: comment.key == vote.claim.key,
        counted: row.counted != 0,
        network_used: row.network_used != 0,
    })
}

fn count(sql: &Sql<'_>, comment: &Own, vote: &Vote) -> Result<u32> {
    let now = clock::now();
    let key = &*vote.claim.key;
    let had = mine::has_any(sql, key)?;
    sql.run(
        "INSERT INTO vote (key, comment) VALUES (?, ?)",
        vec![text(key), int(comment.seq)],
    )?;
    sql.run(
        "INSERT INTO network (comment, bucket, key, day) VALUES (?, ?, ?, ?)",
        vec![
            int(comment.seq),
            text(&*vote.network),
            text(key),
            int(now / clock::DAY),
        ],
    )?;
    sql.run(
        "UPDATE thread SET forget = ? WHERE forget IS NULL",
        vec![int(now + clock::DAY)],
    )?;
    mine::tell(sql, key, had, now)?;
    score(sql, comment, comment.score.saturating_add(1))
}

fn take_back(sql: &Sql<'_>, comment: &Own, key: &str) -> Result<u32> {
    sql.run(
        "DELETE FROM vote WHERE key = ? AND comment = ?",
        vec![text(key), int(comment.seq)],
    )?;
    // The network may count for another key now.
    sql.run(
        "DELETE FROM network WHERE comment = ? AND key = ?",
        vec![int(comment.seq), text(key)],
    )?;
    mine::tell(sql, key, true, clock::now())?;
    score(sql, comment, comment.score.saturating_sub(1))
}

fn score(sql: &Sql<'_>, comment: &Own, score: u32) -> Result<u32> {
    sql.run(
        "UPDATE comment SET score = ? WHERE seq = ?",
        vec![int(score), int(comment.seq)],
    )?;
    scored(sql, comment.page.as_slice())?;
    Ok(score)
}

/// Has pages put whose scores have changed. Inside a transaction.
fn scored(sql: &Sql<'_>, pages: &[u32]) -> Result<()> {
    let mut record = Record::load(sql)?.ok_or(Problem::Internal)?;
    record.version += 1;
    record.save(sql)?;
    publish::changed(sql, &record, pages.iter().copied(), Urgency::Score)
}

/// Takes all votes of a key back. Inside a transaction.
pub fn take_all_back(sql: &Sql<'_>, key: &str) -> Result<()> {
    columns! {
        struct On {
            page: u32,
        }
    }
    let pages: Vec<On> = sql.all(
        "SELECT DISTINCT page FROM comment
         WHERE seq IN (SELECT comment FROM vote WHERE key = ?) AND page IS NOT NULL",
        vec![text(key)],
    )?;
    if pages.is_empty() {
        return Ok(());
    }
    sql.run(
        "UPDATE comment SET score = max(score - 1, 0)
         WHERE seq IN (SELECT comment FROM vote WHERE key = ?)",
        vec![text(key)],
    )?;
    sql.run("DELETE FROM vote WHERE key = ?", vec![text(key)])?;
    sql.run("DELETE FROM network WHERE key = ?", vec![text(key)])?;
    let pages: Vec<u32> = pages.iter().map(|on| on.page).collect();
    scored(sql, &pages)
}

/// When networks are to be forgotten.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    columns! {
        struct Due {
            forget: Option<u64>,
        }
    }
    let due: Option<Due> = sql.first("SELECT forget FROM thread", vec![])?;
    Ok(due.and_then(|row| row.forget))
}

/// Forgets the networks of days that are over, if that is due. It is due a day after the first
/// vote, and every day from then on while there are any: none is kept for two days.
pub fn forget(sql: &Sql<'_>) -> Result<()> {
    columns! {
        struct Any {
            any: u8,
        }
    }
    let now = clock::now();
    if due(sql)?.is_none_or(|due| due > now) {
        return Ok(());
    }
    sql.transaction(|| {
        sql.run(
            "DELETE FROM network WHERE day < ?",
            vec![int(now / clock::DAY)],
        )?;
        let any: Option<Any> = sql.first("SELECT EXISTS (SELECT 1 FROM network) AS any", vec![])?;
        let again = any.is_some_and(|row| row.any != 0);
        let next = if again {
            int(now + clock::DAY)
        } else {
            SqlStorageValue::Null
        };
        sql.run("UPDATE thread SET forget = ?", vec![next])
    })
}
