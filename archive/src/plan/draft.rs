//! A plan that is being made, as its files are gone through.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use postil_model::wire::desk::CommentLine;
use postil_model::{Site, import};

use super::sample::{Sample, Samples};
use super::{Fate, Line, PagePlan, Parent, Part, Plan, Why};
use crate::moves::{Lost, Moves};
use crate::run::tidy;
use crate::{Entry, Fault, Found, Page, System};

/// How many entries are kept to be looked at.
const SAMPLES: usize = 20;

/// A plan that is being made.
pub struct Draft<'a> {
    site: &'a Site,
    moves: &'a Moves,
    plan: Plan,
    /// The plan's pages by their keys. One may be told after its entries.
    pages: Known,
    /// The first line of each id.
    ids: Known,
    /// What each line answers, by its id.
    parents: Vec<Option<Box<str>>>,
    staff: HashSet<String>,
    samples: Samples,
}

/// Where something of a name stands in a list, by the name's hash: the names are in the list. Two of
/// one hash, and one name in two exports, follow one another.
#[derive(Default)]
struct Known {
    first: HashMap<u64, usize>,
    next: HashMap<usize, usize>,
}

impl Known {
    fn add(&mut self, name: &str, at: usize) {
        let mut last = *self.first.entry(hash(name)).or_insert(at);
        while let Some(next) = self.next.get(&last) {
            last = *next;
        }
        if last != at {
            self.next.insert(last, at);
        }
    }

    /// Those that may have a name.
    fn of<'a>(&'a self, name: &str) -> impl Iterator<Item = usize> + 'a {
        let first = self.first.get(&hash(name)).copied();
        std::iter::successors(first, |at| self.next.get(at).copied())
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

impl<'a> Draft<'a> {
    pub fn new(site: &'a Site, moves: &'a Moves) -> Self {
        Self {
            site,
            moves,
            plan: Plan::default(),
            pages: Known::default(),
            ids: Known::default(),
            parents: Vec::new(),
            staff: HashSet::new(),
            samples: Samples::of(SAMPLES),
        }
    }

    /// Begins a part: what is taken from now on stands in it.
    pub fn begin(&mut self, part: Part) {
        self.plan.parts.push(part);
    }

    /// Takes what comes next in the part.
    pub fn take(&mut self, found: Result<Found, Fault>) {
        match found {
            Ok(Found::Site(site)) => {
                self.plan.site.get_or_insert(site);
            }
            Ok(Found::Page(page)) => self.page(page),
            Ok(Found::Staff(staff)) => {
                if self.staff.insert(staff.user.clone()) {
                    self.plan.staff.push(staff);
                }
            }
            Ok(Found::Broken { at, id, why }) => {
                self.line(Line {
                    part: self.part(),
                    at,
                    length: 0,
                    extras: 0,
                    id: id.unwrap_or_default(),
                    fate: Fate::Skip(Why::Broken(why)),
                    page: None,
                    parent: Parent::None,
                    created: None,
                });
                self.parents.push(None);
            }
            Ok(Found::Entry(entry)) => self.entry(entry),
            Err(fault) => {
                if let Some(part) = self.plan.parts.last_mut() {
                    part.fault = Some(fault);
                }
            }
        }
    }

    fn part(&self) -> usize {
        self.plan.parts.len().saturating_sub(1)
    }

    fn system(&self, part: usize) -> Option<System> {
        self.plan.parts.get(part).map(|part| part.system)
    }

    fn line(&mut self, line: Line) {
        if let Some(part) = self.plan.parts.last_mut() {
            part.lines += 1;
        }
        self.plan.lines.push(line);
    }

    /// Puts a page where its entries find it. Of two with one key in an export, the first is meant;
    /// of two in different ones, each is, unless they are one.
    fn page(&mut self, page: Page) {
        let part = self.part();
        let known = self.known_page(&page.key).filter(|at| {
            self.plan.pages.get(*at).is_some_and(|known| {
                let address = &known.page.address;
                known.part == part || address.is_empty() || *address == page.address
            })
        });
        let at = known.unwrap_or_else(|| self.add_page(&page.key));
        let (thread, address) = match self.place(&page) {
            Ok((thread, address)) => (Ok(thread), address),
            Err(lost) => (Err(lost), None),
        };
        if let Some(plan) = self.plan.pages.get_mut(at)
            && plan.page.address.is_empty()
        {
            *plan = PagePlan {
                part: plan.part,
                page,
                thread,
                address,
            };
        }
    }

    /// The thread of a page, and its whole address. Postil's own page names its thread: whatever it
    /// claims of its address goes on with it, unless it has moved.
    fn place(&self, page: &Page) -> Result<(postil_model::ThreadId, Option<String>), Lost> {
        let Some(line) = &page.line else {
            let (thread, address) = self.moves.place(self.site, &page.address)?;
            return Ok((thread, Some(address)));
        };
        if !line.thread.starts_with('/') {
            let thread = postil_model::ThreadId::given(self.site, &line.thread);
            return thread
                .map(|thread| (thread, line.address.clone()))
                .map_err(|_| Lost::OwnId);
        }
        let (thread, address) = self.moves.place(self.site, &line.thread)?;
        let stays = thread.as_str() == line.thread;
        let address = if stays {
            line.address.clone()
        } else {
            Some(address)
        };
        Ok((thread, address))
    }

