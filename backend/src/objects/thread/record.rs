//! The one row that says what the thread is and how far it has come.

use postil_widget::ssr::MARKUP;
use serde::Deserialize;

use crate::message::{Insert, News, Whose};
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::Result;

/// The thread's row.
#[derive(Clone, Debug, Deserialize)]
pub struct Record {
    /// The site's id.
    pub site: String,
    /// The thread's id.
    pub id: String,
    /// The thread's hash.
    pub hash: String,
    /// Grows with each change that a reader can see.
    pub version: u64,
    /// The last version that brought something else than scores.
    pub said: u64,
    /// How many comments a reader can see.
    pub count: u32,
    /// The last number given to a root.
    pub roots: u32,
    /// The open (last) page.
    pub open: u32,
    /// Whether the site's object was told that readers must be sent here.
    pub waiting: u8,
    /// The markup that all pages are, or are to be, published with.
    pub markup: String,
}

impl Record {
    /// The stored row; none before the first comment.
    pub fn load(sql: &Sql<'_>) -> Result<Option<Self>> {
        sql.first(
            "SELECT site, id, hash, version, said, count, roots, open, waiting, markup FROM thread",
            vec![],
        )
    }

    /// The row, which is made with the first comment: from then on the object knows what it is.
    pub fn load_or_begin(sql: &Sql<'_>, whose: &Whose, first: &Insert) -> Result<Self> {
        if let Some(record) = Self::load(sql)? {
            return Ok(record);
        }
        let Whose { site, thread, hash } = whose.clone();
        sql.run(
            "INSERT INTO thread (one, site, id, hash, title, address, version, count, roots, open, waiting, markup)
             VALUES (1, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, ?)",
            vec![text(&*site), text(&*thread), text(&*hash), maybe(first.claimed_title.clone()), maybe(first.claimed_address.clone()), text(MARKUP)],
        )?;
        Ok(Self {
            site,
            id: thread,
            hash,
            version: 0,
            said: 0,
            count: 0,
            roots: 0,
            open: 0,
            waiting: 0,
            markup: MARKUP.to_owned(),
        })
    }

    /// Stores what changes.
    pub fn save(&self, sql: &Sql<'_>) -> Result<()> {
        sql.run(
            "UPDATE thread SET version = ?, said = ?, count = ?, roots = ?, open = ?, waiting = ?, markup = ?",
            vec![
                int(self.version),
                int(self.said),
                int(self.count),
                int(self.roots),
                int(self.open),
                int(self.waiting),
                text(&*self.markup),
            ],
        )
    }

    /// Counts a change that readers wait for: a comment, a text, a removal.
    pub fn say(&mut self) {
        self.version += 1;
        self.said = self.version;
    }

    /// What the site is told of the count.
    pub fn news(&self) -> News {
        News::Count {
            count: self.count,
            version: self.version,
        }
    }

    /// How to address this thread.
    pub fn whose(&self) -> Whose {
        Whose {
            site: self.site.clone(),
            thread: self.id.clone(),
            hash: self.hash.clone(),
        }
    }

    /// How many pages there are.
    pub fn pages(&self) -> u32 {
        self.open + 1
    }

    /// The KV key of a page, as pages are cut now.
    pub fn key(&self, page: u32) -> String {
        key(
            &self.site,
            &self.hash,
            &postil_model::thread::page_name(page, self.pages()),
        )
    }

    /// The page of a KV key, as pages are cut now.
    pub fn page_of(&self, key: &str) -> Option<u32> {
        match key.rsplit('/').next()? {
            "last" => Some(self.open),
            number => number.parse().ok().filter(|page| *page <= self.open),
        }
    }
}

/// The KV key of a page of a thread.
pub fn key(site: &str, hash: &str, name: &str) -> String {
    format!("thread/{site}/{hash}/{name}")
}
