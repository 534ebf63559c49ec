//! Writing what an import brings.
//!
//! Each entry has an id that its source gives it, so what is there already is left as it is, and an
//! import that was interrupted is simply sent again.

use postil_model::comment::State;
use postil_model::field::{Body, Name, WebAddress};
use postil_model::thread::{Number, Placement};
use postil_model::time::rfc3339;
use postil_model::wire::Mention;
use postil_model::wire::desk::{CommentLine, MentionLine, Outcome};
use postil_model::{CommentId, KeyHash};

use worker::SqlStorageValue;

use super::own::Own;
use super::record::Record;
use super::{ThreadObject, insert, mine, outbox, remove, title, told};
use crate::clock;
use crate::message::Whose;
use crate::message::moving::{Batch, Taken};
use crate::objects::driver;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Problem, Result};
use postil_json as json;

/// What stands in the place of an import's number on a tombstone that an undoing has left.
pub const UNDONE: u64 = 0;

/// Writes a batch, all of it or nothing.
pub fn import(object: &ThreadObject, whose: &Whose, batch: &Batch) -> Result<Taken> {
    let sql = object.sql();
    object.prepare(&sql)?;
    sql.transaction(|| {
        let (title, address) = (&batch.thread.claimed, &batch.thread.address);
        let record = Record::load_or_begin(&sql, whose, title.as_deref(), address.as_deref())?;
        // What an undoing has taken away of the page comes back.
        sql.run(
            "UPDATE thread SET title = coalesce(title, ?), address = coalesce(address, ?)",
            vec![maybe(title.as_deref()), maybe(address.as_deref())],
        )?;
        let mut work = Work {
            sql: &sql,
            batch,
            record,
            pages: Vec::new(),
            first: None,
            mentions: false,
        };
        let comments = batch.comments.iter().map(Entry::Comment);
        let mentions = batch.mentions.iter().map(Entry::Mention);
        let outcomes = comments
            .chain(mentions)
            .map(|entry| work.take(entry))
            .collect::<Result<Vec<Outcome>>>()?;
        work.finish()?;
        Ok(Taken {
            outcomes: json::write(&outcomes)?,
            comments: count(&sql, "comment", batch.import)?,
            mentions: count(&sql, "mention", batch.import)?,
            waits: driver::load(&sql)?.is_parked(),
        })
    })
}

fn count(sql: &Sql<'_>, table: &str, import: u64) -> Result<u32> {
    let count = sql.number(
        &format!("SELECT count(*) AS number FROM {table} WHERE import = ?"),
        vec![int(import)],
    )?;
    Ok(u32::try_from(count.unwrap_or_default()).unwrap_or(u32::MAX))
}

enum Entry<'a> {
    Comment(&'a CommentLine),
    Mention(&'a MentionLine),
}

/// A batch that is being written.
struct Work<'a> {
    sql: &'a Sql<'a>,
    batch: &'a Batch,
    record: Record,
    /// The pages that show something new.
    pages: Vec<u32>,
    /// The first comment that the site is to be told of.
    first: Option<u64>,
    /// Whether a mention came.
    mentions: bool,
}

columns! {
    /// What has the id already.
    struct Before {
        seq: u64,
        import: Option<u64>,
    }
}

