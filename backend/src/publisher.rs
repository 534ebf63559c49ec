//! When a value is put into KV: the only code that decides it, without knowing KV.
//!
//! An object tells its publisher what has changed and asks it what to do next; it does that, and
//! tells what became of it. Time comes as an argument, and the state is one serialisable value, so
//! the whole of it can be played natively against a platform that fails.
//!
//! What it keeps to:
//! - a change is put about a second later, and a key at most once a second;
//! - then the key rests for the ledger's *gap*, which grows with the day's spend. While the gap is
//!   short, readers wait for it. Where it is long, the copy that is put says `live_until`: until
//!   then readers are answered from the object, and nothing has to be put;
//! - a removal rests for nothing, unless the copy is live, which shows it at once;
//! - counts and feeds may be behind, and changes of scores alone even more;
//! - what was imported is put when it has its turn: until then readers are answered from the object;
//! - what fails is tried again, for ever;
//! - 65 seconds after the last put of a key, what KV holds is read back: a put may have come late,
//!   and have overwritten a newer one.

mod key;

use std::collections::BTreeMap;

use postil_model::Millis;
use serde::{Deserialize, Serialize};

use key::Key;
pub use key::Urgency;

use crate::ledger::{Borrow, DAY, Loan, Purpose};

/// Longer than readers may be behind for want of a put: a gap beyond this makes copies live.
const PATIENCE: Millis = 60_000;
/// A copy that will cease to be live is replaced so long before, if it is behind: until every
/// edge has the new one.
const BEFORE_LIVE_ENDS: Millis = 90_000;
/// The copies that are live until the next day end at different moments within this span.
const SPREAD: Millis = 1_800_000;
/// The longest wait after failures.
const LONGEST_RETRY: Millis = 30_000;
/// How many puts are borrowed at once.
const PORTION: usize = 4;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Put the present value of a key, and tell [`Publisher::put_done`].
    Put {
        /// The KV key.
        key: String,
        /// The newest version that is known of.
        version: u64,
        /// What the copy's metadata is to say, if anything.
        live_until: Option<Millis>,
    },
    /// Ask the ledger for puts, and tell [`Publisher::lent`].
    Borrow(Borrow),
    /// Read which version KV holds, and tell [`Publisher::read_back`].
    ReadBack {
        /// The KV key.
        key: String,
    },
    /// Nothing until then.
    Sleep {
        /// When.
        until: Millis,
    },
    /// Nothing at all.
    Idle,
}

/// Why a put failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutError {
    /// More than one put a second on the key.
    TooFast,
    /// Anything else.
    Failed,
}

/// The publisher of one object.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Publisher {
    keys: BTreeMap<String, Key>,
    /// What the ledger said last.
    terms: Loan,
    /// Puts that were lent and not yet made.
    in_hand: u32,
    /// The day they were lent on: at its end they lapse.
    day: u64,
    /// What was imported waits for its turn.
    #[serde(default)]
    parked: bool,
}

impl Publisher {
    /// Something that this key shows has changed.
    pub fn changed(&mut self, key: &str, version: u64, urgency: Urgency, now: Millis) {
        let key = self.keys.entry(key.to_owned()).or_default();
        key.wanted = key.wanted.max(version);
        key.urgency = key.urgency.max(Some(urgency));
        key.since.get_or_insert(now);
    }

    /// Something was imported that these keys show. Where KV has any of them, its readers find that
    /// and not the object: then it is a change like any other.
    pub fn imported(&mut self, keys: &[String], version: u64, now: Millis) {
        self.parked = self.keys.values().all(|key| key.put.is_none());
        let urgency = match self.parked {
            true => Urgency::Import,
            false => Urgency::Text,
        };
        for key in keys {
            self.changed(key, version, urgency, now);
        }
    }

    /// What was imported has its turn, with puts that the ledger lends for it: as many keys as there
    /// are puts. Answers with how many are left for another turn.
    pub fn turn(&mut self, loan: Loan, now: Millis) -> usize {
        let waiting = self.keys.values_mut().filter(|key| key.waits_for_turn());
        let puts = usize::try_from(loan.granted).unwrap_or_default();
        let mut left = 0;
        for (at, key) in waiting.enumerate() {
            match at < puts {
                true => key.urgency = Some(Urgency::Text),
                false => left += 1,
            }
        }
        self.parked &= left > 0;
        self.lent(loan, now);
        left
    }

    /// Whether what was imported waits for its turn.
    pub fn is_parked(&self) -> bool {
        self.parked
    }

    /// Nothing is left to be shown: what KV has never had is not put any more. A put that is under
    /// way, or may have arrived although it failed, is put over.
    pub fn forget_unput(&mut self) {
        self.keys
            .retain(|_, key| key.put.is_some() || key.last_put.is_some());
        for key in self.keys.values_mut() {
            key.urgency = key.urgency.max(Some(Urgency::Text));
        }
        self.parked = false;
    }

    /// Whether this key was ever put, or is to be.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// What to do next. The caller does it, tells, and asks again, until it may sleep.
    pub fn next(&mut self, now: Millis) -> Step {
        self.mend_clock(now);
        if let Some(key) = self.first_due(now) {
            return self.put_or_borrow(&key, now);
        }
        let read_back = self
            .keys
            .iter()
            .find(|(_, key)| key.read_back.is_some_and(|at| at <= now));
        if let Some((name, _)) = read_back {
            return Step::ReadBack { key: name.clone() };
        }
        let due = self.keys.values().filter_map(|key| self.due(key));
        let read_back = self.keys.values().filter_map(|key| key.read_back);
        match due.chain(read_back).min() {
            Some(until) => Step::Sleep {
                until: until.max(now + 1),
            },
            None => Step::Idle,
        }
    }

