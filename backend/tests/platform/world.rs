//! Threads, a site and readers on one account, in virtual time.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use postil_backend::ledger::{Borrow, DAY, Ledger, Plan, Purpose, QUOTA, RESERVE};
use postil_backend::publisher::Urgency;
use postil_model::import::Cost;

use super::actor::Actor;
use super::kv::Kv;
use super::rng::Rng;

/// How long an edge keeps an object's answer.
const OBJECT_EDGE: u64 = 15_000;
/// How long a browser shows what it has without asking: `max-age`.
const FRESH: u64 = 15_000;
/// How long it may show it while it asks: `max-age` and `stale-while-revalidate`.
const BROWSER: u64 = FRESH + 30_000;
/// How long an order is under way at least: the alarm that sends it is set so far ahead.
const ORDER: u64 = 50;
/// The promise.
const TWO_MINUTES: u64 = 120_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    Comment(usize),
    Vote(usize),
    Removal(usize),
    /// An object's alarm.
    Alarm(usize),
    /// Readers everywhere look at everything.
    Look,
    /// A moderator has decided: a comment of the thread is shown from now on, or hidden.
    Act {
        thread: usize,
        hides: bool,
    },
    /// The order that follows from the act of this place reaches the thread.
    Order(usize),
    /// A reader's browser opens the page of its thread.
    Visit(usize),
    /// Whoever imports sends the next of so many threads.
    Batch {
        next: usize,
        of: usize,
    },
    /// Imported threads have their turns in KV.
    Turn,
    /// Readers everywhere look at one thread.
    LookAt(usize),
    /// Others on the account borrow so many puts. What they need of the reserve is for removals.
    Spend(u32),
}

/// What a moderator has decided.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    pub thread: usize,
    pub hides: bool,
    pub decided: u64,
    /// The thread's version from which on it shows; none until the order has come.
    pub version: Option<u64>,
}

/// A reader's browser, which keeps the answer that it got.
#[derive(Clone, Copy, Debug)]
pub struct Browser {
    pub edge: usize,
    pub thread: usize,
    /// When it was answered, and with which version.
    kept: Option<(u64, u64)>,
}

/// A reader saw what had been decided otherwise more than two minutes before.
#[derive(Clone, Copy, Debug)]
pub struct Late {
    pub act: Act,
    pub seen_at: u64,
    pub seen: u64,
}

pub struct World {
    pub kv: Kv,
    pub ledger: Ledger,
    pub rng: Rng,
    /// The threads, and last the site.
    actors: Vec<Actor>,
    alarms: Vec<Option<u64>>,
    comments: Vec<u32>,
    events: BinaryHeap<Reverse<(u64, Event)>>,
    /// Answers of objects at the edges.
    answers: HashMap<(usize, usize), (u64, u64)>,
    /// How late an alarm may come.
    pub alarms_late: u64,
    /// Moments at which readers were further behind than promised: when, which thread, what they saw.
    pub behind: Vec<(u64, usize, u64)>,
    pub edges: usize,
    pub acts: Vec<Act>,
    pub browsers: Vec<Browser>,
    pub late: Vec<Late>,
    /// Threads that wait for their turn, those with the newest comments first.
    pub parked: BTreeSet<usize>,
    /// What imports have cost by day, and how many of them.
    pub cost_by_day: BTreeMap<u64, (Cost, usize)>,
    /// What a batch of an import costs.
    pub batch: Cost,
}

impl World {
    pub fn new(threads: usize, seed: u64) -> Self {
        Self {
            kv: Kv::default(),
            ledger: Ledger::default(),
            rng: Rng(seed),
            actors: (0..=threads).map(|_| Actor::default()).collect(),
            alarms: vec![None; threads + 1],
            comments: vec![0; threads],
            events: BinaryHeap::new(),
            answers: HashMap::new(),
            alarms_late: 0,
            behind: Vec::new(),
            edges: 3,
            acts: Vec::new(),
            browsers: Vec::new(),
            late: Vec::new(),
            parked: BTreeSet::new(),
            cost_by_day: BTreeMap::new(),
            batch: Cost::default(),
        }
    }