impl Work<'_> {
    fn take(&mut self, entry: Entry<'_>) -> Result<Outcome> {
        match entry {
            Entry::Comment(line) => self.comment(line),
            Entry::Mention(line) => self.mention(line),
        }
    }

    fn comment(&mut self, line: &CommentLine) -> Result<Outcome> {
        let comment = Comment::of(line)?;
        let before: Option<Before> = self.sql.first(
            "SELECT seq, import FROM comment WHERE id = ?",
            vec![text(line.comment.as_str())],
        )?;
        let seq = match before {
            None => {
                let placement = match comment.has_place() {
                    true => Some(self.place(&comment)?),
                    false => None,
                };
                self.insert(&comment, placement.as_ref())?
            }
            // What its author has deleted stays deleted; what an undoing has left is filled again.
            Some(stone) if stone.import == Some(UNDONE) => {
                self.fill(stone.seq, &comment)?;
                stone.seq
            }
            Some(_) => return Ok(Outcome::There),
        };
        self.beside(seq, line)?;
        if line.state == State::Published {
            self.record.count += 1;
        }
        self.first = Some(self.first.map_or(seq, |first| first.min(seq)));
        Ok(Outcome::New)
    }

    fn place(&mut self, comment: &Comment<'_>) -> Result<Placement> {
        let parent = comment.line.parent.as_ref().map(CommentId::as_str);
        let parent = insert::Parent::WhateverIsThere(parent);
        let had = comment.number.as_ref();
        let placement = insert::settle(self.sql, &mut self.record, parent, had)?;
        self.record.open = self.record.open.max(placement.page);
        Ok(placement)
    }

    fn insert(&mut self, comment: &Comment<'_>, placement: Option<&Placement>) -> Result<u64> {
        self.changes(placement.map(|placement| placement.page));
        let line = comment.line;
        let mut values = self.said(comment);
        values.extend([
            text(line.comment.as_str()),
            maybe(line.parent.as_ref().map(CommentId::as_str)),
            maybe(placement.map(|place| place.number.to_string())),
            placement.map_or(SqlStorageValue::Null, |place| int(place.page)),
            int(line.created),
        ]);
        let seq = self.sql.number(
            "INSERT INTO comment (state, reason, name, url, mark, badge, body, key, sent, edited, away, score, import,
                 id, parent, number, page, created, rev)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) RETURNING seq AS number",
            values,
        )?;
        seq.ok_or(Problem::Internal)
    }

    /// What a comment says and how it is shown, in the order of the columns from `state` to `import`.
    fn said(&self, comment: &Comment<'_>) -> Vec<SqlStorageValue> {
        let line = comment.line;
        vec![
            text(line.state.as_str()),
            maybe(line.reason.as_deref()),
            text(&*comment.name),
            maybe(comment.url.as_deref()),
            text(comment.mark(&self.batch.secret)),
            maybe(comment.badge.as_deref()),
            text(&*comment.body),
            text(&*line.key),
            text(line.sent.as_deref().unwrap_or_default()),
            line.edited.map_or(SqlStorageValue::Null, int),
            comment.away(),
            int(comment.score()),
            int(self.batch.import),
        ]
    }

    /// Gives a tombstone back what it said.
    fn fill(&mut self, seq: u64, comment: &Comment<'_>) -> Result<()> {
        let line = comment.line;
        let mut values = self.said(comment);
        values.push(int(seq));
        self.sql.run(
            "UPDATE comment SET state = ?, reason = ?, name = ?, url = ?, mark = ?, badge = ?, body = ?, key = ?,
                 sent = ?, edited = ?, away = ?, score = ?, import = ?, rev = rev + 1
             WHERE seq = ?",
            values,
        )?;
        let filled = Own::find(self.sql, line.comment.as_str())?.ok_or(Problem::Internal)?;
        for page in remove::shown_on(self.sql, &filled)? {
            self.changes(Some(page));
        }
        Ok(())
    }

    /// Writes what belongs to a comment.
    fn beside(&self, seq: u64, line: &CommentLine) -> Result<()> {
        for (nth, former) in line.former.iter().enumerate() {
            self.sql.run(
                "INSERT OR REPLACE INTO former (comment, nth, body, until) VALUES (?, ?, ?, ?)",
                vec![
                    int(seq),
                    int(nth as u64),
                    text(&*former.body),
                    int(former.until),
                ],
            )?;
        }
        if let Some(change) = &line.change {
            self.sql.run(
                "INSERT OR REPLACE INTO change (comment, body, reason, since) VALUES (?, ?, ?, ?)",
                vec![
                    int(seq),
                    text(&*change.body),
                    text(&*change.reason),
                    int(change.since),
                ],
            )?;
        }
        for key in &line.votes {
            let key = KeyHash::from_hex(key).ok_or(Problem::Json)?.to_hex();
            let had = mine::has_any(self.sql, &key)?;
            self.sql.run(
                "INSERT OR IGNORE INTO vote (key, comment) VALUES (?, ?)",
                vec![text(&*key), int(seq)],
            )?;
            mine::tell(self.sql, &key, had, clock::now())?;
        }
        Ok(())
    }

    fn mention(&mut self, line: &MentionLine) -> Result<Outcome> {
        let name = Name::try_from(&*line.name)?;
        let url = WebAddress::optional(line.url.as_deref())?;
        let written = self.sql.numbers(
            "INSERT INTO mention (id, name, url, body, created, import) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT DO NOTHING RETURNING 1 AS number",
            vec![
                text(line.mention.as_str()),
                text(name.as_str()),
                maybe(url.as_ref().map(WebAddress::as_str)),
                text(&*line.body),
                int(line.created),
                int(self.batch.import),
            ],
        )?;
        if written.is_empty() {
            return Ok(Outcome::There);
        }
        self.mentions = true;
        self.changes(Some(0));
        Ok(Outcome::New)
    }

    /// Notes that a page has changed.
    fn changes(&mut self, page: Option<u32>) {
        self.pages
            .extend(page.filter(|page| !self.pages.contains(page)));
    }

    /// Has the pages put, and the site told.
    fn finish(mut self) -> Result<()> {
        let (sql, now) = (self.sql, clock::now());
        if self.batch.thread.claimed.is_some() {
            title::tell(sql, now)?;
        }
        if let Some(first) = self.first {
            told::tell_imported(sql, first, now)?;
        }
        if self.first.is_none() && !self.mentions {
            return Ok(());
        }
        self.record.say();
        self.record.save(sql)?;
        // The counts of comments and pages stand on page 0.
        self.changes(Some(0));
        publish(sql, &self.record, &self.pages)?;
        outbox::put(sql, "count", &self.record.news(), now)
    }
}

