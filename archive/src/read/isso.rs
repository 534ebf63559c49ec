//! Isso's database, a file of SQLite (`isso/db/threads.py` and `isso/db/comments.py` there).

use std::collections::{HashMap, VecDeque};
use std::io::{Read, Seek};

use postil_model::State;

use super::pull::Pull;
use crate::sqlite::{Database, Row, Table};
use crate::{Author, Entry, Fault, Found, Kind, Page, moment};

/// Reads a database. Network addresses, and who voted, are not even looked at.
pub struct Isso<R> {
    pull: Pull,
    base: Base<R>,
}

impl<R: Read + Seek> Isso<R> {
    /// Begins to read.
    pub fn new(file: R) -> Self {
        Self {
            pull: Pull::default(),
            base: Base {
                place: Some(Place::Outside(file)),
                pages: HashMap::new(),
            },
        }
    }
}

impl<R: Read + Seek> Iterator for Isso<R> {
    type Item = Result<Found, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { pull, base } = self;
        pull.next(|found| base.step(found))
    }
}

struct Base<R> {
    place: Option<Place<R>>,
    /// The pages by their numbers, which the comments name.
    pages: HashMap<i64, String>,
}

/// What is being read.
enum Place<R> {
    Outside(R),
    Threads(Database<R>, Table),
    Comments(Database<R>, Comments),
}

/// The table of comments, and where its columns are: they came to it one by one over the years.
struct Comments {
    table: Table,
    tid: usize,
    text: usize,
    mode: usize,
    created: usize,
    parent: Option<usize>,
    modified: Option<usize>,
    author: Option<usize>,
    email: Option<usize>,
    website: Option<usize>,
}

impl Comments {
    fn new(table: Table) -> Option<Self> {
        Some(Self {
            tid: table.column("tid")?,
            text: table.column("text")?,
            mode: table.column("mode")?,
            created: table.column("created")?,
            parent: table.column("parent"),
            modified: table.column("modified"),
            author: table.column("author"),
            email: table.column("email"),
            website: table.column("website"),
            table,
        })
    }
}

impl<R: Read + Seek> Base<R> {
    /// Reads a row; whether there may be more.
    fn step(&mut self, found: &mut VecDeque<Found>) -> Result<bool, Fault> {
        let next = match self.place.take() {
            None => return Ok(false),
            Some(Place::Outside(file)) => {
                let mut database = Database::open(file)?;
                let threads = database.table("threads")?.ok_or(Fault::Unknown)?;
                Place::Threads(database, threads)
            }
            Some(Place::Threads(mut database, mut threads)) => {
                if let Some(row) = threads.next(&mut database)? {
                    found.extend(self.page(&threads, &row).map(Found::Page));
                    Place::Threads(database, threads)
                } else {
                    let comments = database.table("comments")?.and_then(Comments::new);
                    Place::Comments(database, comments.ok_or(Fault::Unknown)?)
                }
            }
            Some(Place::Comments(mut database, mut comments)) => {
                let Some(row) = comments.table.next(&mut database)? else {
                    return database.ask_whole().map(|()| false);
                };
                found.push_back(self.entry(&comments, &row));
                Place::Comments(database, comments)
            }
        };
        self.place = Some(next);
        Ok(true)
    }

    /// A page, whose key is kept; nothing if it has no address.
    fn page(&mut self, threads: &Table, row: &Row) -> Option<Page> {
        let text = |name| threads.column(name).map(|column| row.text(column));
        let key = text("uri").filter(|uri| !uri.is_empty())?;
        self.pages.insert(row.id, key.clone());
        Some(Page {
            address: key.clone(),
            key,
            title: text("title").unwrap_or_default(),
            closed: false,
            line: None,
        })
    }

    fn entry(&self, comments: &Comments, row: &Row) -> Found {
        let thread = row.integer(comments.tid);
        let Some(page) = thread.and_then(|thread| self.pages.get(&thread)) else {
            return Found::broken(row.at, Some(row.id.to_string()), "its page is not there");
        };
        let text = |column: Option<usize>| column.map(|column| row.text(column));
        let seconds = |column| row.real(column).and_then(moment::from_seconds);
        let parent = comments.parent.and_then(|column| row.integer(column));
        Found::Entry(Entry {
            at: row.at,
            id: row.id.to_string(),
            page: page.clone(),
            parent: parent.map(|parent| parent.to_string()),
            kind: Kind::Comment,
            state: match row.integer(comments.mode) {
                Some(1) => State::Published,
                Some(4) => State::Removed,
                // 2 waits for a moderator, and what is none of these shall.
                _ => State::Held,
            },
            author: Author {
                name: text(comments.author).unwrap_or_default(),
                url: text(comments.website).unwrap_or_default(),
                mail: text(comments.email).unwrap_or_default(),
                user: None,
            },
            created: seconds(comments.created),
            edited: comments.modified.and_then(seconds),
            body: row.text(comments.text),
            line: None,
        })
    }
}

#[cfg(test)]
mod tests;