    pub fn at(&mut self, moment: u64, event: Event) {
        self.events.push(Reverse((moment, event)));
    }

    /// Plays all events, and then what objects still have to do.
    pub fn play(&mut self) {
        while let Some(Reverse((now, event))) = self.events.pop() {
            match event {
                Event::Comment(thread) => self.comment(thread, Urgency::Text, now),
                Event::Removal(thread) => self.comment(thread, Urgency::Removal, now),
                Event::Vote(thread) => {
                    self.actors[thread].changed(&[key(thread, "0")], Urgency::Score, now);
                    self.wake(thread, now);
                }
                Event::Alarm(actor) if self.alarms[actor].is_some_and(|at| at <= now) => {
                    self.alarms[actor] = None;
                    self.wake(actor, now);
                }
                Event::Alarm(_) => {}
                Event::Look => (0..self.comments.len()).for_each(|at| self.look(at, now)),
                Event::LookAt(thread) => self.look(thread, now),
                Event::Batch { next, of } => self.batch(next, of, now),
                Event::Turn => self.turn(now),
                Event::Act { thread, hides } => {
                    self.acts.push(Act {
                        thread,
                        hides,
                        decided: now,
                        version: None,
                    });
                    let due = now + ORDER + self.delay();
                    self.at(due, Event::Order(self.acts.len() - 1));
                }
                Event::Order(place) => self.order(place, now),
                Event::Visit(browser) => self.visit(browser, now),
                Event::Spend(puts) => {
                    for _ in 0..puts {
                        let purpose = match self.ledger.spent() >= QUOTA - RESERVE {
                            true => Purpose::Urgent,
                            false => Purpose::Readers,
                        };
                        self.ledger
                            .lend(Borrow { puts: 1, purpose }, Plan::Free, now);
                    }
                }
            }
        }
    }

    /// A comment or a removal changes its page and the count on page 0; counts and feed follow.
    fn comment(&mut self, thread: usize, urgency: Urgency, now: u64) {
        let on_the_open_page = self.comments[thread] > 200;
        self.comments[thread] += 1;
        let pages = if on_the_open_page {
            vec![key(thread, "0"), key(thread, "1")]
        } else {
            vec![key(thread, "0")]
        };
        self.actors[thread].changed(&pages, urgency, now);
        self.wake(thread, now);
        let site = self.actors.len() - 1;
        self.actors[site].changed(
            &["counts/s".to_owned(), "feed/s".to_owned()],
            Urgency::Index,
            now,
        );
        self.wake(site, now);
    }

    fn wake(&mut self, actor: usize, now: u64) {
        let due = self.actors[actor].run(&mut self.kv, &mut self.ledger, &mut self.rng, now);
        let Some(due) = due else { return };
        let due = due + self.delay();
        if self.alarms[actor].is_none_or(|at| due < at || at <= now) {
            self.alarms[actor] = Some(due);
            self.at(due, Event::Alarm(actor));
        }
    }

    /// By how much an alarm is late.
    fn delay(&mut self) -> u64 {
        match self.alarms_late {
            0 => 0,
            most => self.rng.below(most),
        }
    }

    /// A thread does what was decided. Acts on one thread are carried out in their order.
    fn order(&mut self, place: usize, now: u64) {
        let Act { thread, hides, .. } = self.acts[place];
        let urgency = if hides {
            Urgency::Removal
        } else {
            Urgency::Text
        };
        self.comment(thread, urgency, now);
        self.acts[place].version = Some(self.actors[thread].version);
    }

    /// A reader of a thread, whose network is at one edge.
    pub fn browser(&mut self, edge: usize, thread: usize) -> usize {
        self.browsers.push(Browser {
            edge,
            thread,
            kept: None,
        });
        self.browsers.len() - 1
    }