/// Has pages put that an import has changed.
pub fn publish(sql: &Sql<'_>, record: &Record, pages: &[u32]) -> Result<()> {
    let keys: Vec<String> = pages.iter().map(|page| record.key(*page)).collect();
    driver::update(sql, |publisher, now| {
        publisher.imported(&keys, record.version, now);
    })
}

/// A comment as it comes, with every field valid.
struct Comment<'a> {
    line: &'a CommentLine,
    number: Option<Number>,
    name: String,
    url: Option<String>,
    badge: Option<String>,
    body: String,
    key: Option<KeyHash>,
}

impl<'a> Comment<'a> {
    fn of(line: &'a CommentLine) -> Result<Self> {
        let number = line.number.as_deref().map(str::parse).transpose();
        let key = match &*line.key {
            "" => None,
            key => Some(KeyHash::from_hex(key).ok_or(Problem::Json)?),
        };
        let url = WebAddress::optional(line.url.as_deref())?;
        let badge = line.badge.as_deref().map(Name::try_from).transpose()?;
        // Nothing is left of what its author has deleted.
        let gone = line.state == State::Removed && key.is_none();
        let (name, body) = match gone {
            true => (String::new(), String::new()),
            false => (
                Name::try_from(&*line.name)?.into(),
                Body::imported(&line.body)?.into(),
            ),
        };
        if !gone && key.is_none() {
            return Err(Problem::Json);
        }
        Ok(Self {
            line,
            number: number.map_err(|_| Problem::Json)?,
            name,
            url: url.map(String::from).filter(|_| !gone),
            badge: badge.map(String::from).filter(|_| !gone),
            body,
            key,
        })
    }

    /// Whether it stands on a page. What comes from elsewhere does, also while it waits, so that it
    /// keeps its place; what has waited here since it was written gets its place when it is shown.
    fn has_place(&self) -> bool {
        let is_shown = self.line.state == State::Published;
        self.number.is_some() || self.line.sent.is_none() || is_shown
    }

    /// Since when it is away, if it is: its text is kept for a while from then on.
    fn away(&self) -> SqlStorageValue {
        let is_away = matches!(self.line.state, State::Spam | State::Removed);
        let since = self.line.away.unwrap_or_else(clock::now);
        match is_away && self.key.is_some() {
            true => int(since),
            false => SqlStorageValue::Null,
        }
    }

    fn mark(&self, secret: &str) -> String {
        let key = self.key.as_ref();
        key.map_or_else(String::new, |key| key.mark(secret.as_bytes()))
    }

    fn score(&self) -> u32 {
        let votes = u32::try_from(self.line.votes.len()).unwrap_or(u32::MAX);
        self.line.score.unwrap_or(votes)
    }
}

columns! {
    /// A mention as it is stored.
    pub struct Mentioned {
        /// The id.
        pub id: CommentId,
        /// What the other page calls itself.
        pub name: String,
        /// Its address.
        pub url: Option<String>,
        /// What it says of this one, as Markdown.
        pub body: String,
        /// When.
        pub created: u64,
    }
}

/// The mentions of the thread, the oldest first; so many of them.
pub fn mentions(sql: &Sql<'_>, most: u32) -> Result<Vec<Mentioned>> {
    sql.all(
        "SELECT id, name, url, body, created FROM mention ORDER BY created, id LIMIT ?",
        vec![int(most)],
    )
}

impl From<Mentioned> for Mention {
    fn from(mentioned: Mentioned) -> Self {
        Self {
            name: mentioned.name,
            url: mentioned.url,
            created: rfc3339(mentioned.created),
        }
    }
}
