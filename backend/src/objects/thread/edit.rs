//! Editing a comment: by its author, for as long as the site allows, and with the same checks as
//! a new comment.

use postil_model::comment::State;
use postil_model::edit::{Fate, Step, compare, fate, open_until, revision};
use postil_model::site::Site;
use postil_model::verdict::{self, Reason, Verdict};
use postil_model::wire::desk::{FormerText, FormerTexts};

use super::own::Own;
use super::record::Record;
use super::{ThreadObject, digest, feed, publish, read, terms, told};
use crate::message::{Claim, Edit, Judge, Judged, Source, Stored, ToSite, Whose};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Problem, Refusal, Result};
use crate::publisher::Urgency;
use crate::{call, clock, settings};

/// What its author may edit of a comment.
pub async fn source(object: &ThreadObject, whose: &Whose, claim: &Claim) -> Result<Source> {
    let sql = object.sql();
    if !object.is_there(&sql)? {
        return Err(Refusal::Comment.into());
    }
    let site = settings::site(object.env(), &whose.site, None).await?;
    let editable = Editable::of(&sql, &site, claim, clock::now())?;
    Ok(Source {
        revision: editable.revision(),
        until: editable.until,
        body: editable
            .waiting
            .map_or(editable.comment.body, |change| change.body),
    })
}

/// Edits a comment, or has the edit wait for a moderator.
pub async fn edit(object: &ThreadObject, whose: &Whose, edit: &Edit) -> Result<Stored> {
    let sql = object.sql();
    if !object.is_there(&sql)? {
        return Err(Refusal::Comment.into());
    }
    let site = &*settings::site(object.env(), &whose.site, None).await?;
    if let Some(stored) = sql.transaction(|| settle(&sql, site, edit, None))? {
        return Ok(stored);
    }
    let name = Own::of(&sql, &edit.claim)?.name;
    let verdict = judge(object, whose, edit, name).await?;
    // Nothing waits from here to the end of the transaction. Whatever has happened to the comment
    // meanwhile is looked at again in it.
    sql.transaction(|| settle(&sql, site, edit, Some(verdict)))?
        .ok_or(Problem::Internal)
}

/// The same edit has the same name, so that asking about it again is answered likewise.
async fn judge(object: &ThreadObject, whose: &Whose, edit: &Edit, name: String) -> Result<Verdict> {
    let judge = Judge {
        whose: whose.clone(),
        id: edit.claim.id.clone(),
        key: edit.claim.key.clone(),
        network: edit.network.clone(),
        new_thread: false,
        name,
        url: None,
        body: edit.body.clone(),
        by_staff: false,
        manner: edit.manner.clone(),
        title: None,
        edit: Some(digest(&edit.body)),
    };
    let judged: Judged = call::site(object.env(), &whose.site, ToSite::Judge(judge)).await?;
    Ok(judged.verdict)
}

/// Does what can be done: none if the site has to be asked first.
fn settle(
    sql: &Sql<'_>,
    site: &Site,
    edit: &Edit,
    verdict: Option<Verdict>,
) -> Result<Option<Stored>> {
    let now = clock::now();
    let editable = Editable::of(sql, site, &edit.claim, now)?;
    let is_stale = edit
        .revision
        .as_ref()
        .is_some_and(|made_from| *made_from != editable.revision());
    let Editable {
        comment, waiting, ..
    } = editable;
    let present = waiting.as_ref().map(|change| change.body.as_str());
    let step = compare(&edit.body, &comment.body, present);
    if is_stale && step != Step::Nothing {
        return Err(Refusal::EditStale.into());
    }
    let reason = match (step, verdict) {
        (Step::Nothing, _) => waiting.map(|change| change.reason).or(comment.reason),
        (Step::TakeBack, _) => {
            forget_change(sql, &edit.claim, comment.seq, now)?;
            None
        }
        (Step::Judge, None) => return Ok(None),
        (Step::Judge, Some(verdict)) => match fate(comment.state, verdict) {
            Fate::Refused(reasons) => return Err(Refusal::Verdict(reasons).into()),
            Fate::Work(bits) => return Err(Refusal::Work(bits).into()),
            Fate::Later(seconds) => return Err(Refusal::Later(seconds).into()),
            Fate::Wait(reasons) => Some(wait(sql, edit, comment.seq, &reasons, now)?),
            Fate::Replace => {
                if waiting.is_some() {
                    forget_change(sql, &edit.claim, comment.seq, now)?;
                }
                replace(sql, &comment, &edit.body, now)?;
                told::tell(sql, &edit.claim.id, now)?;
                comment.reason
            }
        },
    };
    let comment = read::comment(sql, edit.claim.id.as_str())?.ok_or(Problem::Internal)?;
    let version = Record::load(sql)?.map_or(0, |record| record.said);
    Ok(Some(Stored {
        comment,
        version,
        reason,
        repeat: false,
    }))
}

