//! Carrying out what the site's object has decided about comments.
//!
//! An order comes at least once, and is carried out once: each comment knows the last order that
//! was carried out on it. Whatever becomes of one, the site's object is told what the comment is
//! then.

use std::collections::BTreeSet;

use postil_model::comment::State;
use postil_model::wire::desk::text_of;

use super::own::Own;
use super::record::Record;
use super::{ThreadObject, edit, feed, insert, mine, outbox, publish, remove, title, told};
use crate::clock;
use crate::message::{Order, Words};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Problem, Result};
use crate::publisher::Urgency;

/// Carries out orders, all of them or none.
pub fn carry_out(object: &ThreadObject, orders: &[Order]) -> Result<()> {
    let sql = object.sql();
    if !object.is_there(&sql)? {
        return Ok(());
    }
    sql.transaction(|| {
        let now = clock::now();
        orders.iter().try_for_each(|order| one(&sql, order, now))
    })
}

columns! {
    /// What an order is compared with.
    struct Present {
        ordered: u64,
        change: Option<String>,
    }
}

fn one(sql: &Sql<'_>, order: &Order, now: u64) -> Result<()> {
    let id = order.comment.as_str();
    let Some(comment) = Own::find(sql, id)?.filter(|comment| !comment.is_deleted()) else {
        // Its author was quicker. That the comment is gone is told by its deletion.
        return Ok(());
    };
    let present: Present = sql
        .first(
            "SELECT c.ordered, w.body AS change FROM comment c LEFT JOIN change w ON w.comment = c.seq
             WHERE c.seq = ?",
            vec![int(comment.seq)],
        )?
        .ok_or(Problem::Internal)?;
    if present.ordered >= order.seq {
        return Ok(());
    }
    sql.run(
        "UPDATE comment SET ordered = ?2 WHERE seq = ?1",
        vec![int(comment.seq), int(order.seq)],
    )?;
    let read = text_of(&comment.body, present.change.as_deref());
    if order.read.as_ref().is_none_or(|meant| *meant == read) {
        reword(sql, &comment, &order.words, now)?;
        sql.run(
            "UPDATE comment SET reason = nullif(?2, '') WHERE seq = ?1",
            vec![int(comment.seq), text(&*order.reasons)],
        )?;
        restate(sql, &comment, order.state, now)?;
    }
    told::tell(sql, &order.comment, now)
}

/// Does with the text what is ordered. What readers see of it is put with the state.
fn reword(sql: &Sql<'_>, comment: &Own, words: &Words, now: u64) -> Result<()> {
    let seq = || vec![int(comment.seq)];
    match words {
        Words::Leave => Ok(()),
        Words::Take => match edit::waiting(sql, comment.seq)? {
            Some(change) => {
                edit::replace(sql, comment, &change.body, now)?;
                sql.run("DELETE FROM change WHERE comment = ?", seq())
            }
            None => Ok(()),
        },
        Words::Restore { body, change } => {
            if *body != comment.body {
                edit::replace(sql, comment, body, now)?;
            }
            match change {
                Some((change, reason)) => sql.run(
                    "INSERT OR REPLACE INTO change (comment, body, reason, since) VALUES (?, ?, ?, ?)",
                    vec![int(comment.seq), text(&**change), text(&**reason), int(now)],
                ),
                None => sql.run("DELETE FROM change WHERE comment = ?", seq()),
            }
        }
    }
}

/// Brings a comment into a state, and has readers see it.
fn restate(sql: &Sql<'_>, comment: &Own, state: State, now: u64) -> Result<()> {
    if comment.state == state {
        return Ok(());
    }
    let away = matches!(state, State::Spam | State::Removed);
    sql.run(
        "UPDATE comment SET state = ?2, away = ?3 WHERE seq = ?1",
        vec![
            int(comment.seq),
            text(state.as_str()),
            if away {
                int(now)
            } else {
                worker::SqlStorageValue::Null
            },
        ],
    )?;
    match (comment.is_published(), state == State::Published) {
        (false, true) => show(sql, comment, now),
        (true, false) => hide(sql, comment, now),
        _ => Ok(()),
    }
}

/// Publishes a comment: at its place, if it had one, or at the end of its conversation.
fn show(sql: &Sql<'_>, comment: &Own, now: u64) -> Result<()> {
    let mut record = Record::load(sql)?.ok_or(Problem::Internal)?;
    let mut pages = remove::shown_on(sql, comment)?;
    if comment.page.is_none() {
        let placement = insert::settle(
            sql,
            &mut record,
            insert::Parent::WhateverIsThere(comment.parent.as_deref()),
            None,
        )?;
        sql.run(
            "UPDATE comment SET number = ?2, page = ?3 WHERE seq = ?1",
            vec![
                int(comment.seq),
                maybe(Some(placement.number.to_string())),
                int(placement.page),
            ],
        )?;
        record.open = record.open.max(placement.page);
        pages.push(placement.page);
    }
    if record.count == 0 {
        // From now on the site's object knows the thread.
        title::tell(sql, now)?;
    }
    record.say();
    record.count += 1;
    record.save(sql)?;
    publish::changed(sql, &record, pages, Urgency::Text)?;
    feed::tell(sql, &comment.id, now)?;
    outbox::put(sql, "count", &record.news(), now)
}

/// Takes a published comment out of sight. Its text stays here.
fn hide(sql: &Sql<'_>, comment: &Own, now: u64) -> Result<()> {
    let mut record = Record::load(sql)?.ok_or(Problem::Internal)?;
    record.say();
    record.count = record.count.saturating_sub(1);
    record.save(sql)?;
    publish::changed(
        sql,
        &record,
        remove::shown_on(sql, comment)?,
        Urgency::Removal,
    )?;
    feed::tell(sql, &comment.id, now)?;
    outbox::put(sql, "count", &record.news(), now)
}

/// Overwrites the texts that were kept long enough, a few at a time.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.transaction(|| {
        let old = Own::away_since(sql, now.saturating_sub(told::KEPT))?;
        if old.is_empty() {
            return Ok(());
        }
        remove::overwrite(sql, &old, now)?;
        let keys: BTreeSet<&str> = old.iter().map(|one| one.key.as_str()).collect();
        keys.into_iter()
            .try_for_each(|key| mine::tell(sql, key, true, now))
    })
}
