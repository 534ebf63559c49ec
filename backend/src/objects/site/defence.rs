//! What the defence remembers of a site, and what it makes of a comment: rates of keys and networks,
//! fingerprints of texts, and what words have stood in.

use postil_model::defence::alike::{Fingerprint, Seen, Stored};
use postil_model::defence::rate::{ASKED, Limit, NEW_KEYS, OF_KEY, OF_NETWORK, Pace, Rate};
use postil_model::defence::statistics::{self, Opinion};
use postil_model::defence::suspicion::{Hosts, Signs, Suspicion, weigh};
use postil_model::defence::text::Text;
use postil_model::site::Site;

use super::entry;
use super::learn;
use crate::clock::DAY;
use crate::message::Judge;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;
use postil_json as json;

/// How many copies are looked at under each key of a fingerprint: the newest.
const NEWEST: u32 = 30;
/// For how long fingerprints are kept.
const KEPT: u64 = 60 * DAY;
/// More comments of an author do not make them more trusted.
const STANDING: u32 = 50;

/// What a comment's text, and the way it came, amount to.
pub struct Look {
    print: Fingerprint,
    is_new_key: bool,
    /// For how many seconds its key or network has to wait.
    pub wait: Option<u32>,
    /// What makes it suspicious.
    pub suspicion: Suspicion,
}

/// Looks at a comment. Nothing is remembered of it yet.
pub fn look(sql: &Sql<'_>, site: &Site, ask: &Judge, now: u64) -> Result<Look> {
    let words = taken_apart(site, &ask.name, ask.url.as_deref(), &ask.body);
    let print = Fingerprint::of(&words);
    let is_new_key = is_new(sql, &ask.key)?;
    let key = pace(sql, "key", &ask.key, &OF_KEY, now)?;
    let network = pace(sql, "network", &ask.network, &OF_NETWORK, now)?;
    let new_keys = if is_new_key {
        pace(sql, "new", &ask.network, &NEW_KEYS, now)?
    } else {
        Pace::Calm
    };
    let opinion = opinion(sql, &words)?;
    let suspicion = weigh(&Signs {
        text: &words,
        has_trap: ask.manner.trapped,
        took: ask.manner.took,
        seen: seen(sql, &print, ask)?,
        hosts: &hosts(sql, &words, now)?,
        opinion: opinion.as_ref(),
        standing: entry::standing(sql, &ask.key, now.saturating_sub(DAY), STANDING)?,
        key,
        network,
        asked: pace(sql, "asked", &ask.network, &ASKED, now)?,
        new_keys,
    });
    let waits = [key, network, new_keys].into_iter().filter_map(Pace::wait);
    Ok(Look {
        print,
        is_new_key,
        wait: waits.max(),
        suspicion,
    })
}

/// Remembers that work was asked for.
pub fn asked(sql: &Sql<'_>, ask: &Judge, now: u64) -> Result<()> {
    record(sql, "asked", &ask.network, &ASKED, now)
}

/// Remembers a comment that was judged for good. Of an edit only its text.
pub fn remember(sql: &Sql<'_>, look: &Look, ask: &Judge, now: u64) -> Result<()> {
    if ask.edit.is_none() {
        record(sql, "key", &ask.key, &OF_KEY, now)?;
        record(sql, "network", &ask.network, &OF_NETWORK, now)?;
        if look.is_new_key {
            record(sql, "new", &ask.network, &NEW_KEYS, now)?;
        }
    }
    for key in look.print.keys() {
        sql.run(
            "INSERT OR REPLACE INTO fingerprint (key, comment, author, sketch, at) VALUES (?, ?, ?, ?, ?)",
            vec![
                int(key),
                text(name(ask.id.as_str(), &ask.whose.hash)),
                text(&*ask.key),
                text(look.print.sketch()),
                int(now),
            ],
        )?;
    }
    Ok(())
}

/// Forgets the text of a comment that is gone.
pub fn forget_text(sql: &Sql<'_>, hash: &str, comment: &str) -> Result<()> {
    sql.run(
        "DELETE FROM fingerprint WHERE comment = ?",
        vec![text(name(comment, hash))],
    )
}

/// Drops what was kept long enough.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run(
        "DELETE FROM rate WHERE at <= ?",
        vec![int(now.saturating_sub(Rate::is_spent_at(0)))],
    )?;
    sql.run(
        "DELETE FROM fingerprint WHERE at <= ?",
        vec![int(now.saturating_sub(KEPT))],
    )
}

