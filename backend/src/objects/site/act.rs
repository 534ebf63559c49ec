//! Deciding about comments, and undoing it.
//!
//! What moderators decide holds here at once; the threads are ordered to follow. Each action keeps
//! what was there before, and is undone by ordering that again, where nobody has decided since.

use postil_model::comment::State;
use postil_model::site::Site;
use postil_model::wire::desk::{Act, Acted, Chosen, DoAct, Undo, Which, text_of};

use super::entry::Entry;
use super::learn::{self, Learned};
use super::log::{self, Deed};
use super::{counts, declare, orders};
use crate::clock;
use crate::message::Words;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Problem, Refusal, Result};
use postil_json as json;

/// How many comments one request changes: each costs a handful of rows.
const MOST: usize = 500;

/// Does what a moderator wants done.
pub fn act(sql: &Sql<'_>, by: &str, ask: &DoAct) -> Result<Acted> {
    let now = clock::now();
    sql.transaction(|| {
        if let Some(done) = done(sql, &ask.id)? {
            return Ok(done);
        }
        let (chosen, mut left, more) = chosen(sql, ask)?;
        let mut changed = Vec::new();
        for entry in chosen {
            match decide(&entry, ask.act, by, now) {
                Some(next) => {
                    if ask.act == Act::Pin {
                        // To undo it brings back what was pinned before.
                        let other = Entry::pinned(sql, &entry.hash)?;
                        changed.extend(other.map(|other| {
                            let next = Entry {
                                pinned: 0,
                                ..other.clone()
                            };
                            (other, next)
                        }));
                    }
                    changed.push((entry, next));
                }
                None => left += 1,
            }
        }
        let deed = Deed {
            id: Some(&ask.id),
            by,
            act: ask.act.name(),
            comments: changed.len().min(most(ask.act)),
            left,
            about: "",
        };
        let action = log::write(sql, &deed, now)?;
        let site = declare::site(sql)?;
        for (nth, (before, next)) in changed.iter().enumerate() {
            let words = match (&before.change, &next.change) {
                (Some(_), None) => Words::Take,
                _ => Words::Leave,
            };
            // Only what is shown to others has to be what was read.
            let read =
                (ask.act == Act::Approve).then(|| text_of(&before.body, before.change.as_deref()));
            let learned = Learned::from_act(ask.act)
                .filter(|_| site.policy.defence && nth < learn::MOST)
                .map(|learned| study(sql, &site, (before, next), learned, now))
                .transpose()?
                .unwrap_or(before.learned);
            let next = Entry {
                learned,
                ..next.clone()
            };
            let ordered = order(sql, &next, words, read, now)?;
            remember(sql, action, ordered, before)?;
        }
        Ok(Acted {
            action: ask.id.clone(),
            changed: count(changed.len().min(most(ask.act))),
            left: count(left),
            more,
            counts: counts::all(sql)?,
        })
    })
}

/// How many comments an act changes at most. Two that are pinned at once might be of one thread.
fn most(act: Act) -> usize {
    match act {
        Act::Pin | Act::Unpin => 1,
        _ => MOST,
    }
}

