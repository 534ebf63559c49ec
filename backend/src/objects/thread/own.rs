//! A comment as its author, or a voter, means it.

use postil_model::claim::{Standing, standing};
use postil_model::comment::State;

use crate::message::Claim;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Refusal, Result};

columns! {
    /// A stored comment, with what its author's wishes depend on.
    pub struct Own {
        /// Its place in the order of arrival, which names it in the other tables.
        pub seq: u64,
        /// The id.
        pub id: String,
        /// Whether and how it is shown.
        pub state: State,
        /// Why it is held.
        pub reason: Option<String>,
        /// The comment it answers.
        pub parent: Option<String>,
        /// The page it was placed on.
        pub page: Option<u32>,
        /// The author's name.
        pub name: String,
        /// The Markdown source.
        pub body: String,
        /// The hash of the author's key; empty once the author has deleted it.
        pub key: String,
        /// When it was written.
        pub created: u64,
        /// The sum of its votes.
        pub score: u32,
    }
}

const COLUMNS: &str =
    "SELECT seq, id, state, reason, parent, page, name, body, key, created, score FROM comment";

impl Own {
    /// The comment of an id.
    pub fn find(sql: &Sql<'_>, id: &str) -> Result<Option<Self>> {
        sql.first(&format!("{COLUMNS} WHERE id = ?"), vec![text(id)])
    }

    /// The comment of a claim, if the claim is right.
    pub fn of(sql: &Sql<'_>, claim: &Claim) -> Result<Self> {
        let found = Self::find(sql, claim.id.as_str())?.ok_or(Refusal::Comment)?;
        match standing(found.state, found.key == claim.key) {
            Standing::Author => Ok(found),
            Standing::Stranger => Err(Refusal::NotYours.into()),
            Standing::Unknown => Err(Refusal::Comment.into()),
        }
    }

    /// The first of a key's comments.
    pub fn all(sql: &Sql<'_>, key: &str, most: usize) -> Result<Vec<Self>> {
        sql.all(
            &format!("{COLUMNS} WHERE key = ? ORDER BY seq LIMIT {most}"),
            vec![text(key)],
        )
    }

    /// The first of those that were called spam or removed before a moment.
    pub fn away_since(sql: &Sql<'_>, moment: u64) -> Result<Vec<Self>> {
        sql.all(
            &format!("{COLUMNS} WHERE away <= ? ORDER BY away LIMIT 100"),
            vec![int(moment)],
        )
    }

    /// The last of those that an import has brought, the last first.
    pub fn imported(sql: &Sql<'_>, import: u64, most: u32) -> Result<Vec<Self>> {
        sql.all(
            &format!("{COLUMNS} WHERE import = ? ORDER BY seq DESC LIMIT {most}"),
            vec![int(import)],
        )
    }

    /// Whether nothing is left of it.
    pub fn is_deleted(&self) -> bool {
        self.state == State::Removed && self.key.is_empty()
    }

    /// Whether everyone sees it.
    pub fn is_published(&self) -> bool {
        self.state == State::Published
    }
}
