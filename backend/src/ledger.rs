//! The day's KV writes, and who may have them.
//!
//! The free plan gives an account 1,000 puts a day (UTC). Every publisher of the account borrows
//! from this one ledger. As the day's spend grows, keys rest longer between puts; from [`CLOSING`]
//! on each copy is put live until after midnight, so that a key costs at most one more put that
//! day; the last [`RESERVE`] are lent for removals, holds and erasures alone. So the account is
//! never overdrawn, and a day with 250 busy pages and more still ends with every reader up to date.
//!
//! Imports get what readers leave over. What of a day they may have of puts grows with its hours and
//! ends where copies begin to be live; of rows and of requests they may have a part. On a paid
//! account nothing is counted.

use postil_model::Millis;
use postil_model::import::Cost;
use postil_model::wire::desk::Left;
use serde::{Deserialize, Serialize};

/// A day in milliseconds.
pub const DAY: Millis = 86_400_000;
/// What the platform gives in a day.
pub const QUOTA: u32 = 1_000;
/// What is kept for removals, holds and erasures.
pub const RESERVE: u32 = 150;
/// The spend from which on copies are live for the rest of the day.
pub const CLOSING: u32 = 550;

/// The spend up to which a gap holds, in milliseconds. The first is short enough that a reader is
/// less than two minutes behind with it: 10 s here, 60 s at KV's edge, 45 s in the browser.
const GAPS: [(u32, Millis); 3] = [(250, 10_000), (400, 300_000), (CLOSING, 1_800_000)];
/// Copies that are live until the next day stay so a little into it.
const INTO_THE_DAY: Millis = 300_000;
/// The spend up to which imports get puts as a day begins; at its end it is [`CLOSING`].
const SPARE_AT_FIRST: u32 = 150;
/// So many puts a day imports bring about on pages that KV has already, which nobody can put off.
const CHANGED: u32 = 250;

/// What the ledger is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToLedger {
    /// To lend puts: [`Loan`].
    Borrow(Borrow),
    /// Whether an import may cost so many rows, requests and writes to KV now, which then count as
    /// spent: a [`Loan`] of nothing, whose `retry_at` says when to ask again if not.
    Charge(u32, u32, u32),
    /// What is left for imports today: [`Left`], or nothing where nothing is counted.
    Left,
}

/// What a publisher asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Borrow {
    /// How many puts.
    pub puts: u32,
    /// What for.
    pub purpose: Purpose,
}

/// What puts are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// A removal, a hold or an erasure.
    Urgent,
    /// What readers have written.
    Readers,
    /// What was imported.
    Import,
}

/// The account's plan at the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// A day's quotas are small.
    Free,
    /// They are not counted.
    Paid,
}

/// What a publisher gets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    /// How many puts.
    pub granted: u32,
    /// How long a key rests between puts.
    pub gap: Millis,
    /// Copies are to be live until then.
    pub live_until: Option<Millis>,
    /// Nothing is to be had before.
    pub retry_at: Option<Millis>,
    /// Not even for what is urgent.
    pub is_spent: bool,
}

/// The account's ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Days since 1970 UTC.
    day: u64,
    /// What has been lent on that day.
    spent: u32,
    /// What imports have written on that day.
    #[serde(default)]
    rows: u32,
    /// How many requests they were.
    #[serde(default)]
    requests: u32,
    /// How many puts imports have brought about on pages that KV has already.
    #[serde(default)]
    writes: u32,
}

impl Ledger {
    /// Lends what can be lent. Every put that is lent counts as spent: an answer that got lost
    /// costs puts, never too many of them.
    pub fn lend(&mut self, ask: Borrow, plan: Plan, now: Millis) -> Loan {
        self.begin_day(now);
        if plan == Plan::Paid {
            return Loan {
                granted: ask.puts,
                gap: GAPS.first().map_or(0, |(_, gap)| *gap),
                ..Loan::default()
            };
        }
        let limit = match ask.purpose {
            Purpose::Urgent => QUOTA,
            Purpose::Readers => QUOTA - RESERVE,
            Purpose::Import => self.spare(now),
        };
        let granted = ask.puts.min(limit.saturating_sub(self.spent));
        self.spent += granted;
        let tomorrow = (self.day + 1) * DAY;
        let gap = GAPS.iter().find(|(up_to, _)| self.spent <= *up_to);
        let again = match ask.purpose {
            Purpose::Import => self.spare_again().min(tomorrow),
            Purpose::Urgent | Purpose::Readers => tomorrow,
        };
        Loan {
            granted,
            gap: gap.map_or(1_800_000, |(_, gap)| *gap),
            live_until: gap.is_none().then_some(tomorrow + INTO_THE_DAY),
            retry_at: (granted == 0).then_some(again),
            is_spent: self.spent >= QUOTA,
        }
    }

