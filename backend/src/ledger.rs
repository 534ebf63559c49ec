//! The day's KV writes, and who may have them.
//!
//! The free plan gives an account 1,000 puts a day (UTC). Every publisher of the account borrows
//! from this one ledger. As the day's spend grows, keys rest longer between puts; from [`CLOSING`]
//! on each copy is put live until after midnight, so that a key costs at most one more put that
//! day; the last [`RESERVE`] are lent for removals, holds and erasures alone. So the account is
//! never overdrawn, and a day with 250 busy pages and more still ends with every reader up to date.

use postil_model::Millis;
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

/// What a publisher asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Borrow {
    /// How many puts.
    pub puts: u32,
    /// Whether for a removal, hold or erasure.
    pub urgent: bool,
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
}

impl Ledger {
    /// Lends what can be lent. Every put that is lent counts as spent: an answer that got lost
    /// costs puts, never too many of them.
    pub fn lend(&mut self, ask: Borrow, now: Millis) -> Loan {
        // A clock that was set back begins no new day: what is spent stays spent.
        if now / DAY > self.day {
            *self = Self {
                day: now / DAY,
                spent: 0,
            };
        }
        let limit = if ask.urgent { QUOTA } else { QUOTA - RESERVE };
        let granted = ask.puts.min(limit.saturating_sub(self.spent));
        self.spent += granted;
        let tomorrow = (self.day + 1) * DAY;
        let gap = GAPS.iter().find(|(up_to, _)| self.spent <= *up_to);
        Loan {
            granted,
            gap: gap.map_or(1_800_000, |(_, gap)| *gap),
            live_until: gap.is_none().then_some(tomorrow + INTO_THE_DAY),
            retry_at: (granted == 0).then_some(tomorrow),
            is_spent: self.spent >= QUOTA,
        }
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
        ledger.lend(Borrow { puts, urgent }, NOON)
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
        let ask = Borrow {
            puts: 1,
            urgent: false,
        };
        assert_eq!(ledger.lend(ask, NOON - DAY).granted, 0, "a clock set back");
        assert_eq!(ledger.lend(ask, NOON + DAY / 2 - 1).granted, 0);
        assert_eq!(ledger.lend(ask, NOON + DAY / 2).granted, 1);
        assert_eq!(ledger.spent(), 1);
        assert_eq!(ledger.lend(ask, NOON).granted, 1);
        assert_eq!(ledger.spent(), 2, "yesterday does not come back");
    }
}