    /// What a browser does with `Cache-Control: max-age=15, stale-while-revalidate=30`.
    fn visit(&mut self, browser: usize, now: u64) {
        let Browser { edge, thread, kept } = self.browsers[browser];
        let usable = kept.filter(|(at, _)| now < at + BROWSER);
        if usable.is_none_or(|(at, _)| now >= at + FRESH) {
            let answer = (now, self.read(edge, thread, now));
            self.browsers[browser].kept = Some(answer);
        }
        let shown = usable.or(self.browsers[browser].kept);
        let seen = shown.map_or(0, |(_, version)| version);
        let promised = |act: &Act| act.thread == thread && act.decided + TWO_MINUTES <= now;
        // An order that has not even come is as late as one that nobody sees.
        let missed = |act: &Act| act.version.is_none_or(|version| seen < version);
        let late = self.acts.iter().filter(|act| promised(act) && missed(act));
        self.late.extend(late.map(|&act| Late {
            act,
            seen_at: now,
            seen,
        }));
    }

    /// Sends one thread of an import, as soon as the ledger allows it.
    fn batch(&mut self, next: usize, of: usize, now: u64) {
        if next == of {
            return;
        }
        if let Some(at) = self.ledger.charge(self.batch, Plan::Free, now).retry_at {
            return self.at(at, Event::Batch { next, of });
        }
        let day = self.cost_by_day.entry(now / DAY).or_default();
        *day = (day.0.and(self.batch), day.1 + 1);
        self.actors[next].imported(&[key(next, "0")], now);
        self.wake(next, now);
        if self.parked.is_empty() {
            self.at(now + 5_000, Event::Turn);
        }
        self.parked.insert(next);
        self.at(now + 250, Event::Batch { next: next + 1, of });
    }

    /// Gives turns as the site's object does.
    fn turn(&mut self, now: u64) {
        for thread in self.parked.iter().copied().take(20).collect::<Vec<_>>() {
            let purpose = Purpose::Import;
            let loan = self
                .ledger
                .lend(Borrow { puts: 1, purpose }, Plan::Free, now);
            if let Some(at) = loan.retry_at.filter(|_| loan.granted == 0) {
                return self.at(at, Event::Turn);
            }
            if self.actors[thread].turn(loan, now) == 0 {
                self.parked.remove(&thread);
            }
            self.wake(thread, now);
        }
        if !self.parked.is_empty() {
            self.at(now + 1_000, Event::Turn);
        }
    }

    fn look(&mut self, thread: usize, now: u64) {
        if self.kv.is_out(now) {
            return;
        }
        for edge in 0..self.edges {
            let seen = self.read(edge, thread, now);
            // What a browser shows may have been answered so much earlier.
            let must_see =
                self.actors[thread].newest_before(now.saturating_sub(TWO_MINUTES - BROWSER));
            if seen < must_see {
                self.behind.push((now, thread, seen));
            }
        }
    }

    /// The version that a reader gets, by the Worker's own rule.
    fn read(&mut self, edge: usize, thread: usize, now: u64) -> u64 {
        let copy = self.kv.read(edge, &key(thread, "0"), now);
        let from_object = match copy {
            None => self.actors[thread].waiting(now),
            Some(copy) => copy.live_until.is_some_and(|until| now < until),
        };
        if !from_object {
            return copy.map_or(0, |copy| copy.version);
        }
        let place = (edge, thread);
        if let Some((at, version)) = self.answers.get(&place)
            && now < at + OBJECT_EDGE
        {
            return *version;
        }
        let version = self.actors[thread].version;
        self.answers.insert(place, (now, version));
        version
    }

    /// The version that a thread has, and the one that KV holds.
    pub fn versions(&self, thread: usize, now: u64) -> (u64, u64) {
        let held = self
            .kv
            .held(&key(thread, "0"), now)
            .map_or(0, |copy| copy.version);
        (self.actors[thread].version, held)
    }
}

fn key(thread: usize, page: &str) -> String {
    format!("thread/s/{thread}/{page}")
}