    /// When a key is to be put. Where the ledger has said to wait, that counts.
    fn due(&self, key: &Key) -> Option<Millis> {
        if self.parked && key.waits_for_turn() {
            return None;
        }
        let due = key.due(self.terms.gap)?;
        let has_puts = self.in_hand > 0 || (key.is_urgent() && !self.terms.is_spent);
        Some(if has_puts {
            due
        } else {
            due.max(self.terms.retry_at.unwrap_or_default())
        })
    }

    /// The most urgent key that is due, the one that has waited longest among equals.
    fn first_due(&self, now: Millis) -> Option<String> {
        let due = self
            .keys
            .iter()
            .filter_map(|(name, key)| Some((self.due(key)?, name, key)));
        let due = due.filter(|(at, ..)| *at <= now);
        let first = due.max_by_key(|(at, _, key)| (key.urgency, std::cmp::Reverse(*at)));
        first.map(|(_, name, _)| name.clone())
    }

    fn put_or_borrow(&mut self, name: &str, now: Millis) -> Step {
        let terms = self.terms.clone();
        let puts = self
            .keys
            .values()
            .filter(|key| self.due(key).is_some_and(|at| at <= now))
            .count();
        let Some(key) = self.keys.get_mut(name) else {
            return Step::Idle;
        };
        if self.in_hand == 0 {
            let puts = u32::try_from(puts.min(PORTION)).unwrap_or(1);
            let purpose = match key.is_urgent() {
                true => Purpose::Urgent,
                false => Purpose::Readers,
            };
            return Step::Borrow(Borrow { puts, purpose });
        }
        self.in_hand -= 1;
        let live_until = match terms.live_until {
            _ if key.urgency == Some(Urgency::Index) => None,
            Some(until) => Some(until + spread(name)),
            None if terms.gap > PATIENCE => Some(now + terms.gap + BEFORE_LIVE_ENDS),
            None => None,
        };
        key.last_put = Some(now);
        key.putting_live = live_until;
        Step::Put {
            key: name.to_owned(),
            version: key.wanted,
            live_until,
        }
    }

    /// What the ledger lent.
    pub fn lent(&mut self, loan: Loan, now: Millis) {
        self.in_hand += loan.granted;
        self.day = now / DAY;
        self.terms = loan;
    }

    /// What became of a put. `version` is the one that the value showed.
    pub fn put_done(
        &mut self,
        name: &str,
        version: u64,
        outcome: Result<(), PutError>,
        now: Millis,
    ) {
        let Some(key) = self.keys.get_mut(name) else {
            return;
        };
        match outcome {
            Ok(()) => {
                key.is_put(version, now);
                self.parked &= self.keys.values().any(Key::waits_for_turn);
            }
            Err(_) => {
                key.failures = key.failures.saturating_add(1);
                let wait = 1_000u64.checked_shl(key.failures).unwrap_or(LONGEST_RETRY);
                key.retry_at = now + wait.min(LONGEST_RETRY);
                // It may have arrived all the same, late: what KV holds is not known any more.
                key.live_until = 0;
                // A put that was refused is not spent.
                self.in_hand += 1;
            }
        }
    }

    /// Which version KV holds; none where it holds no such key, or could not say.
    pub fn read_back(&mut self, name: &str, held: Option<u64>, now: Millis) {
        let Some(key) = self.keys.get_mut(name) else {
            return;
        };
        key.read_back = None;
        if held.unwrap_or_default() < key.put.unwrap_or_default() {
            // An older copy came late. The newest is put at once: readers may have seen it already.
            key.urgency = key.urgency.max(Some(Urgency::Text));
            key.since.get_or_insert(now);
            key.live_until = 0;
            key.put = held;
        } else if key.urgency.is_none() && key.live_until < now {
            // All is said and done; a key that nobody changes any more needs no memory but its put.
            key.failures = 0;
        }
    }

    /// Whether a key that KV has never had will not be there for a while, or has only just come after
    /// such a while: its readers must be sent to the object, since they would find nothing.
    pub fn waiting(&self, now: Millis) -> bool {
        let is_late = |key: &Key| {
            let retry = self
                .terms
                .retry_at
                .filter(|_| self.in_hand == 0)
                .unwrap_or_default();
            key.is_late(now) || retry > now + PATIENCE
        };
        self.keys.values().any(|key| match key.put {
            None => key.urgency.is_some() && (self.parked || is_late(key)),
            Some(_) => now < key.missed_until,
        })
    }

    /// What lies in the future cannot have happened: the clock was set back. And loans lapse.
    fn mend_clock(&mut self, now: Millis) {
        for key in self.keys.values_mut() {
            key.last_put = key.last_put.map(|at| at.min(now));
            key.since = key.since.map(|at| at.min(now));
            key.retry_at = key.retry_at.min(now + LONGEST_RETRY);
        }
        if self
            .terms
            .retry_at
            .is_some_and(|at| at > now + DAY + SPREAD)
        {
            self.terms.retry_at = None;
        }
        if self.day != now / DAY {
            self.day = now / DAY;
            self.in_hand = 0;
            self.terms = Loan {
                gap: self.terms.gap,
                ..Loan::default()
            };
        }
    }
}

/// A moment of its own for each key, so that a new day does not begin with all puts at once.
fn spread(name: &str) -> Millis {
    let hash = name.bytes().fold(0u64, |hash, byte| {
        hash.wrapping_mul(31).wrapping_add(u64::from(byte))
    });
    hash % SPREAD
}

#[cfg(test)]
mod tests;
