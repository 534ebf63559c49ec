//! A thread as lines of Postil's own format: all that there is of it, as of one moment.

use std::collections::BTreeMap;

use postil_model::CommentId;
use postil_model::comment::State;
use postil_model::wire::desk::{ChangeLine, CommentLine, FormerLine, MentionLine};

use super::ThreadObject;
use super::import::mentions;
use crate::message::moving::Lines;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int};
use crate::problem::Result;
use postil_json as json;

/// Says all that there is.
pub fn export(object: &ThreadObject) -> Result<Lines> {
    let sql = object.sql();
    if !object.is_there(&sql)? {
        return Ok(Lines::default());
    }
    columns! {
        struct Page {
            address: Option<String>,
        }
    }
    let page: Option<Page> = sql.first("SELECT address FROM thread", vec![])?;
    let mut lines = String::new();
    let mut votes = votes(&sql)?;
    for row in sql.all::<Row>(COMMENTS, vec![])? {
        let voters = votes.remove(&row.seq).unwrap_or_default();
        lines.push_str(&json::write(&row.into_line(&sql, voters)?)?);
        lines.push('\n');
    }
    for mention in mentions(&sql, u32::MAX)? {
        let line = MentionLine {
            mention: mention.id,
            name: mention.name,
            url: mention.url,
            body: mention.body,
            created: mention.created,
        };
        lines.push_str(&json::write(&line)?);
        lines.push('\n');
    }
    Ok(Lines {
        address: page.and_then(|page| page.address),
        lines,
    })
}

/// What was deleted before it had a number is only kept so that no outbox posts it again.
const COMMENTS: &str = "
SELECT seq, id, state, reason, parent, number, name, url, badge, body, key, sent, created, edited, away, score,
    EXISTS (SELECT 1 FROM former f WHERE f.comment = c.seq) AS edits,
    EXISTS (SELECT 1 FROM change w WHERE w.comment = c.seq) AS waits
FROM comment c WHERE NOT (state = 'removed' AND key = '' AND number IS NULL) ORDER BY seq";

columns! {
    struct Row {
        seq: u64,
        id: CommentId,
        state: State,
        reason: Option<String>,
        parent: Option<String>,
        number: Option<String>,
        name: String,
        url: Option<String>,
        badge: Option<String>,
        body: String,
        key: String,
        sent: String,
        created: u64,
        edited: Option<u64>,
        away: Option<u64>,
        score: u32,
        edits: u8,
        waits: u8,
    }
}

impl Row {
    fn into_line(self, sql: &Sql<'_>, votes: Vec<String>) -> Result<CommentLine> {
        let parent = self.parent.as_deref().map(CommentId::try_from);
        Ok(CommentLine {
            comment: self.id,
            number: self.number,
            parent: parent.transpose()?,
            state: self.state,
            reason: self.reason,
            name: self.name,
            url: self.url,
            badge: self.badge,
            key: self.key,
            created: self.created,
            edited: self.edited,
            away: self.away,
            body: self.body,
            sent: Some(self.sent).filter(|sent| !sent.is_empty()),
            former: match self.edits {
                0 => Vec::new(),
                _ => former(sql, self.seq)?,
            },
            change: match self.waits {
                0 => None,
                _ => change(sql, self.seq)?,
            },
            score: Some(self.score).filter(|score| *score as usize != votes.len()),
            votes,
        })
    }
}

/// Who found which comment useful.
fn votes(sql: &Sql<'_>) -> Result<BTreeMap<u64, Vec<String>>> {
    columns! {
        struct Vote {
            comment: u64,
            key: String,
        }
    }
    let mut votes = BTreeMap::<u64, Vec<String>>::new();
    // They are stored in the order of their keys.
    for vote in sql.all::<Vote>("SELECT comment, key FROM vote ORDER BY key", vec![])? {
        votes.entry(vote.comment).or_default().push(vote.key);
    }
    Ok(votes)
}

fn former(sql: &Sql<'_>, seq: u64) -> Result<Vec<FormerLine>> {
    columns! {
        struct Former {
            body: String,
            until: u64,
        }
    }
    let former: Vec<Former> = sql.all(
        "SELECT body, until FROM former WHERE comment = ? ORDER BY nth",
        vec![int(seq)],
    )?;
    let line = |Former { body, until }| FormerLine { body, until };
    Ok(former.into_iter().map(line).collect())
}

fn change(sql: &Sql<'_>, seq: u64) -> Result<Option<ChangeLine>> {
    columns! {
        struct Change {
            body: String,
            reason: String,
            since: u64,
        }
    }
    let change: Option<Change> = sql.first(
        "SELECT body, reason, since FROM change WHERE comment = ?",
        vec![int(seq)],
    )?;
    Ok(change.map(|change| ChangeLine {
        body: change.body,
        reason: change.reason,
        since: change.since,
    }))
}
