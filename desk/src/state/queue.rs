//! The comments of a site: fetched a page at a time, and kept while one works on them.

use leptos::prelude::*;
use leptos::task::tick;
use postil_model::wire::desk::{self as wire, Counts, View};

use super::Desk;
use super::list::List;
use super::signal::{RwSignal, StoredValue};
use super::window::{Heights, Layout, Sight};
use crate::{api, browser};

/// How many rows come at once.
const PAGE: &str = "100";

/// This many rows before the last one that has come, more are fetched.
const AHEAD: usize = 40;

/// Which comments are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The site's id.
    pub site: String,
    /// The view.
    pub view: View,
    /// What is searched for.
    pub q: String,
}

/// How far the list has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// A page is on its way.
    Fetching,
    /// What was asked for is there.
    There,
    /// It could not be had, for this reason.
    Failed(String),
}

/// The queue. Copies are the same queue.
#[derive(Clone, Copy)]
pub struct Queue {
    /// Which comments are looked at; none before a site was opened.
    pub place: RwSignal<Option<Place>>,
    /// The rows that have come.
    pub list: RwSignal<List>,
    /// How many there are in all.
    pub total: RwSignal<u32>,
    /// Which state this is.
    pub upto: RwSignal<u64>,
    /// Where the list goes on.
    pub next: RwSignal<Option<String>>,
    /// How many there are in each view.
    pub counts: RwSignal<Counts>,
    /// How far it has come.
    pub status: RwSignal<Status>,
    /// Whether there is something that the list does not show.
    pub news: RwSignal<bool>,
    /// The heights of the rows.
    pub heights: RwSignal<Heights>,
    /// What can be seen of the list.
    pub sight: RwSignal<Sight>,
    /// The rows that are drawn.
    pub layout: Memo<Layout>,
    /// Counted up with each beginning: an answer to an earlier one is dropped.
    round: StoredValue<u32>,
    /// Counted up with each page.
    made: StoredValue<u32>,
}

impl Queue {
    /// One without a site.
    #[must_use]
    pub fn new() -> Self {
        let list = RwSignal::new(List::default());
        let heights = RwSignal::new(Heights::default());
        let sight = RwSignal::new(Sight::default());
        let layout = Memo::new(move |_| {
            let sight = sight.get();
            list.with(|list| {
                heights.with(|heights| {
                    let seqs = list.items.iter().map(|item| item.row.seq);
                    Layout::new(seqs, heights, sight, list.current)
                })
            })
        });
        Self {
            place: RwSignal::new(None),
            list,
            total: RwSignal::new(0),
            upto: RwSignal::new(0),
            next: RwSignal::new(None),
            counts: RwSignal::new(Counts::default()),
            status: RwSignal::new(Status::Fetching),
            news: RwSignal::new(false),
            heights,
            sight,
            layout,
            round: StoredValue::new(0),
            made: StoredValue::new(0),
        }
    }

    /// Opens a view of a site; a search that was made there before is given up.
    pub fn open(self, desk: Desk, site: &str, view: View) {
        let is_there = self.place.with_untracked(|place| {
            let place = place.as_ref();
            place.is_some_and(|place| place.site == site && place.view == view)
        });
        if !is_there {
            self.look_at(
                desk,
                Place {
                    site: site.to_owned(),
                    view,
                    q: String::new(),
                },
            );
        }
    }

    /// Searches the view that is open.
    pub fn search(self, desk: Desk, q: &str) {
        if let Some(place) = self.place.get_untracked() {
            let q = q.trim().to_owned();
            if q != place.q {
                self.look_at(desk, Place { q, ..place });
            }
        }
    }

    fn look_at(self, desk: Desk, place: Place) {
        let is_other_site = self.place.with_untracked(|before| {
            let before = before.as_ref();
            before.is_none_or(|before| before.site != place.site)
        });
        if is_other_site {
            self.counts.set(Counts::default());
        }
        self.place.set(Some(place));
        self.reload(desk);
    }

    /// Fetches the list from its beginning.
    pub fn reload(self, desk: Desk) {
        self.list.set(List::default());
        self.heights.set(Heights::default());
        self.next.set(None);
        self.total.set(0);
        self.news.set(false);
        self.round.update_value(|round| *round += 1);
        self.fetch(desk, String::new());
    }

