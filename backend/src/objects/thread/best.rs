//! The page of the most useful conversations, of a thread that has more than one page.
//!
//! It holds about as many comments as any other page: first the conversations in which readers
//! found something useful, the most useful first, then the earliest ones. The rest of the thread is
//! left.

use std::collections::HashSet;

use postil_model::thread::{FULL_FOR_REPLIES, FULL_FOR_ROOTS};

use super::read::{PAGE, Stored};
use super::record::Record;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// With so many comments the page is full.
const FULL: usize = FULL_FOR_ROOTS as usize;
/// It never has more.
const MOST: usize = FULL_FOR_REPLIES as usize;

/// The comments of the page, in no order.
pub fn comments(sql: &Sql<'_>, record: &Record) -> Result<Vec<Stored>> {
    let mut page = Filling::default();
    for root in useful(sql)? {
        if page.is_full() {
            break;
        }
        page.take(root, conversation(sql, root, MOST + 1)?);
    }
    for number in 0..=record.open {
        if page.is_full() {
            break;
        }
        page.fill(on_page(sql, number)?);
    }
    Ok(page.comments)
}

/// The roots of the conversations in which anything was found useful, the best first. The index of
/// comments with a score answers this without a look at the others.
fn useful(sql: &Sql<'_>) -> Result<Vec<u64>> {
    // Of a number such as 3.1.2 the cast takes the first part.
    sql.numbers(
        "SELECT CAST(number AS INTEGER) AS number FROM comment
         WHERE score > 0 AND state = 'published' AND number IS NOT NULL
         GROUP BY 1 ORDER BY max(score) DESC, 1 LIMIT ?",
        vec![int(FULL as u64)],
    )
}

/// A root and what stands below it: all of it, or so much of a longer one, the root, the useful and
/// the earliest first.
fn conversation(sql: &Sql<'_>, root: u64, most: usize) -> Result<Vec<Stored>> {
    // Among numbers, only `3` and those that begin with `3.` lie between `3` and `3/`.
    sql.all(
        &format!(
            "{PAGE} WHERE c.number >= ?1 AND c.number < ?1 || '/'
             ORDER BY c.number = ?1 DESC, c.score DESC, c.seq LIMIT ?2"
        ),
        vec![text(root.to_string()), int(most as u64)],
    )
}

/// The comments of a page, one conversation after the other.
fn on_page(sql: &Sql<'_>, page: u32) -> Result<Vec<Stored>> {
    sql.all(
        &format!("{PAGE} WHERE c.page = ? ORDER BY CAST(c.number AS INTEGER), c.seq"),
        vec![int(page)],
    )
}

/// A page that is being filled.
#[derive(Default)]
struct Filling {
    comments: Vec<Stored>,
    /// The roots of the conversations that are on it.
    taken: HashSet<u64>,
    /// Once a conversation did not fit, none after it is taken: they would stand before it.
    closed: bool,
}

impl Filling {
    fn is_full(&self) -> bool {
        self.closed || self.comments.len() >= FULL
    }

    /// Takes a conversation whole. One that is longer than the page is cut, if there is room for
    /// much of it.
    fn take(&mut self, root: u64, mut conversation: Vec<Stored>) {
        let room = MOST.saturating_sub(self.comments.len());
        if conversation.len() > room {
            self.closed = true;
            if room < MOST / 2 {
                return;
            }
            conversation.truncate(room);
        }
        if self.taken.insert(root) && conversation.iter().any(Stored::is_published) {
            self.comments.append(&mut conversation);
        }
    }

    /// Takes the conversations of a page in order, unless they are taken already.
    fn fill(&mut self, comments: Vec<Stored>) {
        let mut rest = comments.into_iter().peekable();
        while let Some(first) = rest.next() {
            let root = first.conversation();
            let mut conversation = vec![first];
            while let Some(one) = rest.next_if(|next| next.conversation() == root) {
                conversation.push(one);
            }
            if self.is_full() {
                return;
            }
            if !self.taken.contains(&root) {
                self.take(root, conversation);
            }
        }
    }
}
