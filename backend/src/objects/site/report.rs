//! Readers' reports: one a key, and one a network and day, on a comment.

use postil_model::comment::State;
use postil_model::site::Site;
use postil_model::verdict::Reason;
use postil_model::wire::desk::{Report, View};

use super::entry::{self, Entry};
use super::notify;
use super::orders;
use super::stamp;
use crate::clock;
use crate::message::{Reported, Whose, Words};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Refusal, Result};

/// As many reports of one comment are kept.
const MOST: u64 = 50;
/// For how long reports are kept, and who has made one.
const KEPT: u64 = 365 * clock::DAY;
/// As many reports are taken from one network in a day.
const FROM_NETWORK: u64 = 20;

/// Takes a report. Moderators see each; what it takes to hold a comment is counted by those of keys
/// that are a day old here or have a published comment. A moderator's approval stands against all
/// that come after it.
pub fn hear(sql: &Sql<'_>, site: &Site, whose: &Whose, ask: &Reported) -> Result<()> {
    let now = clock::now();
    sql.transaction(|| {
        let entry = Entry::of(sql, &whose.hash, ask.claim.id.as_str())?
            .filter(|entry| entry.state == State::Published)
            .ok_or(Refusal::Comment)?;
        if !is_new(sql, entry.seq, ask, now)? {
            return Ok(());
        }
        if many_from(sql, &ask.network, now)? {
            return Err(Refusal::ManyReports.into());
        }
        stamp::next(sql)?;
        let counts = u8::from(is_known(sql, &ask.claim.key, now)?);
        sql.run(
            "INSERT INTO report (entry, key, network, day, reason, note, at, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            vec![
                int(entry.seq),
                text(&*ask.claim.key),
                text(&*ask.network),
                int(now / clock::DAY),
                text(&*ask.reason),
                text(&*ask.note),
                int(now),
                int(counts),
            ],
        )?;
        if entry.reports == 0 {
            notify::notice::waits(sql, entry.seq, View::Reported)?;
        }
        let mut next = Entry {
            reports: entry.reports + 1,
            ..entry
        };
        let counted = counted(sql, &next)?;
        if next.approved == 0 && site.policy.holds_reported(counted) {
            hold(sql, &mut next, counted, now)?;
        }
        next.save(sql)
    })
}

fn hold(sql: &Sql<'_>, entry: &mut Entry, reports: u32, now: u64) -> Result<()> {
    entry.state = State::Held;
    entry.reasons = Reason::Reports(reports).to_string();
    entry.ordered = orders::put(sql, entry, Words::Leave, None, now)?;
    Ok(())
}

/// How many of the reports that nobody has looked at count.
fn counted(sql: &Sql<'_>, entry: &Entry) -> Result<u32> {
    let counted = sql.numbers(
        "SELECT coalesce(sum(counts), 0) AS number FROM
             (SELECT counts FROM report WHERE entry = ? ORDER BY seq DESC LIMIT ?)",
        vec![int(entry.seq), int(entry.reports)],
    )?;
    let counted = counted.first().copied().unwrap_or_default();
    Ok(u32::try_from(counted).unwrap_or(u32::MAX))
}

/// Whether a network has reported more today than a reader would.
fn many_from(sql: &Sql<'_>, network: &str, now: u64) -> Result<bool> {
    let today = sql.numbers(
        "SELECT count(*) AS number FROM report WHERE network = ? AND day = ?",
        vec![text(network), int(now / clock::DAY)],
    )?;
    Ok(today.first().is_some_and(|today| *today >= FROM_NETWORK))
}

/// Whether a key is a day old here, or has a published comment.
fn is_known(sql: &Sql<'_>, key: &str, now: u64) -> Result<bool> {
    if entry::is_known_author(sql, key)? {
        return Ok(true);
    }
    sql.run(
        "INSERT INTO reporter (key, since) VALUES (?, ?) ON CONFLICT DO NOTHING",
        vec![text(key), int(now)],
    )?;
    let since = sql.numbers(
        "SELECT since AS number FROM reporter WHERE key = ?",
        vec![text(key)],
    )?;
    Ok(since
        .first()
        .is_some_and(|since| now.saturating_sub(*since) >= clock::DAY))
}

/// Whether neither this key nor, today, this network has reported the comment already.
fn is_new(sql: &Sql<'_>, entry: u64, ask: &Reported, now: u64) -> Result<bool> {
    let known = sql.numbers(
        "SELECT 1 AS number FROM report WHERE entry = ?1 AND (key = ?2 OR (network = ?3 AND day = ?4)) LIMIT 1",
        vec![
            int(entry),
            text(&*ask.claim.key),
            text(&*ask.network),
            int(now / clock::DAY),
        ],
    )?;
    let many = sql.numbers(
        "SELECT count(*) AS number FROM report WHERE entry = ?",
        vec![int(entry)],
    )?;
    Ok(known.is_empty() && many.first().is_none_or(|many| *many < MOST))
}

/// What readers have said of a comment that nobody has looked at, the newest first.
pub fn open(sql: &Sql<'_>, entry: u64, reports: u32) -> Result<Vec<Report>> {
    columns! {
        struct Row {
            reason: String,
            note: String,
            at: u64,
        }
    }
    let rows: Vec<Row> = sql.all(
        "SELECT reason, note, at FROM report WHERE entry = ? ORDER BY seq DESC LIMIT ?",
        vec![int(entry), int(reports)],
    )?;
    Ok(rows
        .into_iter()
        .map(|Row { reason, note, at }| Report { reason, note, at })
        .collect())
}

/// Forgets the networks of reporters, which have another bucket by now, and what is too old.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    let old = || vec![int(now.saturating_sub(KEPT))];
    sql.run("DELETE FROM report WHERE at <= ?", old())?;
    sql.run("DELETE FROM reporter WHERE since <= ?", old())?;
    sql.run(
        "UPDATE report SET network = '' WHERE network <> '' AND day < ?",
        vec![int((now / clock::DAY).saturating_sub(1))],
    )
}
