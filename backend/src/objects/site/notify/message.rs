//! Messages to the owner: what has gathered becomes one, and each is kept with what has become of
//! it.

use postil_model::notify::{Mail, MailAddress, Way, Webhook, When, schedule};
use postil_model::wire::notify::{Failure, Sent, SentState};

use super::way::{self, Stored};
use crate::clock;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Refusal, Result};

/// As many are shown.
const SHOWN: u32 = 50;
/// As many are kept, and for so long.
const KEPT: u64 = 500;
const KEPT_FOR: u64 = 30 * clock::DAY;

/// What a way has to tell, and to whom.
struct Pending {
    way: Way,
    recipients: Vec<String>,
    /// The last notice that a message is about.
    told: u64,
    /// When the next message is to be made.
    at: u64,
}

/// Makes the messages that are due.
pub fn gather(sql: &Sql<'_>, now: u64) -> Result<()> {
    for pending in pending(sql)? {
        if pending.at <= now {
            sql.transaction(|| make(sql, &pending, now))?;
        }
    }
    Ok(())
}

/// When the next message is made, or tried.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    let made = pending(sql)?.into_iter().map(|pending| pending.at).min();
    let tried = sql.numbers(
        "SELECT due AS number FROM message WHERE due IS NOT NULL ORDER BY due LIMIT 1",
        vec![],
    )?;
    Ok(tried.into_iter().chain(made).min())
}

/// The ways that have something to tell.
fn pending(sql: &Sql<'_>) -> Result<Vec<Pending>> {
    let mut all = Vec::new();
    if let Some(mail) = way::of::<Mail>(sql, Way::Mail)? {
        let recipients = mail.settings.to.iter().map(ToString::to_string).collect();
        let when = mail.settings.when;
        all.extend(pending_of(sql, Way::Mail, when, recipients, &mail)?);
    }
    if let Some(webhook) = way::of::<Webhook>(sql, Way::Webhook)? {
        let recipients = vec![webhook.settings.url.host()];
        let when = webhook.settings.when;
        all.extend(pending_of(sql, Way::Webhook, when, recipients, &webhook)?);
    }
    Ok(all)
}

fn pending_of<T>(
    sql: &Sql<'_>,
    way: Way,
    when: When,
    recipients: Vec<String>,
    stored: &Stored<T>,
) -> Result<Option<Pending>> {
    let oldest = sql.numbers(
        "SELECT at AS number FROM notice WHERE seq > ? ORDER BY seq LIMIT 1",
        vec![int(stored.told)],
    )?;
    let Some(oldest) = oldest.first() else {
        return Ok(None);
    };
    // One address among several that takes nothing does not hold up the others.
    let failing = sql.numbers(
        "SELECT 1 AS number FROM message WHERE way = ?1 AND due IS NOT NULL AND tries > 0
         AND NOT EXISTS (SELECT 1 FROM message WHERE way = ?1 AND made = ?2 AND state = 'sent') LIMIT 1",
        vec![
            text(way.name()),
            int(stored.last.unwrap_or_default()),
        ],
    )?;
    let past = schedule::Past {
        since: stored.since,
        last: stored.last,
        is_failing: !failing.is_empty(),
    };
    Ok(Some(Pending {
        way,
        recipients,
        told: stored.told,
        at: schedule::gather(way, when, past, *oldest),
    }))
}

/// Makes one message for each recipient. That it is made and that the way has told of it stands
/// together or not at all.
fn make(sql: &Sql<'_>, pending: &Pending, now: u64) -> Result<()> {
    let numbers = sql.numbers(
        "SELECT count(*) AS number FROM notice WHERE seq > ?1
         UNION ALL SELECT max(seq) FROM notice WHERE seq > ?1",
        vec![int(pending.told)],
    )?;
    let [count, upto] = numbers[..] else {
        return Ok(());
    };
    for recipient in &pending.recipients {
        sql.run(
            "INSERT INTO message (id, way, recipient, behind, upto, comments, made, due)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            vec![
                text(new_id()?),
                text(pending.way.name()),
                text(recipient),
                int(pending.told),
                int(upto),
                int(count),
                int(now),
                int(now),
            ],
        )?;
    }
    sql.run(
        "UPDATE way SET told = ?, last = ? WHERE name = ?",
        vec![int(upto), int(now), text(pending.way.name())],
    )?;
    forget(sql, now)
}

