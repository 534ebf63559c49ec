//! Telling the site's object of comments: its moderators see every one, in whatever state.
//!
//! What waits in the outbox only names the comment. What is sent is the comment as it is by then,
//! so the last news of it always is the truth.

use postil_model::CommentId;
use postil_model::comment::State;

use super::outbox;
use crate::message::{News, Told};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// Has the site told of a comment. To be called in the transaction of every change of it.
pub fn tell(sql: &Sql<'_>, id: &CommentId, now: u64) -> Result<()> {
    sql.run(
        "UPDATE comment SET rev = rev + 1 WHERE id = ?",
        vec![text(id.as_str())],
    )?;
    outbox::put(sql, &format!("comment/{id}"), &News::Look(id.clone()), now)
}

/// So many imported comments are told at once.
const AT_ONCE: usize = 100;

/// Has the site told of comments that were imported, from one on.
pub fn tell_imported(sql: &Sql<'_>, from: u64, now: u64) -> Result<()> {
    let from = imported_from(sql)?.map_or(from, |earlier| earlier.min(from));
    outbox::put(sql, IMPORTED, &News::Imported(from), now)
}

/// What is told of imported comments lies in the outbox under this.
pub const IMPORTED: &str = "imported";

fn imported_from(sql: &Sql<'_>) -> Result<Option<u64>> {
    sql.number(
        "SELECT json_extract(news, '$.Imported') AS number FROM outbox WHERE about = ?",
        vec![text(IMPORTED)],
    )
}

/// What the site is told of imported comments now, and which of them is to be told next; none if
/// these are the last.
pub fn imported(sql: &Sql<'_>, from: u64) -> Result<(Vec<News>, Option<u64>)> {
    columns! {
        struct Imported {
            seq: u64,
            id: CommentId,
        }
    }
    let mut rows: Vec<Imported> = sql.all(
        &format!(
            "SELECT seq, id FROM comment WHERE seq >= ? AND import > 0 AND key <> ''
             ORDER BY seq LIMIT {}",
            AT_ONCE + 1
        ),
        vec![int(from)],
    )?;
    let next = rows.get(AT_ONCE).map(|row| row.seq);
    rows.truncate(AT_ONCE);
    let news = rows.iter().map(|row| news(sql, &row.id));
    Ok((news.collect::<Result<_>>()?, next))
}

/// What the site is told of a comment now.
pub fn news(sql: &Sql<'_>, id: &CommentId) -> Result<News> {
    let row: Option<Row> = sql.first(
        "SELECT c.seq, c.rev, c.ordered, c.number, c.parent, c.name, c.url, c.mark, c.badge, c.key, c.body, w.body AS change, w.reason AS waits, c.created, c.state,
             c.import, c.reason, (SELECT count(*) FROM former f WHERE f.comment = c.seq) AS former
         FROM comment c LEFT JOIN change w ON w.comment = c.seq
         WHERE c.id = ? AND c.key <> ''",
        vec![text(id.as_str())],
    )?;
    Ok(match row {
        Some(row) => News::Comment(Box::new(row.into_told(id.clone())?)),
        None => News::Gone(id.clone()),
    })
}

columns! {
    struct Row {
        rev: u64,
        ordered: u64,
        number: Option<String>,
        parent: Option<String>,
        name: String,
        url: Option<String>,
        mark: String,
        badge: Option<String>,
        key: String,
        body: String,
        change: Option<String>,
        waits: Option<String>,
        created: u64,
        state: State,
        reason: Option<String>,
        import: Option<u64>,
        former: u32,
    }
}

impl Row {
    fn into_told(self, id: CommentId) -> Result<Told> {
        let parent = self
            .parent
            .as_deref()
            .map(CommentId::try_from)
            .transpose()?;
        Ok(Told {
            id,
            rev: self.rev,
            ordered: self.ordered,
            number: self.number,
            parent,
            name: self.name,
            url: self.url,
            mark: self.mark,
            badge: self.badge,
            key: self.key,
            body: self.body,
            change: self.change,
            former: self.former,
            created: self.created,
            state: self.state,
            reasons: self.waits.or(self.reason).unwrap_or_default(),
            import: self.import,
        })
    }
}

/// How long a comment's text is kept once it was called spam or removed.
pub const KEPT: u64 = 30 * crate::clock::DAY;

/// When the next text is to be overwritten that was kept long enough.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    columns! {
        struct Row {
            due: Option<u64>,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT min(away) + ? AS due FROM comment WHERE away IS NOT NULL",
        vec![int(KEPT)],
    )?;
    Ok(row.and_then(|row| row.due))
}
