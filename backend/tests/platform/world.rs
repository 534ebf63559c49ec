//! Threads, a site and readers on one account, in virtual time.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use postil_backend::ledger::Ledger;
use postil_backend::publisher::Urgency;

use super::actor::Actor;
use super::kv::Kv;
use super::rng::Rng;

/// How long an edge keeps an object's answer.
const OBJECT_EDGE: u64 = 15_000;
/// How long a browser may show what it has: `max-age` and `stale-while-revalidate`.
const BROWSER: u64 = 45_000;
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
                Event::Look => self.look(now),
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
        let late = if self.alarms_late > 0 {
            self.rng.below(self.alarms_late)
        } else {
            0
        };
        let due = due + late;
        if self.alarms[actor].is_none_or(|at| due < at || at <= now) {
            self.alarms[actor] = Some(due);
            self.at(due, Event::Alarm(actor));
        }
    }

    fn look(&mut self, now: u64) {
        if self.kv.is_out(now) {
            return;
        }
        for thread in 0..self.comments.len() {
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
