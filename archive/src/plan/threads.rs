//! What of a plan is written, thread by thread.

use std::collections::HashMap;
use std::iter;
use std::ops::Range;

use postil_model::import::{Cost, MOST_BYTES, MOST_ENTRIES};
use postil_model::time::Millis;
use postil_model::wire::desk::{Door, ThreadLine};
use postil_model::{ThreadId, Title};

use super::{Fate, Parent, Plan};
use crate::System;
use crate::arrange::{Loose, Place, order};

/// A thread, and what is written on it.
#[derive(Debug)]
pub(crate) struct Thread {
    /// The plan's pages that it is of; never none.
    pages: Vec<usize>,
    /// Mentions, and after them comments in the order in which they are written.
    pub items: Vec<Item>,
}

/// An entry that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Item {
    /// The plan's line.
    pub line: usize,
    /// The line of what it answers.
    pub parent: Option<usize>,
    /// Why it does not answer what it wants to.
    pub loose: Option<Loose>,
    /// When it was written, as well as can be told.
    pub created: Millis,
}

/// What is sent at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Batch {
    /// Which of the thread's items.
    pub items: Range<usize>,
    /// How many comments are among them.
    pub comments: u32,
    /// How many mentions.
    pub mentions: u32,
    /// How many rows they take beside their own.
    pub extras: u32,
}

impl Batch {
    /// What it costs.
    pub fn cost(&self) -> Cost {
        Cost::of_batch(self.comments, self.mentions).and(Cost::of_extras(self.extras))
    }
}

impl Plan {
    /// The threads that something is written on, or said of, in the order of the file.
    pub(crate) fn queue(&self) -> Vec<Thread> {
        let mut known: HashMap<&ThreadId, usize> = HashMap::new();
        let mut threads: Vec<Members> = Vec::new();
        let of_page: Vec<Option<usize>> = (self.pages.iter().enumerate())
            .map(|(page, plan)| {
                let thread = plan.thread.as_ref().ok()?;
                let at = *known.entry(thread).or_insert_with(|| {
                    threads.push(Members::default());
                    threads.len() - 1
                });
                threads.get_mut(at)?.pages.push(page);
                Some(at)
            })
            .collect();
        for (at, line) in self.lines.iter().enumerate() {
            let thread = line.page.and_then(|page| of_page.get(page).copied()?);
            let Some(thread) = thread.and_then(|thread| threads.get_mut(thread)) else {
                continue;
            };
            if line.fate == Fate::Mention {
                thread.mentions.push(at);
            } else if line.fate.is_comment() {
                thread.comments.push(at);
            }
        }
        let mut places = vec![usize::MAX; self.lines.len()];
        threads
            .into_iter()
            .filter(|members| !members.is_empty() || self.says_something(&members.pages))
            .map(|members| self.thread(members, &mut places))
            .collect()
    }

    /// Whether there is something to be said of a thread that has no entries: Postil's own may be
    /// closed, or have a title that was confirmed.
    fn says_something(&self, pages: &[usize]) -> bool {
        let mut pages = pages.iter().filter_map(|page| self.pages.get(*page));
        pages.any(|plan| {
            let line = plan.page.line.as_deref();
            line.is_some_and(|line| line.door != Door::Open || line.title.is_some())
        })
    }

    /// Arranges a thread. `places` is room for where a line stands among its comments.
    fn thread(&self, members: Members, places: &mut [usize]) -> Thread {
        let lines = &members.comments;
        for (place, line) in lines.iter().enumerate() {
            if let Some(its) = places.get_mut(*line) {
                *its = place;
            }
        }
        let place = |(entry, line): (usize, &usize)| {
            let wanted = self
                .lines
                .get(*line)
                .map_or(Parent::None, |line| line.parent);
            let parent = wanted.line().and_then(|line| {
                let place = places.get(line).copied()?;
                // The room may still have what another thread has left in it.
                (lines.get(place) == Some(&line)).then_some(place)
            });
            let loose = (wanted != Parent::None && parent.is_none()).then_some(Loose::Missing);
            Place {
                entry,
                parent,
                loose,
            }
        };
        let unordered = lines.iter().enumerate().map(place).collect();
        let whole = |place: usize| lines.get(place).copied().unwrap_or_default();
        let comments = order(&self.moments(lines), unordered)
            .into_iter()
            .map(|place| Item {
                line: whole(place.entry),
                parent: place.parent.map(whole),
                loose: place.loose,
                created: 0,
            });
        let mention = |line: &usize| Item {
            line: *line,
            parent: None,
            loose: None,
            created: 0,
        };
        let mut items: Vec<Item> = members
            .mentions
            .iter()
            .map(mention)
            .chain(comments)
            .collect();
        self.date(&mut items, members.mentions.len());
        Thread {
            pages: members.pages,
            items,
        }
    }