    /// Fetches more where the end of what has come is near.
    pub fn fetch_ahead(self, desk: Desk) {
        let is_near = self.list.with_untracked(|list| {
            let reached = self.layout.with_untracked(|layout| layout.reached);
            let here = list.current.and_then(|seq| list.place(seq));
            reached.max(here.unwrap_or_default()) + AHEAD >= list.items.len()
        });
        if is_near
            && self.status.get_untracked() == Status::There
            && let Some(after) = self.next.get_untracked()
        {
            self.fetch(desk, after);
        }
    }

    fn fetch(self, desk: Desk, after: String) {
        let Some(place) = self.place.get_untracked() else {
            return;
        };
        self.status.set(Status::Fetching);
        let round = self.round.get_value();
        browser::spawn(async move {
            let query = [
                ("site", place.site.as_str()),
                ("view", place.view.name()),
                ("q", &place.q),
                ("after", &after),
                ("most", PAGE),
            ];
            let answer = api::get::<wire::Queue>("queue", &query).await;
            if self.round.get_value() != round {
                return;
            }
            match answer {
                Ok(page) => self.take_in(desk, page, after.is_empty()),
                Err(failure) => {
                    self.status.set(Status::Failed(failure.words()));
                    desk.heed(&failure);
                }
            }
        });
    }

    fn take_in(self, desk: Desk, page: wire::Queue, is_first: bool) {
        self.made.update_value(|made| *made += 1);
        let made = self.made.get_value();
        let hidden = desk.acts.hidden();
        let rows: Vec<_> = page
            .rows
            .into_iter()
            .filter(|row| !hidden.contains(&row.seq))
            .collect();
        let mut was_empty = false;
        self.list.update(|list| {
            was_empty = list.items.is_empty();
            list.append(rows, made);
        });
        if is_first {
            self.total.set(page.total);
            self.upto.set(page.upto);
            self.counts.set(page.counts);
        }
        self.next.set(page.next);
        self.status.set(Status::There);
        // The last row was decided about before the next page had come: one goes on there.
        let wants_focus = was_empty && !is_first && desk.dialog.get_untracked().is_none();
        if wants_focus {
            self.move_by(desk, 1);
        }
        // What has come may have been decided about already, and then it is not enough.
        self.fetch_ahead(desk);
    }

    /// Moves by so many rows, and puts the focus there.
    pub fn move_by(self, desk: Desk, by: isize) {
        if self
            .list
            .try_update(|list| list.step(by))
            .flatten()
            .is_some()
        {
            self.focus_current();
            self.fetch_ahead(desk);
        }
    }

    /// Makes a row the current one, since it has the focus.
    pub fn stand_on(self, seq: u64) {
        if self.list.with_untracked(|list| list.current) != Some(seq) {
            self.list.update(|list| list.current = Some(seq));
        }
    }

    /// Puts the focus on the current row once it is drawn; where there is none, on the heading.
    pub fn focus_current(self) {
        let current = self.list.with_untracked(|list| list.current);
        browser::spawn(async move {
            tick().await;
            match current {
                Some(seq) => browser::focus(&format!("#row-{seq}")),
                None => browser::focus("h1"),
            }
        });
    }

    /// Remembers the heights of rows; answers with by how much each differs from what was thought.
    pub fn learn_heights(self, told: &[(u64, f64)]) -> Vec<f64> {
        let is_known = |heights: &Heights| {
            let mut pairs = told.iter();
            pairs.all(|(seq, height)| heights.is_known(*seq, *height))
        };
        if self.heights.with_untracked(is_known) {
            return vec![0.0; told.len()];
        }
        let learned = self.heights.try_update(|heights| {
            let pairs = told.iter();
            pairs
                .map(|(seq, height)| heights.learn(*seq, *height))
                .collect()
        });
        learned.unwrap_or_default()
    }

    /// Nothing of what was looked at is left.
    pub fn forget(self) {
        self.round.update_value(|round| *round += 1);
        self.place.set(None);
        self.list.set(List::default());
        self.counts.set(Counts::default());
        self.total.set(0);
        self.next.set(None);
        self.news.set(false);
    }
}

impl Default for Queue {
    fn default() -> Self {
        Self::new()
    }
}
