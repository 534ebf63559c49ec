//! May this author post? The verdict on a comment is remembered, so that asking again, after a
//! crash or a lost answer, is answered likewise and counts once. An edit is judged as a comment is,
//! and remembered beside it.

use postil_model::policy::{Act, LetIn, WordRule};
use postil_model::site::Site;
use postil_model::verdict::{self, Facts, MatchedWord, Rules, Verdict};
use postil_model::{CommentId, KeyHash, markdown};

use super::record::Record;
use super::{ban, defence, door, entry, mine, news, staff, title};
use crate::clock;
use crate::message::{Judge, Judged, Whose};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Problem, Result};
use postil_json as json;

/// How long a verdict is remembered.
const REMEMBERED: u64 = 2 * clock::DAY;

/// Gives a verdict, or the one that was given before.
pub fn judge(sql: &Sql<'_>, site: &Site, ask: &Judge) -> Result<Judged> {
    let now = clock::now();
    sql.transaction(|| {
        let mut record = Record::load_or_begin(sql, site.id.as_str())?;
        // Before the comment is there: whoever lists or erases their comments right afterwards
        // must not miss it.
        if ask.edit.is_none() {
            mine::hear(sql, &ask.whose, &ask.key, true)?;
        }
        let verdict = match remembered(sql, ask)? {
            Some(verdict) => verdict,
            None => {
                let verdict = decide(sql, site, &mut record, ask, now)?;
                if verdict.is_final() {
                    remember(sql, ask, &verdict, now)?;
                }
                verdict
            }
        };
        let key = KeyHash::from_hex(&ask.key).ok_or(Problem::Internal)?;
        Ok(Judged {
            verdict,
            mark: key.mark(record.secret.as_bytes()),
        })
    })
}

fn decide(
    sql: &Sql<'_>,
    site: &Site,
    record: &mut Record,
    ask: &Judge,
    now: u64,
) -> Result<Verdict> {
    // Another comment may have opened the thread meanwhile, and counts for it.
    let opens_thread = ask.new_thread && !is_open(sql, &ask.whose.hash)?;
    let rules = Rules {
        hold_all: site.policy.let_in == LetIn::Held,
        hold_first: site.policy.let_in == LetIn::First,
        hold_links: site.policy.links,
        defence: site.policy.defence,
    };
    let look = match site.policy.defence && !ask.by_staff {
        true => Some(defence::look(sql, site, ask, now)?),
        false => None,
    };
    let facts = Facts {
        by_staff: ask.by_staff,
        has_staff_name: staff::is_taken(sql, &ask.name)?,
        standing: ban::on(sql, ask, now)?,
        is_known_author: entry::is_known_author(sql, &ask.key)?,
        gate: door::of(sql, site, &ask.whose.hash, now)?,
        opens_thread,
        threads_are_full: !record.opened.has_room(&ask.network, now),
        links: markdown::links(&ask.body),
        word: site
            .policy
            .word_rules(&[
                &ask.name,
                ask.url.as_deref().unwrap_or_default(),
                &ask.body,
                &markdown::shown(&ask.body),
            ])
            .map(matched),
        wait: look.as_ref().and_then(|look| look.wait),
        suspicion: look
            .as_ref()
            .map(|look| look.suspicion.clone())
            .unwrap_or_default(),
        proven: ask.manner.proven,
        cannot_work: ask.manner.cannot_work,
    };
    let verdict = verdict::judge(&rules, &facts);
    if matches!(verdict, Verdict::Work { .. }) {
        defence::asked(sql, ask, now)?;
    }
    if verdict.is_final() {
        ban::sent(sql, ask, now)?;
        if let Some(look) = &look {
            defence::remember(sql, look, ask, now)?;
        }
    }
    if opens_thread && verdict == Verdict::Publish {
        record.opened.record(&ask.network, now);
        record.save(sql)?;
        news::begin(sql, &ask.whose, now)?;
    }
    if verdict == Verdict::Publish {
        title::claim(sql, site, ask, now)?;
    }
    Ok(verdict)
}

fn matched(rule: &WordRule) -> MatchedWord {
    MatchedWord {
        word: rule.pattern.as_str().to_owned(),
        refuses: rule.act == Act::Refuse,
    }
}

fn is_open(sql: &Sql<'_>, hash: &str) -> Result<bool> {
    columns! {
        struct Open {}
    }
    Ok(sql
        .first::<Open>("SELECT hash FROM thread WHERE hash = ?", vec![text(hash)])?
        .is_some())
}

fn remembered(sql: &Sql<'_>, ask: &Judge) -> Result<Option<Verdict>> {
    columns! {
        struct Row {
            verdict: String,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT verdict FROM verdict WHERE hash = ? AND comment = ?",
        vec![text(&*ask.whose.hash), text(name(ask))],
    )?;
    Ok(row.map(|row| json::read(&row.verdict)).transpose()?)
}

/// What a verdict is remembered under: an edit's begins with its comment's.
fn name(ask: &Judge) -> String {
    match &ask.edit {
        None => ask.id.to_string(),
        Some(edit) => format!("{}/{edit}", ask.id),
    }
}

/// Forgets all verdicts on a comment and its edits.
pub fn forget(sql: &Sql<'_>, whose: &Whose, comment: &CommentId) -> Result<()> {
    sql.run(
        "DELETE FROM verdict WHERE hash = ?1 AND comment >= ?2 AND comment < ?2 || '0'",
        vec![text(&*whose.hash), text(comment.as_str())],
    )
}

/// Forgets the verdicts that are too old.
pub fn forget_old(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run(
        "DELETE FROM verdict WHERE given < ?",
        vec![int(now.saturating_sub(REMEMBERED))],
    )
}

/// Stores a verdict, and forgets the oldest: more than one each time, so that they do not pile up.
fn remember(sql: &Sql<'_>, ask: &Judge, verdict: &Verdict, now: u64) -> Result<()> {
    sql.run(
        "DELETE FROM verdict WHERE given < ? AND seq IN (SELECT seq FROM verdict ORDER BY seq LIMIT 3)",
        vec![int(now.saturating_sub(REMEMBERED))],
    )?;
    sql.run(
        "INSERT INTO verdict (hash, comment, verdict, given) VALUES (?, ?, ?, ?)",
        vec![
            text(&*ask.whose.hash),
            text(name(ask)),
            text(json::write(verdict)?),
            int(now),
        ],
    )
}
