//! Storing a comment: the same id twice is one comment, and what is acknowledged is durable.

use postil_model::CommentId;
use postil_model::comment::State;
use postil_model::thread::{Ground, Number, PageFill, Placement, place};
use postil_model::verdict::{self, Verdict};

use super::ThreadObject;
use super::record::Record;
use super::{digest, feed, mine, outbox, publish, read, title, told};
use crate::message::{Insert, Judge, Judged, Stored, ToSite, Whose};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Problem, Refusal, Result};
use crate::publisher::Urgency;
use crate::{call, clock};

/// Stores a comment, or says what became of it when it came before.
pub async fn insert(object: &ThreadObject, whose: &Whose, insert: &Insert) -> Result<Stored> {
    let sql = object.sql();
    let record = if object.is_there(&sql)? {
        Record::load(&sql)?
    } else {
        None
    };
    if record.is_some()
        && let Some(stored) = known(&sql, insert)?
    {
        return Ok(stored);
    }
    if let Some(parent) = &insert.parent
        && (record.is_none() || answered(&sql, parent.as_str())?.is_none())
    {
        return Err(Refusal::Parent.into());
    }
    let new_thread = record.is_none_or(|record| record.version == 0);
    let judged = judge(object, whose, insert, new_thread).await?;
    let held = match judged.verdict {
        Verdict::Publish => None,
        Verdict::Hold(reasons) => Some(verdict::write(&reasons)),
        Verdict::Refuse(reasons) => return Err(Refusal::Verdict(reasons).into()),
        Verdict::Work { bits } => return Err(Refusal::Work(bits).into()),
        Verdict::Wait { seconds } => return Err(Refusal::Later(seconds).into()),
    };
    object.prepare(&sql)?;
    // Nothing waits from here to the end of the transaction.
    sql.transaction(|| match known(&sql, insert)? {
        Some(stored) => Ok(stored),
        None => write(&sql, whose, insert, &judged.mark, held),
    })
}

async fn judge(
    object: &ThreadObject,
    whose: &Whose,
    insert: &Insert,
    new_thread: bool,
) -> Result<Judged> {
    let judge = Judge {
        whose: whose.clone(),
        id: insert.id.clone(),
        key: insert.key.clone(),
        network: insert.network.clone(),
        new_thread,
        name: insert.name.clone(),
        url: insert.url.clone(),
        body: insert.body.clone(),
        by_staff: insert.badge.is_some(),
        manner: insert.manner.clone(),
        title: insert.claimed_title.clone(),
        edit: None,
    };
    call::site(object.env(), &whose.site, ToSite::Judge(judge)).await
}

/// The stored comment of the same id, if it is the same comment.
fn known(sql: &Sql<'_>, insert: &Insert) -> Result<Option<Stored>> {
    columns! {
        struct Before {
            state: State,
            key: String,
            sent: String,
            reason: Option<String>,
        }
    }
    let before: Option<Before> = sql.first(
        "SELECT state, key, sent, reason FROM comment WHERE id = ?",
        vec![text(insert.id.as_str())],
    )?;
    let Some(before) = before else {
        return Ok(None);
    };
    if before.state == State::Removed && before.key.is_empty() {
        return Err(Refusal::Deleted.into());
    }
    if before.key != insert.key || before.sent != digest(&insert.body) {
        return Err(Refusal::Conflict.into());
    }
    stored(sql, insert, before.reason, true).map(Some)
}

fn stored(sql: &Sql<'_>, insert: &Insert, reason: Option<String>, repeat: bool) -> Result<Stored> {
    let comment = read::comment(sql, insert.id.as_str())?.ok_or(Problem::Internal)?;
    let version = Record::load(sql)?.map_or(0, |record| record.said);
    Ok(Stored {
        comment,
        version,
        reason,
        repeat,
    })
}

/// The one place where a comment is made from what a client sent: every other field is set here.
/// `held` is the text of the reasons why it is.
fn write(
    sql: &Sql<'_>,
    whose: &Whose,
    insert: &Insert,
    mark: &str,
    held: Option<String>,
) -> Result<Stored> {
    let now = clock::now();
    let mut record = Record::load_or_begin(
        sql,
        whose,
        insert.claimed_title.as_deref(),
        insert.claimed_address.as_deref(),
    )?;
    let placement = match held {
        None => Some(settle(
            sql,
            &mut record,
            Parent::Published(insert.parent.as_ref().map(CommentId::as_str)),
            None,
        )?),
        Some(_) => None,
    };
    let had = mine::has_any(sql, &insert.key)?;
    sql.run(
        "INSERT INTO comment (id, state, reason, parent, number, page, name, url, mark, badge, body, key, sent, created)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            text(insert.id.as_str()),
            text(if held.is_none() { "published" } else { "held" }),
            maybe(held.as_deref()),
            maybe(insert.parent.as_ref().map(|parent| parent.as_str())),
            maybe(placement.as_ref().map(|place| place.number.to_string())),
            placement.as_ref().map_or(worker::SqlStorageValue::Null, |place| int(place.page)),
            text(&*insert.name),
            maybe(insert.url.as_deref()),
            text(mark),
            maybe(insert.badge.as_deref()),
            text(&*insert.body),
            text(&*insert.key),
            text(digest(&insert.body)),
            int(now),
        ],
    )?;
    mine::tell(sql, &insert.key, had, now)?;
    if let Some(title) = &insert.claimed_title {
        title::claim(sql, title, placement.is_some(), now)?;
    }
    told::tell(sql, &insert.id, now)?;
    if let Some(placement) = placement {
        announce(sql, record, &placement, now)?;
        feed::tell(sql, insert.id.as_str(), now)?;
    }
    stored(sql, insert, held, false)
}