    /// Lets an import have rows and requests, if what it may have of the day is enough.
    pub fn charge(&mut self, cost: Cost, plan: Plan, now: Millis) -> Loan {
        self.begin_day(now);
        let spent = self.spent_on_imports().and(cost);
        // One that is dearer than a day is begun with the day, or it would never be.
        let fits = spent.fits(Cost::of_a_day()) || self.spent_on_imports() == Cost::default();
        let tomorrow = (self.day + 1) * DAY;
        let retry_at = if !fits || cost.writes > 0 && spent.writes > CHANGED {
            Some(tomorrow)
        } else if cost.writes > 0 && self.spent >= self.spare(now) {
            Some(self.spare_again().min(tomorrow))
        } else {
            None
        };
        if plan == Plan::Free && retry_at.is_some() {
            return Loan {
                retry_at,
                ..Loan::default()
            };
        }
        (self.rows, self.requests, self.writes) = (spent.rows, spent.requests, spent.writes);
        Loan::default()
    }

    /// What is left for imports today; nothing where nothing is counted.
    pub fn left(&mut self, plan: Plan, now: Millis) -> Option<Left> {
        self.begin_day(now);
        let day = Cost::of_a_day();
        (plan == Plan::Free).then(|| Left {
            rows: day.rows.saturating_sub(self.rows),
            requests: day.requests.saturating_sub(self.requests),
        })
    }

    /// Begins a new day, if there is one. A clock that was set back begins none: what is spent stays
    /// spent.
    fn begin_day(&mut self, now: Millis) {
        if now / DAY > self.day {
            *self = Self {
                day: now / DAY,
                ..Self::default()
            };
        }
    }

    fn spent_on_imports(&self) -> Cost {
        Cost {
            rows: self.rows,
            requests: self.requests,
            writes: self.writes,
        }
    }

    /// The spend up to which imports get puts now: what the rest of the day may bring is for readers.
    fn spare(&self, now: Millis) -> u32 {
        let gone = now.saturating_sub(self.day * DAY).min(DAY);
        let grown = u64::from(CLOSING - SPARE_AT_FIRST) * gone / DAY;
        SPARE_AT_FIRST + u32::try_from(grown).unwrap_or_default()
    }

    /// When imports get the next put, if nobody else gets one before.
    fn spare_again(&self) -> Millis {
        let missing = u64::from((self.spent + 1).saturating_sub(SPARE_AT_FIRST));
        self.day * DAY + (missing * DAY).div_ceil(u64::from(CLOSING - SPARE_AT_FIRST))
    }