/// A comment, taken apart. Links to the site's own pages say nothing against it.
pub fn taken_apart(site: &Site, name: &str, url: Option<&str>, body: &str) -> Text {
    let home: Vec<&str> = site.origins.iter().map(|origin| origin.host()).collect();
    Text::of(name, url, body, &home)
}

/// Names a comment among the fingerprints: those that came last sort last.
fn name(comment: &str, hash: &str) -> String {
    format!("{comment}/{hash}")
}

fn is_new(sql: &Sql<'_>, key: &str) -> Result<bool> {
    let known = sql.numbers(
        "SELECT 1 AS number FROM rate WHERE kind = 'key' AND who = ?1
         UNION ALL SELECT 1 FROM entry WHERE key = ?1 LIMIT 1",
        vec![text(key)],
    )?;
    Ok(known.is_empty())
}

fn rate(sql: &Sql<'_>, kind: &str, who: &str) -> Result<Rate> {
    columns! {
        struct Row {
            state: String,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT state FROM rate WHERE kind = ? AND who = ?",
        vec![text(kind), text(who)],
    )?;
    Ok(match row {
        Some(row) => json::read(&row.state)?,
        None => Rate::default(),
    })
}

fn pace(sql: &Sql<'_>, kind: &str, who: &str, limit: &Limit, now: u64) -> Result<Pace> {
    Ok(rate(sql, kind, who)?.pace(limit, now))
}

fn record(sql: &Sql<'_>, kind: &str, who: &str, limit: &Limit, now: u64) -> Result<()> {
    let mut rate = rate(sql, kind, who)?;
    rate.record(limit, now);
    sql.run(
        "INSERT OR REPLACE INTO rate (kind, who, state, at) VALUES (?, ?, ?, ?)",
        vec![text(kind), text(who), text(json::write(&rate)?), int(now)],
    )
}

fn seen(sql: &Sql<'_>, print: &Fingerprint, ask: &Judge) -> Result<Seen> {
    columns! {
        struct Row {
            comment: String,
            author: String,
            sketch: String,
        }
    }
    let mut found = Vec::new();
    for key in print.keys() {
        let rows: Vec<Row> = sql.all(
            &format!(
                "SELECT comment, author, sketch FROM fingerprint WHERE key = ?
                 ORDER BY comment DESC LIMIT {NEWEST}"
            ),
            vec![int(key)],
        )?;
        found.extend(rows.into_iter().map(|row| Stored {
            key,
            author: row.author,
            comment: row.comment,
            sketch: row.sketch,
        }));
    }
    Ok(print.count(&ask.key, &name(ask.id.as_str(), &ask.whose.hash), &found))
}

fn opinion(sql: &Sql<'_>, words: &Text) -> Result<Option<Opinion>> {
    let decisions = learn::decisions(sql)?;
    let tokens = statistics::tokens(words)
        .into_iter()
        .map(|token| {
            let counts = learn::counts(sql, &token)?;
            Ok((token, counts))
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(statistics::opinion(decisions, &tokens))
}

/// What is known of the hosts that a comment leads to: the worst.
fn hosts(sql: &Sql<'_>, words: &Text, now: u64) -> Result<Hosts> {
    let mut worst = Hosts::Known;
    for host in words.doubtful_hosts() {
        let counts = learn::counts(sql, &format!("host:{host}"))?;
        let stands = counts.ham == 0 && stands(sql, host, now)?;
        worst = worst.max(Hosts::of(host, counts, stands));
    }
    Ok(worst)
}

/// Whether a comment with a link to a host has been published for a day.
fn stands(sql: &Sql<'_>, host: &str, now: u64) -> Result<bool> {
    let standing = sql.number(
        "SELECT 1 AS number FROM fingerprint AS f JOIN entry AS e
         ON e.hash = substr(f.comment, instr(f.comment, '/') + 1)
         AND e.comment = substr(f.comment, 1, instr(f.comment, '/') - 1)
         WHERE f.key = ? AND f.at < ? AND e.state = 'published' LIMIT 1",
        vec![
            int(Fingerprint::key_of_host(host)),
            int(now.saturating_sub(DAY)),
        ],
    )?;
    Ok(standing.is_some())
}