    /// By what comments are ordered: when they were written; Postil's own, which have an order
    /// already, by that.
    fn moments(&self, lines: &[usize]) -> Vec<Option<Millis>> {
        let is_own = |line: &&super::Line| {
            let part = self.parts.get(line.part);
            part.is_some_and(|part| part.system == System::Postil)
        };
        let lines = || lines.iter().filter_map(|line| self.lines.get(*line));
        if lines().all(|line| is_own(&line)) {
            (0..).take(lines().count()).map(Some).collect()
        } else {
            lines().map(|line| line.created).collect()
        }
    }

    /// Says when each item was written. One of which the file does not tell has the moment of the
    /// latest before it, or else of the next one after it.
    fn date(&self, items: &mut [Item], mentions: usize) {
        let told = |item: &Item| self.lines.get(item.line).and_then(|line| line.created);
        let any = items
            .get(mentions..)
            .unwrap_or_default()
            .iter()
            .find_map(told);
        let any = any.or_else(|| items.iter().find_map(told)).unwrap_or(0);
        let (mentions, comments) = items.split_at_mut(mentions.min(items.len()));
        for items in [mentions, comments] {
            let mut latest = items.iter().find_map(told).unwrap_or(any);
            for item in items {
                item.created = told(item).unwrap_or(latest);
                latest = latest.max(item.created);
            }
        }
    }
}

/// The pages and the lines of a thread.
#[derive(Default)]
struct Members {
    pages: Vec<usize>,
    mentions: Vec<usize>,
    comments: Vec<usize>,
}

impl Members {
    fn is_empty(&self) -> bool {
        self.mentions.is_empty() && self.comments.is_empty()
    }
}

impl Thread {
    /// Its id.
    pub fn id<'a>(&self, plan: &'a Plan) -> Option<&'a ThreadId> {
        let page = self.pages.first().and_then(|page| plan.pages.get(*page))?;
        page.thread.as_ref().ok()
    }

    /// What is to be said of it: what the first of its pages says, and the title of the first that
    /// has one.
    pub fn line(&self, plan: &Plan) -> ThreadLine {
        let pages = || self.pages.iter().filter_map(|page| plan.pages.get(*page));
        let Some(first) = pages().next() else {
            return ThreadLine::default();
        };
        let title = pages().find_map(|plan| Title::cut(&plan.page.title));
        let own = first.page.line.as_deref().cloned().unwrap_or_default();
        ThreadLine {
            thread: self.id(plan).map(ToString::to_string).unwrap_or_default(),
            address: first.address.clone(),
            title: title.map(String::from),
            door: if first.page.closed {
                Door::Closed
            } else {
                own.door
            },
            ..own
        }
    }

    /// Whether several pages of the files have become this one.
    pub fn is_merged(&self) -> bool {
        self.pages.len() > 1
    }

    /// When the newest of its comments was written.
    pub fn newest(&self) -> Millis {
        let moments = self.items.iter().map(|item| item.created);
        moments.max().unwrap_or_default()
    }

    /// The batches that its items are sent in.
    pub fn batches(&self, plan: &Plan) -> Vec<Batch> {
        let line = |item: &Item| plan.lines.get(item.line);
        let length = |item: &Item| line(item).map_or(0, |line| line.length);
        let is_mention = |item: &&Item| line(item).is_some_and(|line| line.fate == Fate::Mention);
        cut(self.items.iter().map(length))
            .into_iter()
            .map(|range| {
                let items = self.items.get(range.clone()).unwrap_or_default();
                let mentions = items.iter().filter(is_mention).count();
                let extras = items.iter().filter_map(line).map(|line| line.extras);
                Batch {
                    comments: count(items.len() - mentions),
                    mentions: count(mentions),
                    extras: extras.fold(0, u32::saturating_add),
                    items: range,
                }
            })
            .collect()
    }
}

/// A count as costs have it.
fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// Cuts a list of texts of some lengths into what is sent at once. Of a thread without any there is
/// still something to be said.
fn cut(lengths: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut batches: Vec<Range<usize>> = iter::once(0..0).collect();
    let mut bytes = 0;
    for (at, length) in lengths.enumerate() {
        bytes += length;
        match batches.last_mut() {
            Some(batch)
                if batch.start == batch.end
                    || batch.len() < MOST_ENTRIES && bytes <= MOST_BYTES =>
            {
                batch.end = at + 1;
            }
            _ => {
                batches.push(at..at + 1);
                bytes = length;
            }
        }
    }
    batches
}

#[cfg(test)]
mod tests;
