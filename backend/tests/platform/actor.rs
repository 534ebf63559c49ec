//! An object that publishes: it does what its publisher says, and keeps nothing in memory.

use postil_backend::ledger::{Ledger, Loan, Plan};
use postil_backend::publisher::{Publisher, Step, Urgency};

use super::kv::{Copy, Kv};
use super::rng::Rng;

/// The edge that objects read through.
const OWN_EDGE: usize = 99;

#[derive(Default)]
pub struct Actor {
    /// The publisher as it stands in the store.
    state: String,
    /// The object's version.
    pub version: u64,
    /// When each version that readers must see came to be.
    pub changes: Vec<(u64, u64)>,
}

impl Actor {
    fn load(&self) -> Publisher {
        if self.state.is_empty() {
            return Publisher::default();
        }
        serde_json::from_str(&self.state).unwrap()
    }

    fn update<T>(&mut self, change: impl FnOnce(&mut Publisher) -> T) -> T {
        let mut publisher = self.load();
        let outcome = change(&mut publisher);
        self.state = serde_json::to_string(&publisher).unwrap();
        outcome
    }

    /// Something has changed on these keys.
    pub fn changed(&mut self, keys: &[String], urgency: Urgency, now: u64) {
        self.version += 1;
        if matches!(urgency, Urgency::Text | Urgency::Removal) {
            self.changes.push((now, self.version));
        }
        let version = self.version;
        self.update(|publisher| {
            for key in keys {
                publisher.changed(key, version, urgency, now);
            }
        });
    }

    /// Something was imported that these keys show.
    pub fn imported(&mut self, keys: &[String], now: u64) {
        self.version += 1;
        self.changes.push((now, self.version));
        let version = self.version;
        self.update(|publisher| publisher.imported(keys, version, now));
    }

    /// What was imported has its turn: how many keys are left for another.
    pub fn turn(&mut self, loan: Loan, now: u64) -> usize {
        self.update(|publisher| publisher.turn(loan, now))
    }

    /// Does what is to be done, and answers with when to be woken again.
    pub fn run(
        &mut self,
        kv: &mut Kv,
        ledger: &mut Ledger,
        rng: &mut Rng,
        now: u64,
    ) -> Option<u64> {
        for _ in 0..100 {
            match self.update(|publisher| publisher.next(now)) {
                Step::Put {
                    key, live_until, ..
                } => {
                    let version = self.version;
                    let outcome = kv.put(
                        &key,
                        Copy {
                            version,
                            live_until,
                        },
                        now,
                        rng,
                    );
                    self.update(|publisher| publisher.put_done(&key, version, outcome, now));
                }
                Step::Borrow(ask) => {
                    let loan: Loan = ledger.lend(ask, Plan::Free, now);
                    self.update(|publisher| publisher.lent(loan, now));
                }
                Step::ReadBack { key } => {
                    let held = kv.read(OWN_EDGE, &key, now).map(|copy| copy.version);
                    self.update(|publisher| publisher.read_back(&key, held, now));
                }
                Step::Sleep { until } => return Some(until),
                Step::Idle => return None,
            }
        }
        panic!("a publisher that never rests");
    }

    pub fn waiting(&self, now: u64) -> bool {
        self.load().waiting(now)
    }

    /// The newest version that came before a moment.
    pub fn newest_before(&self, moment: u64) -> u64 {
        self.changes
            .iter()
            .rev()
            .find(|(at, _)| *at <= moment)
            .map_or(0, |(_, version)| *version)
    }
}
