//! Deciding about comments, and undoing it.
//!
//! The list shows at once what was decided. The requests go out one after another in the order in
//! which they were made: an undo must not overtake what it undoes. One that fails puts its rows
//! back.

use std::collections::{HashSet, VecDeque};

use leptos::prelude::*;
use postil_model::wire::desk::{Act, Acted, DoAct, Undo, Which};
use wasm_bindgen_futures::spawn_local;

use super::Desk;
use super::list::{Taken, stays};
use super::queue::Place;
use crate::api::{self, Failure};
use crate::browser;
use crate::words::{Message, m};

/// How many actions can be undone one after another.
const REMEMBERED: usize = 500;

/// Something that was decided.
#[derive(Clone, Debug)]
struct Done {
    /// The action's id.
    action: String,
    /// What.
    what: What,
    /// Where.
    place: Place,
    /// The rows that went with it.
    taken: Taken,
    /// About how many comments.
    count: u32,
}

impl Done {
    /// Whether the rows that it was about are at hand: not where they stayed in the list, nor
    /// where more were meant than had come.
    fn is_whole(&self) -> bool {
        !self.taken.is_empty() && u32::try_from(self.taken.len()) == Ok(self.count)
    }
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// An act.
    Act(Act),
    /// A reply, with which a comment that waits is approved.
    Reply,
}

/// A request that has not been answered.
#[derive(Clone, Debug)]
enum Request {
    Act(DoAct, Done),
    Undo(Done),
}

/// What is done and can be undone. Copies are the same.
#[derive(Clone, Copy)]
pub struct Acts {
    /// The last one is undone first.
    done: StoredValue<Vec<Done>>,
    /// The first one is on its way.
    requests: StoredValue<VecDeque<Request>>,
    is_busy: StoredValue<bool>,
    /// What can be undone, in words; none if nothing can.
    pub undoable: RwSignal<Option<String>>,
}