/// What a comment said before, for moderators.
pub fn former(object: &ThreadObject, id: &str) -> Result<FormerTexts> {
    columns! {
        struct Row {
            body: String,
            until: u64,
        }
    }
    let sql = object.sql();
    if !object.is_there(&sql)? {
        return Err(Refusal::Comment.into());
    }
    let rows: Vec<Row> = sql.all(
        "SELECT body, until FROM former WHERE comment = (SELECT seq FROM comment WHERE id = ?) ORDER BY nth",
        vec![text(id)],
    )?;
    let texts = rows
        .into_iter()
        .map(|Row { body, until }| FormerText { body, until });
    Ok(FormerTexts {
        texts: texts.collect(),
    })
}

/// Puts a new text in place of the old one, which is kept for moderators.
pub fn replace(sql: &Sql<'_>, comment: &Own, body: &str, now: u64) -> Result<()> {
    sql.run(
        "INSERT INTO former (comment, nth, body, until)
         SELECT seq, (SELECT count(*) FROM former f WHERE f.comment = c.seq), body, ?2
         FROM comment c WHERE seq = ?1",
        vec![int(comment.seq), int(now)],
    )?;
    sql.run(
        "UPDATE comment SET body = ?2 WHERE seq = ?1",
        vec![int(comment.seq), text(body)],
    )?;
    let Some(page) = comment.page.filter(|_| comment.is_published()) else {
        // Nobody has seen it in another form, so nobody is told that it was edited.
        return Ok(());
    };
    sql.run(
        "UPDATE comment SET edited = ?2 WHERE seq = ?1",
        vec![int(comment.seq), int(now)],
    )?;
    let mut record = Record::load(sql)?.ok_or(Problem::Internal)?;
    record.say();
    record.save(sql)?;
    // What is pinned stands on the first page, too.
    let is_pinned = terms::of(sql)?.pinned.as_deref() == Some(&*comment.id);
    let pages = [page].into_iter().chain(is_pinned.then_some(0));
    publish::changed(sql, &record, pages, Urgency::Text)?;
    feed::tell(sql, &comment.id, now)
}

/// Keeps an edit apart until a moderator has decided, in place of one that waits already.
fn wait(sql: &Sql<'_>, edit: &Edit, seq: u64, reasons: &[Reason], now: u64) -> Result<String> {
    let reason = verdict::write(reasons);
    sql.run(
        "INSERT OR REPLACE INTO change (comment, body, reason, since) VALUES (?, ?, ?, ?)",
        vec![int(seq), text(&*edit.body), text(&*reason), int(now)],
    )?;
    told::tell(sql, &edit.claim.id, now)?;
    Ok(reason)
}

fn forget_change(sql: &Sql<'_>, claim: &Claim, seq: u64, now: u64) -> Result<()> {
    sql.run("DELETE FROM change WHERE comment = ?", vec![int(seq)])?;
    told::tell(sql, &claim.id, now)
}

columns! {
    /// A change that waits.
    pub struct Change {
        /// The new text.
        pub body: String,
        reason: String,
        since: u64,
    }
}

/// The change of a comment that waits, if one does.
pub fn waiting(sql: &Sql<'_>, seq: u64) -> Result<Option<Change>> {
    sql.first(
        "SELECT body, reason, since FROM change WHERE comment = ?",
        vec![int(seq)],
    )
}

/// A comment that its author may edit now.
struct Editable {
    comment: Own,
    edits: u32,
    waiting: Option<Change>,
    until: u64,
}

impl Editable {
    fn of(sql: &Sql<'_>, site: &Site, claim: &Claim, now: u64) -> Result<Self> {
        columns! {
            struct Edits {
                edits: u32,
            }
        }
        let comment = Own::of(sql, claim)?;
        if !matches!(comment.state, State::Published | State::Held) {
            return Err(Refusal::Comment.into());
        }
        let edits: Option<Edits> = sql.first(
            "SELECT count(*) AS edits FROM former WHERE comment = ?",
            vec![int(comment.seq)],
        )?;
        let edits = edits.map_or(0, |row| row.edits);
        let until = open_until(site, comment.created, edits, now).ok_or(Refusal::EditOver)?;
        let waiting = waiting(sql, comment.seq)?;
        Ok(Self {
            comment,
            edits,
            waiting,
            until,
        })
    }

    fn revision(&self) -> String {
        revision(self.edits, self.waiting.as_ref().map(|change| change.since))
    }
}
