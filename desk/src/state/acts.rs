//! Deciding about comments, and undoing it.
//!
//! The list shows at once what was decided. The requests go out one after another in the order in
//! which they were made: an undo must not overtake what it undoes. One that fails puts its rows
//! back.

use std::collections::{HashMap, HashSet, VecDeque};

use postil_model::wire::desk::{Act, Acted, Counts, DoAct, Undo, Which};

use super::Desk;
use super::list::{Item, Pins, Taken, matters, stays};
use super::queue::Place;
use super::signal::{RwSignal, StoredValue};
use crate::api::{self, Failure};
use crate::browser;
use crate::words::{Message, m};

/// How many actions can be undone one after another.
const REMEMBERED: usize = 500;

/// How many comments are decided about with one request.
const PORTION: usize = 200;

/// Something that was decided.
#[derive(Clone, Debug)]
struct Done {
    /// Which one this is; see [`Acts::actions`].
    nth: u64,
    /// What.
    what: What,
    /// Where.
    place: Place,
    /// The rows that went with it.
    taken: Taken,
    /// What was pinned before.
    pins: Pins,
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
    Act(Act, Vec<Which>, Done),
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
    /// Under which ids the server knows what was done: a large one is done in portions, each of
    /// which is an action of its own.
    actions: StoredValue<HashMap<u64, Vec<String>>>,
    /// How many things were done.
    count: StoredValue<u64>,
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
            actions: StoredValue::new(HashMap::new()),
            count: StoredValue::new(0),
            undoable: RwSignal::new(None),
        }
    }

    /// Decides about what is selected, or about the current row.
    pub fn act(self, desk: Desk, act: Act) {
        let queue = desk.queue;
        let Some(place) = queue.place.get_untracked() else {
            return;
        };
        let goes = !stays(place.view, act);
        let all = queue.list.with_untracked(|list| list.all);
        let mut items = queue.list.with_untracked(|list| {
            if all {
                list.items.clone()
            } else {
                list.meant()
            }
        });
        items.retain(|item| matters(act, &item.row));
        if items.is_empty() || (all && !goes) {
            return queue.move_by(desk, 1);
        }
        let which = if all {
            vec![Which::All {
                view: place.view,
                q: place.q.clone(),
                upto: queue.upto.get_untracked(),
            }]
        } else {
            let portions = items.chunks(PORTION);
            let chosen = portions.map(|portion| portion.iter().map(Item::chosen).collect());
            chosen.map(Which::Rows).collect()
        };
        let count = if all {
            queue.total.get_untracked()
        } else {
            u32::try_from(items.len()).unwrap_or(u32::MAX)
        };
        let mut taken = Taken::new();
        let pins = queue.list.with_untracked(|list| list.pins.clone());
        queue.list.update(|list| {
            if goes {
                let seqs = items.iter().map(|item| item.row.seq).collect();
                taken = list.take(&seqs);
            } else if Act::PINS.contains(&act) {
                list.pins.extend(items.iter().map(|item| {
                    let pinned = (act == Act::Pin).then_some(item.row.seq);
                    (item.row.hash.clone(), pinned)
                }));
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
            nth: self.next(),
            what: What::Act(act),
            place,
            taken,
            pins,
            count,
        };
        self.remember(desk, done.clone());
        self.send(desk, Request::Act(act, which, done));
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
        let nth = self.next();
        self.actions
            .update_value(|all| drop(all.insert(nth, vec![acted.action.clone()])));
        self.remember(
            desk,
            Done {
                nth,
                what: What::Reply,
                place: place.clone(),
                taken,
                pins: Pins::new(),
                count: 1,
            },
        );
        self.settle(desk, acted.counts, &place);
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
                Request::Act(_, _, done) => Some(&done.taken),
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
        self.actions.update_value(HashMap::clear);
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

    fn next(self) -> u64 {
        self.count.update_value(|count| *count += 1);
        self.count.get_value()
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
        if matches!(done.what, What::Act(Act::Pin | Act::Unpin)) {
            queue.list.update(|list| list.pins.clone_from(&done.pins));
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
            browser::spawn(async move {
                while let Some(request) = self.requests.with_value(|all| all.front().cloned()) {
                    let mut sum = Sum::default();
                    let outcome = match &request {
                        Request::Act(act, which, done) => {
                            self.send_act(*act, which, done, &mut sum).await
                        }
                        Request::Undo(done) => self.send_undo(done, &mut sum).await,
                    };
                    self.requests.update_value(|all| drop(all.pop_front()));
                    self.answered(desk, request, &sum, outcome);
                }
                self.is_busy.set_value(false);
            });
        }
    }

    /// Sends an act in portions, each under an id of its own.
    async fn send_act(
        self,
        act: Act,
        which: &[Which],
        done: &Done,
        sum: &mut Sum,
    ) -> Result<(), Failure> {
        for which in which {
            loop {
                let body = DoAct {
                    site: done.place.site.clone(),
                    act,
                    which: which.clone(),
                    id: browser::new_id(),
                };
                let acted = twice("act", &body).await?;
                self.actions
                    .update_value(|all| all.entry(done.nth).or_default().push(body.id));
                let more = acted.more && matches!(which, Which::All { .. });
                sum.add(&acted);
                if !more {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Undoes the portions of what was done, the last one first.
    async fn send_undo(self, done: &Done, sum: &mut Sum) -> Result<(), Failure> {
        let last = || {
            self.actions
                .with_value(|all| all.get(&done.nth)?.last().cloned())
        };
        while let Some(action) = last() {
            let body = Undo {
                site: done.place.site.clone(),
                action,
            };
            loop {
                let acted = twice("undo", &body).await?;
                sum.add(&acted);
                if !acted.more {
                    break;
                }
            }
            self.actions.update_value(|all| {
                all.get_mut(&done.nth).map(Vec::pop);
            });
        }
        Ok(())
    }

    fn answered(self, desk: Desk, request: Request, sum: &Sum, outcome: Result<(), Failure>) {
        let (done, what_left, is_all) = match &request {
            Request::Act(_, which, done) => {
                let is_all = matches!(which.as_slice(), [Which::All { .. }]);
                (done, m::ACT_LEFT, is_all)
            }
            Request::Undo(done) => (done, m::UNDO_LEFT, false),
        };
        if let Some(counts) = sum.counts {
            self.settle(desk, counts, &done.place);
        }
        if sum.left > 0 {
            desk.say(what_left.counted(sum.left));
            desk.queue.news.set(true);
        }
        if is_all && self.is_here(desk, &done.place) {
            desk.queue.reload(desk);
        }
        let Err(failure) = outcome else {
            return;
        };
        match request {
            // A part of it is done, and can be undone.
            Request::Act(..) if sum.counts.is_some() => {
                desk.queue.news.set(true);
                complain(desk, m::ACT_PARTLY, &failure);
            }
            Request::Act(_, _, done) => {
                let mut was_there = false;
                self.done.update_value(|all| {
                    was_there = all.iter().any(|one| one.nth == done.nth);
                    all.retain(|one| one.nth != done.nth);
                });
                self.show_undoable();
                // Who has undone it meanwhile has the rows already.
                if was_there {
                    self.put_back(desk, &done);
                }
                complain(desk, m::ACT_FAILED, &failure);
            }
            Request::Undo(done) => {
                self.take_again(desk, &done);
                self.done.update_value(|all| all.push(done));
                self.show_undoable();
                complain(desk, m::UNDO_FAILED, &failure);
            }
        }
    }

    /// Takes the counts over, and notices whether others have decided meanwhile.
    fn settle(self, desk: Desk, counts: Counts, place: &Place) {
        if !self.is_here(desk, place) {
            return;
        }
        let queue = desk.queue;
        queue.counts.set(counts);
        let is_all = place.q.is_empty() && !self.is_sending();
        if is_all && super::news::count_of(counts, place.view) != queue.total.get_untracked() {
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

/// What several requests have come to.
#[derive(Default)]
struct Sum {
    left: u32,
    /// Those of the last answer; none if none has come.
    counts: Option<Counts>,
}

impl Sum {
    fn add(&mut self, acted: &Acted) {
        self.left += acted.left;
        self.counts = Some(acted.counts);
    }
}

/// Sends a request, and once more where its answer was lost: the server knows it by its id.
async fn twice(call: &str, body: &impl serde::Serialize) -> Result<Acted, Failure> {
    match api::post::<Acted>(call, body).await {
        Err(Failure::Network) => api::post::<Acted>(call, body).await,
        outcome => outcome,
    }
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
        What::Act(Act::Pin) => m::DONE_PIN,
        What::Act(Act::Unpin) => m::DONE_UNPIN,
        What::Reply => m::DONE_REPLY,
    }
}
