//! What an import would do, before it does anything: what becomes of every entry of a file, on which
//! thread, and why of some nothing comes.
//!
//! The file is gone through once. Of an entry only what decides is kept, so that a hundred thousand
//! of them are planned in some twenty megabytes; a few are kept whole, to be looked at.

mod fate;
mod sample;

use std::collections::HashMap;

use postil_model::time::Millis;
use postil_model::{Site, ThreadId};

use crate::arrange::{Node, Place, arrange};
use crate::moves::{Lost, Moves};
use crate::{Entry, Fault, Found, Page, Staff};
pub use fate::{Fate, Why};
use sample::Samples;

/// How many entries are kept to be looked at.
const SAMPLES: usize = 20;

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// The pages of the file, in the order in which it names them: told or only stood on.
    pub pages: Vec<PagePlan>,
    /// What becomes of each entry, in the order of the file.
    pub lines: Vec<Line>,
    /// Whom the file knows as somebody of the site.
    pub staff: Vec<Staff>,
    /// Some of what would be shown, from everywhere in the file.
    pub samples: Vec<Entry>,
    /// Why the file was read no further, if it was not read to its end.
    pub fault: Option<Fault>,
}

/// A page, and where it belongs.
#[derive(Debug)]
pub struct PagePlan {
    /// The page as the file has it.
    pub page: Page,
    /// Its thread.
    pub thread: Result<ThreadId, Lost>,
}

/// What becomes of an entry.
#[derive(Debug, Clone)]
pub struct Line {
    /// At which byte of the file it begins.
    pub at: u64,
    /// Its id there; empty if it could not be read.
    pub id: String,
    /// What becomes of it.
    pub fate: Fate,
    /// Which of the plan's pages it stands on.
    pub page: Option<usize>,
    parent: Option<String>,
    created: Option<Millis>,
}

impl Plan {
    /// Plans the import of what a reader finds.
    pub fn of(
        site: &Site,
        moves: &Moves,
        found: impl IntoIterator<Item = Result<Found, Fault>>,
    ) -> Self {
        let mut draft = Draft {
            samples: Samples::of(SAMPLES),
            ..Draft::default()
        };
        for found in found {
            match found {
                Ok(found) => draft.take(site, moves, found),
                Err(fault) => draft.plan.fault = Some(fault),
            }
        }
        draft.finish()
    }

    /// How many entries have a fate that is asked for.
    #[must_use]
    pub fn count(&self, is_meant: impl Fn(&Fate) -> bool) -> usize {
        self.lines
            .iter()
            .filter(|line| is_meant(&line.fate))
            .count()
    }

    /// The comments of each thread, in the order in which they are to be written; tombstones among
    /// them. Each is one of the plan's lines, and so is its parent.
    #[must_use]
    pub fn threads(&self) -> Vec<(&ThreadId, Vec<Place>)> {
        let mut order = Vec::new();
        let mut members: HashMap<&ThreadId, Vec<usize>> = HashMap::new();
        for (at, line) in self.lines.iter().enumerate() {
            let page = line.page.and_then(|page| self.pages.get(page));
            if let Some(Ok(thread)) = page.map(|page| &page.thread)
                && line.fate.is_comment()
            {
                let lines = members.entry(thread).or_default();
                if lines.is_empty() {
                    order.push(thread);
                }
                lines.push(at);
            }
        }
        let places = |thread| {
            let lines = members.get(thread).map(Vec::as_slice).unwrap_or_default();
            (thread, self.arranged(lines))
        };
        order.into_iter().map(places).collect()
    }

    /// The places of some lines among each other.
    fn arranged(&self, lines: &[usize]) -> Vec<Place> {
        let nodes: Vec<Node<'_>> = lines
            .iter()
            .filter_map(|at| self.lines.get(*at))
            .map(|line| Node {
                id: &line.id,
                parent: line.parent.as_deref(),
                created: line.created,
            })
            .collect();
        let whole = |at: usize| lines.get(at).copied().unwrap_or_default();
        let place = |place: Place| Place {
            entry: whole(place.entry),
            parent: place.parent.map(whole),
            ..place
        };
        arrange(&nodes).into_iter().map(place).collect()
    }
}