/// What an action has come to that was done before.
fn done(sql: &Sql<'_>, id: &str) -> Result<Option<Acted>> {
    columns! {
        struct Row {
            comments: u32,
            left_alone: u32,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT comments, left_alone FROM action WHERE id = ?",
        vec![text(id)],
    )?;
    row.map(|row| {
        Ok(Acted {
            action: id.to_owned(),
            changed: row.comments,
            left: row.left_alone,
            // Whoever repeats a request has not had its answer: asking once more does no harm.
            more: true,
            counts: counts::all(sql)?,
        })
    })
    .transpose()
}

/// The comments that are meant, how many were left out, and whether there are more.
fn chosen(sql: &Sql<'_>, ask: &DoAct) -> Result<(Vec<Entry>, usize, bool)> {
    match &ask.which {
        Which::All { view, q, upto } => {
            let most = most(ask.act);
            let mut entries = Entry::matching(sql, *view, q, *upto, most + 1)?;
            let more = entries.len() > most;
            entries.truncate(most);
            Ok((entries, 0, more))
        }
        Which::Rows(rows) if rows.len() > most(ask.act) => Err(Problem::TooMany),
        Which::Rows(rows) => {
            let mut entries = Vec::new();
            for Chosen { seq, text } in rows {
                let entry = Entry::numbered(sql, *seq)?;
                entries.extend(entry.filter(|entry| {
                    ask.act != Act::Approve
                        || *text == text_of(&entry.body, entry.change.as_deref())
                }));
            }
            let left = rows.len() - entries.len();
            Ok((entries, left, false))
        }
    }
}

/// What becomes of a comment; none if it is that already.
fn decide(entry: &Entry, act: Act, by: &str, now: u64) -> Option<Entry> {
    let mut next = entry.clone();
    match act {
        Act::Pin | Act::Unpin if entry.state == State::Published => {
            next.pinned = u8::from(act == Act::Pin);
        }
        Act::Pin | Act::Unpin => return None,
        _ => {
            next.state = act.state();
            next.reports = 0;
        }
    }
    if act == Act::Approve {
        next.approved = 1;
        next.reasons = String::new();
        if let Some(change) = next.change.take() {
            next.body = change;
        }
    }
    if next == *entry {
        return None;
    }
    next.decided_by = Some(by.to_owned());
    next.decided_act = Some(act.name().to_owned());
    next.decided_at = Some(now);
    Some(next)
}

/// Stores a decision, and orders the thread to follow. Answers with the order's number.
fn order(
    sql: &Sql<'_>,
    entry: &Entry,
    words: Words,
    read: Option<String>,
    now: u64,
) -> Result<u64> {
    let ordered = orders::put(sql, entry, words, read, now)?;
    Entry {
        ordered,
        ..entry.clone()
    }
    .save(sql)?;
    Ok(ordered)
}

/// Learns what a decision says of a comment's words: as they were before it, and as they are.
fn study(
    sql: &Sql<'_>,
    site: &Site,
    (before, next): (&Entry, &Entry),
    learned: Learned,
    now: u64,
) -> Result<u8> {
    learn::relearn(sql, site, before, next, learned)?;
    if learned == Learned::Spam {
        learn::one_that_stands(sql, site, now)?;
    }
    Ok(learned.number())
}

fn remember(sql: &Sql<'_>, action: u64, ordered: u64, before: &Entry) -> Result<()> {
    sql.run(
        "INSERT INTO item (action, entry, ordered, before) VALUES (?, ?, ?, ?)",
        vec![
            int(action),
            int(before.seq),
            int(ordered),
            text(json::write(before)?),
        ],
    )
}

/// Undoes an action, as far as nobody has decided since.
pub fn undo(sql: &Sql<'_>, by: &str, ask: &Undo) -> Result<Acted> {
    columns! {
        struct Row {
            seq: u64,
        }
    }
    columns! {
        struct Item {
            entry: u64,
            ordered: u64,
            before: String,
        }
    }
    let now = clock::now();
    sql.transaction(|| {
        let row: Option<Row> = sql.first(
            "SELECT seq FROM action WHERE id = ?",
            vec![text(&*ask.action)],
        )?;
        let action = row.ok_or(Refusal::Action)?.seq;
        let site = declare::site(sql)?;
        let mut items: Vec<Item> = sql.all(
            &format!(
                "SELECT entry, ordered, before FROM item WHERE action = ? ORDER BY entry LIMIT {}",
                MOST + 1
            ),
            vec![int(action)],
        )?;
        let more = items.len() > MOST;
        items.truncate(MOST);
        let (mut changed, mut left) = (0, 0);
        for item in items {
            let before: Entry = json::read(&item.before)?;
            sql.run(
                "DELETE FROM item WHERE action = ? AND entry = ?",
                vec![int(action), int(item.entry)],
            )?;
            match Entry::numbered(sql, item.entry)? {
                Some(present) if present.ordered == item.ordered => {
                    learn::relearn(sql, &site, &present, &before, before.learned.into())?;
                    restore(sql, &present, before, now)?;
                    changed += 1;
                }
                _ => left += 1,
            }
        }
        if changed > 0 {
            sql.run(
                "UPDATE action SET undone = 1 WHERE seq = ?",
                vec![int(action)],
            )?;
            let deed = Deed {
                id: None,
                by,
                act: "undo",
                comments: changed,
                left,
                about: "",
            };
            log::write(sql, &deed, now)?;
        }
        Ok(Acted {
            action: ask.action.clone(),
            changed: count(changed),
            left: count(left),
            more,
            counts: counts::all(sql)?,
        })
    })
}

fn restore(sql: &Sql<'_>, present: &Entry, before: Entry, now: u64) -> Result<()> {
    let words = if present.body == before.body && present.change == before.change {
        Words::Leave
    } else {
        let reason = before.reasons.clone();
        Words::Restore {
            body: before.body.clone(),
            change: before.change.clone().map(|change| (change, reason)),
        }
    };
    order(sql, &before, words, None, now).map(drop)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(state: State) -> Entry {
        Entry {
            seq: 1,
            hash: "h".into(),
            thread: "/t".into(),
            comment: "c".into(),
            ordered: 0,
            name: "Ada".into(),
            url: None,
            key: "k".into(),
            body: "Hello".into(),
            change: None,
            state,
            reasons: "policy".into(),
            reports: 0,
            approved: 0,
            learned: 0,
            pinned: 0,
            decided_by: None,
            decided_act: None,
            decided_at: None,
        }
    }

    #[test]
    fn decides() {
        let held = entry(State::Held);
        let shown = decide(&held, Act::Approve, "Ola", 7).unwrap();
        assert_eq!(
            (shown.state, shown.reasons.as_str(), shown.approved),
            (State::Published, "", 1)
        );
        assert_eq!(shown.decided_by.as_deref(), Some("Ola"));
        assert_eq!(decide(&entry(State::Spam), Act::Spam, "Ola", 7), None);
        let away = decide(&entry(State::Published), Act::Remove, "Ola", 7).unwrap();
        assert_eq!((away.state, away.approved), (State::Removed, 0));
    }

    #[test]
    fn approving_takes_the_edit_that_waits() {
        let changed = Entry {
            change: Some("Hello there".into()),
            ..entry(State::Published)
        };
        let shown = decide(&changed, Act::Approve, "Ola", 7).unwrap();
        assert_eq!((shown.body.as_str(), shown.change), ("Hello there", None));
        let kept = decide(&changed, Act::Hold, "Ola", 7).unwrap();
        assert_eq!(
            (kept.body.as_str(), kept.change.as_deref()),
            ("Hello", Some("Hello there"))
        );
    }

    #[test]
    fn only_what_is_shown_is_pinned() {
        let shown = Entry {
            reports: 1,
            ..entry(State::Published)
        };
        let pinned = decide(&shown, Act::Pin, "Ola", 7).unwrap();
        assert_eq!((pinned.pinned, pinned.reports), (1, 1));
        assert_eq!(decide(&pinned, Act::Pin, "Ola", 7), None);
        assert_eq!(decide(&pinned, Act::Unpin, "Ola", 7).unwrap().pinned, 0);
        for (state, act) in [(State::Held, Act::Pin), (State::Removed, Act::Unpin)] {
            assert_eq!(decide(&entry(state), act, "Ola", 7), None);
        }
    }

    #[test]
    fn whoever_looks_at_reports_settles_them() {
        let reported = Entry {
            reports: 2,
            approved: 1,
            reasons: String::new(),
            ..entry(State::Published)
        };
        let shown = decide(&reported, Act::Approve, "Ola", 7).unwrap();
        assert_eq!((shown.state, shown.reports), (State::Published, 0));
    }
}
