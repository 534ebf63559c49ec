//! What feeds show of a thread: its own, and the site's, whose object is told of each comment.

use super::outbox;
use super::record::Record;
use crate::feed::{ENTRIES, Entry};
use crate::message::{News, Said};
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// Comments that have a place on the thread, as feeds show them: nothing of what is not shown any more.
const ENTRY: &str = "
SELECT t.id AS thread, json_extract(t.terms, '$.title') AS title, c.id AS comment, c.created, c.edited,
    CASE c.state WHEN 'published' THEN c.name END AS name,
    CASE c.state WHEN 'published' THEN c.url END AS url,
    CASE c.state WHEN 'published' THEN c.body ELSE '' END AS body
FROM comment c, thread t WHERE c.number IS NOT NULL";

/// Tells the site what a comment says now, or that it says nothing any more. To be called in the
/// transaction of every change that readers see of its text, its author or its state.
pub fn tell(sql: &Sql<'_>, id: &str, now: u64) -> Result<()> {
    let entry: Option<Entry> = sql.first(&format!("{ENTRY} AND c.id = ?"), vec![text(id)])?;
    // What was never published is no news.
    let (Some(entry), Some(record)) = (entry, Record::load(sql)?) else {
        return Ok(());
    };
    let said = Said {
        version: record.version,
        entry,
    };
    let news = News::Said(Box::new(said));
    outbox::put(sql, &format!("said/{id}"), &news, now)
}

/// The newest comments of the thread, the newest first.
pub fn entries(sql: &Sql<'_>) -> Result<Vec<Entry>> {
    sql.all(
        &format!("{ENTRY} AND c.state = 'published' ORDER BY c.seq DESC LIMIT ?"),
        vec![int(ENTRIES)],
    )
}