/// A plan that is being made.
#[derive(Default)]
struct Draft {
    plan: Plan,
    /// The plan's pages by their keys. One may be told after its entries.
    pages: HashMap<String, usize>,
    /// The first line of each id.
    ids: HashMap<String, usize>,
    samples: Samples,
}

impl Draft {
    fn take(&mut self, site: &Site, moves: &Moves, found: Found) {
        match found {
            Found::Page(page) => {
                let thread = moves.thread(site, &page.address);
                let at = self.page(&page.key);
                // Of two with one key, the first is meant.
                if let Some(plan) = self.plan.pages.get_mut(at)
                    && plan.page.address.is_empty()
                {
                    *plan = PagePlan { page, thread };
                }
            }
            Found::Staff(staff) => self.plan.staff.push(staff),
            Found::Broken { at, id, why } => self.plan.lines.push(Line {
                at,
                id: id.unwrap_or_default(),
                fate: Fate::Skip(Why::Broken(why)),
                page: None,
                parent: None,
                created: None,
            }),
            Found::Entry(entry) => self.entry(entry),
        }
    }

    /// Which of the plan's pages has a key.
    fn page(&mut self, key: &str) -> usize {
        if let Some(at) = self.pages.get(key) {
            return *at;
        }
        let at = self.plan.pages.len();
        self.pages.insert(key.to_owned(), at);
        self.plan.pages.push(PagePlan {
            page: Page {
                key: key.to_owned(),
                ..Page::default()
            },
            thread: Err(Lost::NoAddress),
        });
        at
    }

    fn entry(&mut self, entry: Entry) {
        let is_first = !self.ids.contains_key(&entry.id);
        let fate = if is_first {
            self.ids.insert(entry.id.clone(), self.plan.lines.len());
            Fate::of(&entry)
        } else {
            Fate::Skip(Why::Twice)
        };
        let page = Some(self.page(&entry.page));
        let is_shown = fate == Fate::Publish;
        self.plan.lines.push(Line {
            at: entry.at,
            id: entry.id.clone(),
            page,
            parent: entry.parent.clone(),
            created: entry.created,
            fate,
        });
        if is_shown {
            self.samples.offer(entry);
        }
    }

    /// Decides what depends on the rest of the file.
    fn finish(mut self) -> Plan {
        self.lose();
        self.raise_stones();
        for line in &mut self.plan.lines {
            line.fate.settle();
        }
        self.plan.samples = self.samples.into_entries();
        self.plan
    }

    /// Has nothing come of what stands on none of the site's pages.
    fn lose(&mut self) {
        for line in &mut self.plan.lines {
            let page = line.page.and_then(|page| self.plan.pages.get(page));
            if let Some(Err(lost)) = page.map(|page| &page.thread)
                && !matches!(line.fate, Fate::Skip(_))
            {
                line.fate = Fate::Skip(Why::Lost(lost.clone()));
            }
        }
    }

    /// Has what is gone stay as a tombstone, where something is kept that answers it.
    fn raise_stones(&mut self) {
        let parent_of = |line: &Line| {
            line.parent
                .as_ref()
                .and_then(|id| self.ids.get(id).copied())
        };
        let parents: Vec<Option<usize>> = self.plan.lines.iter().map(parent_of).collect();
        for start in 0..self.plan.lines.len() {
            let is_kept = |line: &Line| matches!(line.fate, Fate::Publish | Fate::Hold);
            if !self.plan.lines.get(start).is_some_and(is_kept) {
                continue;
            }
            let page = self.plan.lines.get(start).and_then(|line| line.page);
            let mut at = parents.get(start).copied().flatten();
            while let Some(line) = at.and_then(|at| self.plan.lines.get_mut(at)) {
                // What is on another page is answered by nothing here.
                if line.page != page || !line.fate.raise() {
                    break;
                }
                at = at.and_then(|at| parents.get(at).copied().flatten());
            }
        }
    }
}

#[cfg(test)]
mod tests;