impl Acts {
    /// Nothing was done yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            done: StoredValue::new(Vec::new()),
            requests: StoredValue::new(VecDeque::new()),
            is_busy: StoredValue::new(false),
            undoable: RwSignal::new(None),
        }
    }

    /// Decides about what is selected, or about the current row.
    pub fn act(self, desk: Desk, act: Act) {
        let queue = desk.queue;
        let Some(place) = queue.place.get_untracked() else {
            return;
        };
        let action = browser::new_id();
        let all = queue.list.with_untracked(|list| list.all);
        let items = queue.list.with_untracked(|list| {
            if all {
                list.items.clone()
            } else {
                list.meant()
            }
        });
        if items.is_empty() && !all {
            return;
        }
        let which = if all {
            Which::All {
                view: place.view,
                q: place.q.clone(),
                upto: queue.upto.get_untracked(),
            }
        } else {
            Which::Rows(items.iter().map(super::list::Item::chosen).collect())
        };
        let count = if all {
            queue.total.get_untracked()
        } else {
            u32::try_from(items.len()).unwrap_or(u32::MAX)
        };
        let mut taken = Taken::new();
        let goes = !stays(place.view, act);
        queue.list.update(|list| {
            if goes {
                let seqs = items.iter().map(|item| item.row.seq).collect();
                taken = list.take(&seqs);
            } else if list.selected.is_empty() {
                list.step(1);
            }
            list.clear_selection();
        });
        if goes {
            queue
                .total
                .update(|total| *total = total.saturating_sub(count));
            if all {
                queue.next.set(None);
            }
        }
        let done = Done {
            action: action.clone(),
            what: What::Act(act),
            place: place.clone(),
            taken,
            count,
        };
        self.remember(desk, done.clone());
        let body = DoAct {
            site: place.site,
            act,
            which,
            id: action,
        };
        self.send(desk, Request::Act(body, done));
        queue.focus_current();
        queue.fetch_ahead(desk);
    }

    /// Remembers what the server has done already: a reply.
    pub fn replied(self, desk: Desk, acted: &Acted, place: Place, seq: u64, goes: bool) {
        let queue = desk.queue;
        let mut taken = Taken::new();
        if goes {
            queue
                .list
                .update(|list| taken = list.take(&HashSet::from([seq])));
            queue.total.update(|total| *total = total.saturating_sub(1));
        }
        self.remember(
            desk,
            Done {
                action: acted.action.clone(),
                what: What::Reply,
                place: place.clone(),
                taken,
                count: 1,
            },
        );
        self.settle(desk, acted, &place);
        queue.focus_current();
    }

    /// Undoes what was done last.
    pub fn undo(self, desk: Desk) {
        let Some(done) = self.done.try_update_value(Vec::pop).flatten() else {
            desk.say(m::UNDO_NOTHING.text());
            return;
        };
        self.show_undoable();
        self.put_back(desk, &done);
        desk.say(m::UNDONE.counted(done.count));
        self.send(desk, Request::Undo(done));
        desk.queue.focus_current();
    }

    /// The rows that requests on their way have taken out: what the server still lists.
    #[must_use]
    pub fn hidden(self) -> HashSet<u64> {
        self.requests.with_value(|requests| {
            let taken = requests.iter().filter_map(|request| match request {
                Request::Act(_, done) => Some(&done.taken),
                Request::Undo(_) => None,
            });
            taken.flatten().map(|(_, item)| item.row.seq).collect()
        })
    }

    /// Whether something was decided that the server has not heard of yet.
    #[must_use]
    pub fn is_sending(self) -> bool {
        self.requests.with_value(|requests| !requests.is_empty())
    }

    /// Nothing can be undone any more.
    pub fn forget(self) {
        self.done.update_value(Vec::clear);
        self.requests.update_value(VecDeque::clear);
        self.show_undoable();
    }

    fn remember(self, desk: Desk, done: Done) {
        desk.say(said(done.what).counted(done.count));
        self.done.update_value(|all| {
            all.push(done);
            if all.len() > REMEMBERED {
                all.remove(0);
            }
        });
        self.show_undoable();
    }

    fn show_undoable(self) {
        let last = self.done.with_value(|all| {
            let last = all.last()?;
            Some(said(last.what).counted(last.count))
        });
        self.undoable.set(last);
    }

    /// The rows come back, if one is still where they were.
    fn put_back(self, desk: Desk, done: &Done) {
        let queue = desk.queue;
        if queue.place.get_untracked().as_ref() != Some(&done.place) {
            return;
        }
        if !done.is_whole() {
            queue.news.set(true);
            return;
        }
        queue.list.update(|list| list.put_back(done.taken.clone()));
        queue.total.update(|total| *total += done.count);
    }

    fn take_again(self, desk: Desk, done: &Done) {
        let queue = desk.queue;
        if queue.place.get_untracked().as_ref() == Some(&done.place) && done.is_whole() {
            let seqs = done.taken.iter().map(|(_, item)| item.row.seq).collect();
            queue.list.update(|list| drop(list.take(&seqs)));
            queue
                .total
                .update(|total| *total = total.saturating_sub(done.count));
        }
    }

    fn send(self, desk: Desk, request: Request) {
        self.requests.update_value(|all| all.push_back(request));
        if !self.is_busy.get_value() {
            self.is_busy.set_value(true);
            spawn_local(async move {
                while let Some(request) = self.requests.with_value(|all| all.front().cloned()) {
                    let answer = match &request {
                        Request::Act(body, _) => whole("act", body).await,
                        Request::Undo(done) => {
                            let body = Undo {
                                site: done.place.site.clone(),
                                action: done.action.clone(),
                            };
                            whole("undo", &body).await
                        }
                    };
                    self.requests.update_value(|all| drop(all.pop_front()));
                    self.answered(desk, request, answer);
                }
                self.is_busy.set_value(false);
            });
        }
    }

    fn answered(self, desk: Desk, request: Request, answer: Result<Acted, Failure>) {
        match (request, answer) {
            (Request::Act(body, done), Ok(acted)) => {
                self.settle(desk, &acted, &done.place);
                if acted.left > 0 {
                    desk.say(m::ACT_LEFT.counted(acted.left));
                    desk.queue.news.set(true);
                }
                if matches!(body.which, Which::All { .. }) && self.is_here(desk, &done.place) {
                    desk.queue.reload(desk);
                }
            }
            (Request::Undo(done), Ok(acted)) => {
                self.settle(desk, &acted, &done.place);
                if acted.left > 0 {
                    desk.say(m::UNDO_LEFT.counted(acted.left));
                    desk.queue.news.set(true);
                }
            }
            (Request::Act(_, done), Err(failure)) => {
                self.done
                    .update_value(|all| all.retain(|one| one.action != done.action));
                self.show_undoable();
                self.put_back(desk, &done);
                complain(desk, m::ACT_FAILED, &failure);
            }
            (Request::Undo(done), Err(failure)) => {
                self.take_again(desk, &done);
                self.done.update_value(|all| all.push(done));
                self.show_undoable();
                complain(desk, m::UNDO_FAILED, &failure);
            }
        }
    }

    /// Takes the counts over, and notices whether others have decided meanwhile.
    fn settle(self, desk: Desk, acted: &Acted, place: &Place) {
        if !self.is_here(desk, place) {
            return;
        }
        let queue = desk.queue;
        queue.counts.set(acted.counts);
        let is_all = place.q.is_empty() && !self.is_sending();
        if is_all && super::news::count_of(acted.counts, place.view) != queue.total.get_untracked()
        {
            queue.news.set(true);
        }
    }

    fn is_here(self, desk: Desk, place: &Place) -> bool {
        desk.queue.place.get_untracked().as_ref() == Some(place)
    }
}

impl Default for Acts {
    fn default() -> Self {
        Self::new()
    }
}

/// Sends a request until nothing of it is left to do.
async fn whole(call: &str, body: &impl serde::Serialize) -> Result<Acted, Failure> {
    let mut all = api::post::<Acted>(call, body).await?;
    while all.more {
        let next = api::post::<Acted>(call, body).await?;
        all = Acted {
            changed: all.changed + next.changed,
            left: all.left + next.left,
            ..next
        };
    }
    Ok(all)
}

/// The reason of a failure, and what became of the rows.
fn complain(desk: Desk, what: Message, failure: &Failure) {
    desk.heed(failure);
    let text = format!("{} {}", what.text(), failure.words());
    desk.trouble.set(Some(text));
}

const fn said(what: What) -> Message {
    match what {
        What::Act(Act::Approve) => m::DONE_APPROVE,
        What::Act(Act::Hold) => m::DONE_HOLD,
        What::Act(Act::Spam) => m::DONE_SPAM,
        What::Act(Act::Remove) => m::DONE_REMOVE,
        What::Reply => m::DONE_REPLY,
    }
}