/// Makes a message that tries a way: one for each recipient. Answers with their places.
pub fn test(sql: &Sql<'_>, way: Way, now: u64) -> Result<Vec<u64>> {
    let recipients = match way {
        Way::Mail => way::of::<Mail>(sql, way)?
            .map(|mail| mail.settings.to.iter().map(ToString::to_string).collect()),
        Way::Webhook => {
            way::of::<Webhook>(sql, way)?.map(|webhook| vec![webhook.settings.url.host()])
        }
    };
    let recipients: Vec<String> = recipients.ok_or(Refusal::WayOff)?;
    let mut made = Vec::new();
    for recipient in recipients {
        made.extend(sql.numbers(
            "INSERT INTO message (id, way, recipient, made, due) VALUES (?, ?, ?, ?, ?)
             RETURNING seq AS number",
            vec![
                text(new_id()?),
                text(way.name()),
                text(recipient),
                int(now),
                int(now),
            ],
        )?);
    }
    Ok(made)
}

fn new_id() -> Result<String> {
    Ok(format!(
        "msg_{}{}",
        clock::random_name()?,
        clock::random_name()?
    ))
}

/// Mail goes to these from now on: what was to be tried again for others is given up.
pub fn keep_only(sql: &Sql<'_>, to: &[MailAddress]) -> Result<()> {
    let to: Vec<&str> = to.iter().map(MailAddress::as_str).collect();
    sql.run(
        "UPDATE message SET due = NULL, state = ?, failure = ? WHERE way = 'mail' AND due IS NOT NULL
         AND recipient NOT IN (SELECT value FROM json_each(?))",
        vec![
            text(SentState::Failed.name()),
            text(Failure::Changed.text()),
            text(postil_json::write(&to)?),
        ],
    )
}

/// The webhook leads to another host from now on, and so does what is still to be tried; or
/// nowhere, and that is given up.
pub fn redirect(sql: &Sql<'_>, host: Option<&str>) -> Result<()> {
    match host {
        Some(host) => sql.run(
            "UPDATE message SET recipient = ? WHERE way = 'webhook' AND due IS NOT NULL",
            vec![text(host)],
        ),
        None => sql.run(
            "UPDATE message SET due = NULL, state = ?, failure = ? WHERE way = 'webhook' AND due IS NOT NULL",
            vec![
                text(SentState::Failed.name()),
                text(Failure::Changed.text()),
            ],
        ),
    }
}

/// The newest messages, and what has become of them.
pub fn log(sql: &Sql<'_>) -> Result<Vec<Sent>> {
    columns! {
        struct Row {
            id: String,
            way: Way,
            recipient: String,
            comments: Option<u32>,
            made: u64,
            tries: u32,
            tried: Option<u64>,
            state: SentState,
            due: Option<u64>,
            failure: Option<String>,
        }
    }
    let rows: Vec<Row> = sql.all(
        &format!(
            "SELECT id, way, recipient, comments, made, tries, tried, state, due, failure FROM message
             ORDER BY seq DESC LIMIT {SHOWN}"
        ),
        vec![],
    )?;
    let sent = rows.into_iter().map(|row| Sent {
        id: row.id,
        way: row.way,
        to: row.recipient,
        comments: row.comments,
        made: row.made,
        tries: row.tries,
        tried: row.tried,
        state: row.state,
        next: row.due,
        failure: row.failure,
    });
    Ok(sent.collect())
}

/// Forgets what has long been sent or given up.
fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run(
        "DELETE FROM message WHERE due IS NULL
         AND (made < ? OR seq <= (SELECT max(seq) FROM message) - ?)",
        vec![int(now.saturating_sub(KEPT_FOR)), int(KEPT)],
    )
}

/// What became of a try: it is over, or it is tried again.
pub fn settle(
    sql: &Sql<'_>,
    seq: u64,
    state: SentState,
    due: Option<u64>,
    failure: Option<String>,
) -> Result<()> {
    sql.run(
        "UPDATE message SET state = ?, due = ?, failure = ? WHERE seq = ?",
        vec![
            text(state.name()),
            due.map_or(worker::SqlStorageValue::Null, int),
            maybe(failure),
            int(seq),
        ],
    )
}
