//! What the word statistics have learned from the site's own decisions.
//!
//! Spam is what moderators call so. What they approve is none; and as much of what has stood for a
//! while without anybody objecting is taken for none, too, so that a site learns where nothing ever
//! has to be approved.

use postil_model::defence::statistics::{Counts, Step, tokens};
use postil_model::site::Site;
use postil_model::wire::desk::Act;

use super::defence::taken_apart;
use super::entry::Entry;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// How many comments of one action are learned from: each writes a row for every word.
pub const MOST: usize = 50;

/// What has stood for so long without anybody objecting is taken for no spam.
const STANDS: u64 = 6 * 3_600_000;

/// What was learned from a comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Learned {
    /// Nothing.
    #[default]
    Nothing,
    /// That it is no spam.
    Ham,
    /// That it is spam.
    Spam,
}

impl Learned {
    /// What an act says of a comment.
    pub fn from_act(act: Act) -> Option<Self> {
        match act {
            Act::Approve => Some(Self::Ham),
            Act::Spam => Some(Self::Spam),
            Act::Hold | Act::Remove | Act::Pin | Act::Unpin => None,
        }
    }

    /// As it is stored.
    pub const fn number(self) -> u8 {
        match self {
            Self::Nothing => 0,
            Self::Ham => 1,
            Self::Spam => 2,
        }
    }
}

/// As it was stored.
impl From<u8> for Learned {
    fn from(number: u8) -> Self {
        match number {
            1 => Self::Ham,
            2 => Self::Spam,
            _ => Self::Nothing,
        }
    }
}

/// Learns something from a comment as it is, instead of what was learned from it as it was before.
pub fn relearn(sql: &Sql<'_>, site: &Site, before: &Entry, now: &Entry, to: Learned) -> Result<()> {
    if Learned::from(before.learned) == to && before.body == now.body {
        return Ok(());
    }
    forget(sql, site, before)?;
    step(sql, site, now, to, Step::Learn)
}

/// Forgets what was learned from a comment.
pub fn forget(sql: &Sql<'_>, site: &Site, entry: &Entry) -> Result<()> {
    step(sql, site, entry, entry.learned.into(), Step::Forget)
}

/// Takes a comment that has stood for long enough for no spam: the newest that nothing was learned from.
pub fn one_that_stands(sql: &Sql<'_>, site: &Site, now: u64) -> Result<()> {
    if let Some(entry) = Entry::unlearned(sql, now.saturating_sub(STANDS))? {
        step(sql, site, &entry, Learned::Ham, Step::Learn)?;
        sql.run(
            "UPDATE entry SET learned = ?2 WHERE seq = ?1",
            vec![int(entry.seq), int(Learned::Ham.number())],
        )?;
    }
    Ok(())
}

/// How many comments were decided about.
pub fn decisions(sql: &Sql<'_>) -> Result<Counts> {
    counts(sql, "")
}

/// In how many comments a word stood.
pub fn counts(sql: &Sql<'_>, token: &str) -> Result<Counts> {
    columns! {
        struct Row {
            spam: u32,
            ham: u32,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT spam, ham FROM token WHERE token = ?",
        vec![text(token)],
    )?;
    Ok(row.map_or_else(Counts::default, |Row { spam, ham }| Counts { spam, ham }))
}

fn step(sql: &Sql<'_>, site: &Site, entry: &Entry, what: Learned, step: Step) -> Result<()> {
    let is_spam = match what {
        Learned::Nothing => return Ok(()),
        Learned::Ham => false,
        Learned::Spam => true,
    };
    let words = taken_apart(site, &entry.name, entry.url.as_deref(), &entry.body);
    // The empty word stands in every comment: its counts are those of all decisions.
    for token in tokens(&words).into_iter().chain([String::new()]) {
        let mut known = counts(sql, &token)?;
        known.learn(is_spam, step);
        if known.is_empty() {
            sql.run("DELETE FROM token WHERE token = ?", vec![text(token)])?;
        } else {
            sql.run(
                "INSERT OR REPLACE INTO token (token, spam, ham) VALUES (?, ?, ?)",
                vec![text(token), int(known.spam), int(known.ham)],
            )?;
        }
    }
    Ok(())
}
