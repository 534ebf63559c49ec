//! What one key has on this thread: for its holder to see, to take along, and to delete.

use postil_model::comment::State;
use postil_model::thread::Number;
use postil_model::time::rfc3339;
use postil_model::wire::{Former, MyComment, MyVote};

use super::own::Own;
use super::record::Record;
use super::{ThreadObject, outbox, remove, vote};
use crate::clock;
use crate::message::{self, Erased, News, Owned};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// How many comments are answered, or deleted, at once.
const MOST: usize = 100;
/// How much text is answered at once, and not much more.
const MOST_BYTES: usize = 256 * 1024;

/// Whether a key has anything here.
pub fn has_any(sql: &Sql<'_>, key: &str) -> Result<bool> {
    columns! {
        struct Any {
            any: u8,
        }
    }
    let any: Option<Any> = sql.first(
        "SELECT EXISTS (SELECT 1 FROM comment WHERE key = ?1)
             OR EXISTS (SELECT 1 FROM vote WHERE key = ?1) AS any",
        vec![text(key)],
    )?;
    Ok(any.is_some_and(|row| row.any != 0))
}

/// Tells the site's object, if that has changed. `had` says whether the key had anything before.
pub fn tell(sql: &Sql<'_>, key: &str, had: bool, now: u64) -> Result<()> {
    let any = has_any(sql, key)?;
    if any == had {
        return Ok(());
    }
    let news = News::Mine {
        key: key.to_owned(),
        any,
    };
    outbox::put(sql, &format!("mine/{key}"), &news, now)
}

/// What a key has here.
pub fn owned(object: &ThreadObject, ask: &message::Own) -> Result<Owned> {
    let sql = object.sql();
    let record = if object.is_there(&sql)? {
        Record::load(&sql)?
    } else {
        None
    };
    let Some(record) = record else {
        return Ok(Owned::default());
    };
    let mut owned = Owned::default();
    let mut bytes = 0;
    for row in rows(&sql, ask)? {
        if owned.comments.len() == MOST || bytes > MOST_BYTES {
            owned.more = Some(row.seq.saturating_sub(1));
            break;
        }
        let former = if ask.all {
            Some(former(&sql, row.seq)?)
        } else {
            None
        };
        let texts = former.iter().flatten().map(|one| one.body.len());
        bytes += row.body.len() + texts.sum::<usize>();
        owned.comments.push(row.into_wire(&record.id, former));
    }
    if ask.all && ask.after == 0 {
        owned.votes = votes(&sql, &record.id, &ask.key)?;
    }
    Ok(owned)
}

/// Deletes what a key has here, comments first.
pub fn erase(object: &ThreadObject, key: &str) -> Result<Erased> {
    let sql = object.sql();
    if !object.is_there(&sql)? {
        return Ok(Erased::default());
    }
    sql.transaction(|| {
        let now = clock::now();
        let comments = Own::all(&sql, key, MOST)?;
        remove::overwrite(&sql, &comments, now)?;
        let more = comments.len() == MOST;
        if !more {
            vote::take_all_back(&sql, key)?;
        }
        // The site may list this thread for a comment that never came.
        tell(&sql, key, true, now)?;
        Ok(Erased {
            comments: u32::try_from(comments.len()).unwrap_or(u32::MAX),
            more,
        })
    })
}

columns! {
    /// A comment of one's own.
    struct Row {
        seq: u64,
        id: String,
        number: Option<Number>,
        parent: Option<String>,
        body: String,
        created: u64,
        edited: Option<u64>,
        state: State,
        score: u32,
        waiting: Option<String>,
        name: String,
        url: Option<String>,
    }
}

impl Row {
    fn into_wire(self, thread: &str, former: Option<Vec<Former>>) -> MyComment {
        MyComment {
            thread: thread.to_owned(),
            id: self.id,
            number: self.number,
            parent: self.parent,
            // Only in an export, as the former texts.
            name: former.is_some().then_some(self.name),
            url: self.url.filter(|_| former.is_some()),
            body: self.body,
            created: rfc3339(self.created),
            edited: self.edited.map(rfc3339),
            state: self.state,
            score: self.score,
            waiting: self.waiting,
            former,
        }
    }
}

fn rows(sql: &Sql<'_>, ask: &message::Own) -> Result<Vec<Row>> {
    sql.all(
        &format!(
            "SELECT c.seq, c.id, c.number, c.parent, c.body, c.created, c.edited, c.state, c.score,
                 c.name, c.url, w.body AS waiting
             FROM comment c LEFT JOIN change w ON w.comment = c.seq
             WHERE c.key = ? AND c.seq > ? ORDER BY c.seq LIMIT {}",
            MOST + 1
        ),
        vec![text(&*ask.key), int(ask.after)],
    )
}

fn former(sql: &Sql<'_>, seq: u64) -> Result<Vec<Former>> {
    columns! {
        struct Row {
            body: String,
            until: u64,
        }
    }
    let rows: Vec<Row> = sql.all(
        "SELECT body, until FROM former WHERE comment = ? ORDER BY nth",
        vec![int(seq)],
    )?;
    let wire = |Row { body, until }| Former {
        body,
        until: rfc3339(until),
    };
    Ok(rows.into_iter().map(wire).collect())
}

fn votes(sql: &Sql<'_>, thread: &str, key: &str) -> Result<Vec<MyVote>> {
    columns! {
        struct Row {
            id: String,
        }
    }
    let rows: Vec<Row> = sql.all(
        "SELECT c.id FROM vote v JOIN comment c ON c.seq = v.comment WHERE v.key = ? ORDER BY c.seq",
        vec![text(key)],
    )?;
    let wire = |Row { id }| MyVote {
        thread: thread.to_owned(),
        id,
    };
    Ok(rows.into_iter().map(wire).collect())
}