    /// Which of the plan's pages an entry means by a key: one of its own export rather than of another.
    fn known_page(&self, key: &str) -> Option<usize> {
        let part = self.part();
        let system = self.system(part);
        let page = |at: &usize| self.plan.pages.get(*at);
        let known = || {
            self.pages
                .of(key)
                .filter(move |at| page(at).is_some_and(|known| known.page.key == key))
        };
        let own = known().find(|at| page(at).is_some_and(|known| known.part == part));
        own.or_else(|| {
            known().find(|at| page(at).is_some_and(|known| self.system(known.part) == system))
        })
    }

    /// Adds a page of which nothing but the key is known.
    fn add_page(&mut self, key: &str) -> usize {
        let at = self.plan.pages.len();
        self.pages.add(key, at);
        self.plan.pages.push(PagePlan {
            part: self.part(),
            page: Page {
                key: key.to_owned(),
                ..Page::default()
            },
            thread: Err(Lost::NoAddress),
            address: None,
        });
        at
    }

    fn entry(&mut self, mut entry: Entry) {
        let part = self.part();
        let fate = if self.is_known(&entry) {
            Fate::Skip(Why::Twice)
        } else {
            self.ids.add(&entry.id, self.plan.lines.len());
            Fate::of(&entry)
        };
        let known = self.known_page(&entry.page);
        let page = known.unwrap_or_else(|| self.add_page(&entry.page));
        let is_shown = fate == Fate::Publish && !self.is_lost(page);
        self.parents.push(entry.parent.as_deref().map(Box::from));
        self.line(Line {
            part,
            at: entry.at,
            length: length(&entry),
            extras: extras(&entry),
            id: entry.id.clone(),
            fate,
            page: Some(page),
            parent: Parent::None,
            created: entry.created,
        });
        if is_shown {
            tidy(&mut entry, &Fate::Publish);
            self.samples.offer(Sample { entry, page });
        }
    }

    /// Whether a page is known to be none of the site's. One without an address may be told later.
    fn is_lost(&self, page: usize) -> bool {
        let thread = self.plan.pages.get(page).map(|page| &page.thread);
        matches!(thread, Some(Err(lost)) if *lost != Lost::NoAddress)
    }

    /// Whether an entry has come before. In another export it may be another blog's that has the same
    /// id; then it was not written in the same moment. No two of Postil's have one.
    fn is_known(&self, entry: &Entry) -> bool {
        let part = self.part();
        let system = self.system(part);
        self.ids.of(&entry.id).any(|at| {
            self.plan.lines.get(at).is_some_and(|line| {
                line.id == entry.id
                    && (line.part == part
                        || self.system(line.part) == system
                            && (line.created == entry.created || system == Some(System::Postil)))
            })
        })
    }

    /// The line that an entry of a part means by an id.
    fn known_line(&self, part: usize, id: &str) -> Option<usize> {
        let line = |at: &usize| self.plan.lines.get(*at);
        let known = || {
            self.ids
                .of(id)
                .filter(move |at| line(at).is_some_and(|known| known.id == id))
        };
        let own = known().find(|at| line(at).is_some_and(|known| known.part == part));
        own.or_else(|| {
            let system = self.system(part);
            known().find(|at| line(at).is_some_and(|known| self.system(known.part) == system))
        })
    }

    /// Decides what depends on the rest of the files.
    pub fn finish(mut self) -> Plan {
        self.find_parents();
        self.ids = Known::default();
        self.lose();
        self.raise_stones();
        for line in &mut self.plan.lines {
            line.fate.settle();
            if matches!(line.fate, Fate::Stone(_)) {
                // Nothing of its text is sent.
                (line.length, line.extras) = (0, 0);
            }
        }
        self.plan.lines.shrink_to_fit();
        let pages = &self.plan.pages;
        let is_shown = |sample: &Sample| {
            let page = pages.get(sample.page);
            page.is_some_and(|page| page.thread.is_ok())
        };
        let samples = self.samples.in_order();
        self.plan.samples = samples.into_iter().filter(is_shown).collect();
        self.plan
    }

    fn find_parents(&mut self) {
        for (at, id) in std::mem::take(&mut self.parents).into_iter().enumerate() {
            let part = self.plan.lines.get(at).map_or(0, |line| line.part);
            let parent = match id {
                None => Parent::None,
                Some(id) => self
                    .known_line(part, &id)
                    .map_or(Parent::Missing, Parent::Line),
            };
            if let Some(line) = self.plan.lines.get_mut(at) {
                line.parent = parent;
            }
        }
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
        for start in 0..self.plan.lines.len() {
            let line = self.plan.lines.get(start);
            let Some(line) = line.filter(|line| line.fate.is_comment()) else {
                continue;
            };
            let (page, mut at) = (line.page, line.parent.line());
            while let Some(line) = at.and_then(|at| self.plan.lines.get_mut(at)) {
                // What is on another page is answered by nothing here.
                if line.page != page || !line.fate.raise() {
                    break;
                }
                at = line.parent.line();
            }
        }
    }
}

/// How many bytes the texts of an entry have.
fn length(entry: &Entry) -> usize {
    let before = entry.line.as_ref().map_or(0, |line| {
        let former: usize = line.former.iter().map(|former| former.body.len()).sum();
        let change = line.change.as_ref().map_or(0, |change| change.body.len());
        let votes: usize = line.votes.iter().map(String::len).sum();
        former + change + votes
    });
    entry.body.len() + before
}

/// How many rows an entry takes beside its own.
fn extras(entry: &Entry) -> u32 {
    let of = |line: &CommentLine| {
        let changes = usize::from(line.change.is_some());
        import::extras(line.former.len(), changes, line.votes.len())
    };
    entry.line.as_deref().map_or(0, of)
}