/// The comment that one answers which is to be placed.
pub enum Parent<'a> {
    /// It must be published: it was before the site's object was asked, and may have been taken
    /// away since.
    Published(Option<&'a str>),
    /// It may have been taken away while the comment waited. One that never had a number has no
    /// place for replies either: then the comment begins a conversation.
    WhateverIsThere(Option<&'a str>),
}

/// Gives a comment its number and its page. The number that it had elsewhere stays its own where it
/// has the same parent and nothing else has that number.
pub fn settle(
    sql: &Sql<'_>,
    record: &mut Record,
    parent: Parent<'_>,
    had: Option<&Number>,
) -> Result<Placement> {
    let parent = match parent {
        Parent::Published(Some(id)) => Some(answered(sql, id)?.ok_or(Refusal::Parent)?),
        Parent::WhateverIsThere(Some(id)) => numbered(sql, id)?,
        Parent::Published(None) | Parent::WhateverIsThere(None) => None,
    };
    let home = parent
        .as_ref()
        .map(|parent| parent.number.home_of_replies().to_string());
    let last_sibling = match &home {
        Some(home) => children(sql, home)?,
        None => record.roots,
    };
    let on = match &parent {
        Some(parent) => Some((&parent.number, fill(sql, parent.page)?)),
        None => None,
    };
    let had = match had {
        Some(had)
            if had.is_thinkable()
                && had.parent().map(|home| home.to_string()) == home
                && is_free(sql, had)? =>
        {
            Some(had.nth())
        }
        _ => None,
    };
    let placement = place(&Ground {
        parent: on,
        last_sibling: had.map_or(last_sibling, |nth| nth.saturating_sub(1)),
        open_page: fill(sql, record.open)?,
    });
    let last = last_sibling.max(placement.number.nth());
    match home {
        Some(home) => sql.run(
            "UPDATE comment SET children = ? WHERE number = ?",
            vec![int(last), text(home)],
        )?,
        None => record.roots = last,
    }
    Ok(placement)
}

fn is_free(sql: &Sql<'_>, number: &Number) -> Result<bool> {
    let taken = sql.number(
        "SELECT 1 AS number FROM comment WHERE number = ?",
        vec![text(number.to_string())],
    )?;
    Ok(taken.is_none())
}

/// Counts a published comment, and has its pages put and the site told.
fn announce(sql: &Sql<'_>, mut record: Record, placement: &Placement, now: u64) -> Result<()> {
    record.say();
    record.count += 1;
    record.open = record.open.max(placement.page);
    record.save(sql)?;
    // The counts of comments and pages stand on page 0.
    publish::changed(sql, &record, [0, placement.page], Urgency::Text)?;
    outbox::put(sql, "count", &record.news(), now)
}

columns! {
    /// A published comment that may be answered.
    struct Answered {
        number: Number,
        page: u32,
    }
}

fn answered(sql: &Sql<'_>, id: &str) -> Result<Option<Answered>> {
    sql.first(
        "SELECT number, page FROM comment WHERE id = ? AND state = 'published' AND page IS NOT NULL",
        vec![text(id)],
    )
}

fn numbered(sql: &Sql<'_>, id: &str) -> Result<Option<Answered>> {
    sql.first(
        "SELECT number, page FROM comment WHERE id = ? AND page IS NOT NULL",
        vec![text(id)],
    )
}

fn children(sql: &Sql<'_>, number: &str) -> Result<u32> {
    columns! {
        struct Children {
            children: u32,
        }
    }
    let found: Option<Children> = sql.first(
        "SELECT children FROM comment WHERE number = ?",
        vec![text(number)],
    )?;
    found.map(|found| found.children).ok_or(Problem::Internal)
}

fn fill(sql: &Sql<'_>, page: u32) -> Result<PageFill> {
    columns! {
        struct Fill {
            comments: u32,
        }
    }
    let fill: Option<Fill> = sql.first(
        "SELECT count(*) AS comments FROM comment WHERE page = ?",
        vec![int(page)],
    )?;
    Ok(PageFill {
        page,
        comments: fill.map_or(0, |fill| fill.comments),
    })
}