    /// How much has been lent today.
    pub fn spent(&self) -> u32 {
        self.spent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Millis = 20_000 * DAY + DAY / 2;

    fn spend(ledger: &mut Ledger, puts: u32, urgent: bool) -> Loan {
        let purpose = if urgent {
            Purpose::Urgent
        } else {
            Purpose::Readers
        };
        ledger.lend(Borrow { puts, purpose }, Plan::Free, NOON)
    }

    #[test]
    fn gaps_grow_with_the_spend() {
        let mut ledger = Ledger::default();
        for (puts, gap, live) in [
            (1, 10_000, false),
            (249, 10_000, false),
            (1, 300_000, false),
            (150, 1_800_000, false),
            (150, 1_800_000, true),
        ] {
            let loan = spend(&mut ledger, puts, false);
            assert_eq!(
                (loan.granted, loan.gap, loan.live_until.is_some()),
                (puts, gap, live),
                "at {}",
                ledger.spent()
            );
        }
    }

    #[test]
    fn the_last_are_kept_for_removals() {
        let mut ledger = Ledger::default();
        assert_eq!(spend(&mut ledger, 900, false).granted, 850);
        let refused = spend(&mut ledger, 1, false);
        assert_eq!(
            (refused.granted, refused.retry_at, refused.is_spent),
            (0, Some(20_001 * DAY), false)
        );
        assert_eq!(spend(&mut ledger, 149, true).granted, 149);
        assert_eq!(spend(&mut ledger, 4, true).granted, 1);
        assert!(spend(&mut ledger, 1, true).is_spent);
    }

    #[test]
    fn a_day_ends_at_midnight_and_never_twice() {
        let mut ledger = Ledger::default();
        spend(&mut ledger, 900, false);
        let mut lend = |now| {
            let ask = Borrow {
                puts: 1,
                purpose: Purpose::Readers,
            };
            (ledger.lend(ask, Plan::Free, now).granted, ledger.spent())
        };
        assert_eq!(lend(NOON - DAY), (0, 850), "a clock set back");
        assert_eq!(lend(NOON + DAY / 2 - 1), (0, 850));
        assert_eq!(lend(NOON + DAY / 2), (1, 1));
        assert_eq!(lend(NOON), (1, 2), "yesterday does not come back");
    }

    #[test]
    fn imports_get_what_readers_leave_over() {
        let morning = 20_000 * DAY;
        for (spent, hour, granted, again) in [
            (0, 0, 150, None),
            (150, 0, 0, Some(216_000)),
            (150, 12, 200, None),
            (350, 12, 0, Some(DAY / 2 + 216_000)),
            (600, 12, 0, Some(DAY)),
            (500, 24, 0, Some(DAY)),
        ] {
            let mut ledger = Ledger {
                day: 20_000,
                spent,
                ..Ledger::default()
            };
            let ask = Borrow {
                puts: 1_000,
                purpose: Purpose::Import,
            };
            let now = morning + (hour * 3_600_000).min(DAY - 1);
            let loan = ledger.lend(ask, Plan::Free, now);
            let again = again.map(|at| morning + at);
            if hour < 24 {
                assert_eq!((loan.granted, loan.retry_at), (granted, again), "{spent}");
            } else {
                assert_eq!((loan.granted, loan.live_until), (49, None));
            }
        }
    }

    #[test]
    fn imports_pause_when_their_part_of_the_day_is_spent() {
        let cost = Cost {
            rows: 40_000,
            requests: 10,
            writes: 0,
        };
        let mut ledger = Ledger::default();
        let paused = Some(20_001 * DAY);
        assert_eq!(ledger.charge(cost, Plan::Free, NOON).retry_at, None);
        assert_eq!(ledger.charge(cost, Plan::Free, NOON).retry_at, paused);
        let left = ledger.left(Plan::Free, NOON).unwrap();
        assert_eq!((left.rows, left.requests), (30_000, 69_990));
        assert_eq!(ledger.charge(cost, Plan::Paid, NOON).retry_at, None);
        assert_eq!(ledger.left(Plan::Paid, NOON), None);
        let tomorrow = NOON + DAY;
        assert_eq!(ledger.charge(cost, Plan::Free, tomorrow).retry_at, None);
        let dear = Cost {
            rows: 90_000,
            requests: 10,
            writes: 0,
        };
        assert!(ledger.charge(dear, Plan::Free, tomorrow).retry_at.is_some());
        assert_eq!(
            ledger.charge(dear, Plan::Free, tomorrow + DAY).retry_at,
            None
        );
    }

    #[test]
    fn imports_change_few_pages_that_kv_has() {
        let page = Cost {
            writes: 1,
            ..Cost::default()
        };
        let mut ledger = Ledger::default();
        let mut charge = |times: u32, spent: u32, now| {
            spend(&mut ledger, spent, false);
            (0..times)
                .filter(|_| ledger.charge(page, Plan::Free, now).retry_at.is_none())
                .count()
        };
        assert_eq!(charge(300, 0, NOON), 250);
        assert_eq!(charge(300, 0, NOON + DAY), 250, "another day");
        let mut ledger = Ledger::default();
        spend(&mut ledger, 350, false);
        let again = NOON + 216_000;
        assert_eq!(ledger.charge(page, Plan::Free, NOON).retry_at, Some(again));
        assert_eq!(ledger.charge(page, Plan::Free, again).retry_at, None);
        assert_eq!(ledger.charge(page, Plan::Paid, NOON).retry_at, None);
    }

    #[test]
    fn on_a_paid_account_nothing_is_counted() {
        let mut ledger = Ledger::default();
        for purpose in [Purpose::Urgent, Purpose::Readers, Purpose::Import] {
            let loan = ledger.lend(
                Borrow {
                    puts: 5_000,
                    purpose,
                },
                Plan::Paid,
                NOON,
            );
            assert_eq!(
                (loan.granted, loan.gap, loan.live_until),
                (5_000, 10_000, None)
            );
        }
    }
}
