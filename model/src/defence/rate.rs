//! How often something may happen: comments of a device key, comments and new keys of a network.

use crate::time::Millis;
use serde::{Deserialize, Serialize};

const MINUTE: Millis = 60_000;
const DAY: Millis = 1_440 * MINUTE;

/// How many are allowed within a short time, and within a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Within [`Limit::short_span`].
    pub short: u32,
    /// The short time, in milliseconds.
    pub short_span: Millis,
    /// Within a day.
    pub daily: u32,
}

/// Comments of one device key. Nobody writes more with care.
pub const OF_KEY: Limit = Limit {
    short: 8,
    short_span: 10 * MINUTE,
    daily: 80,
};

/// Comments from one network: a library or a school may be behind it.
pub const OF_NETWORK: Limit = Limit {
    short: 30,
    short_span: 10 * MINUTE,
    daily: 300,
};

/// Keys that were never seen before, from one network: a class may write its first comments there.
pub const NEW_KEYS: Limit = Limit {
    short: 20,
    short_span: 60 * MINUTE,
    daily: 60,
};

/// Work that was asked for in one network, on one day: robots leave it undone and send the next.
pub const ASKED: Limit = Limit {
    short: 5,
    short_span: DAY,
    daily: 5,
};

/// What is remembered of one key or network: four counts, however much comes.
///
/// It is a sliding window by two counts: the last whole span counts for the share of it that the
/// window still covers, as if what came had come evenly. (The method is widely used, as in
/// "How we built rate limiting capable of scaling to millions of domains", Cloudflare 2017.)
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate(Window, Window);

/// The number of the present span, and how many came in it and in the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Window(u64, u32, u32);

/// Whether another may come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pace {
    /// There is plenty of room.
    #[default]
    Calm,
    /// More than half of what is allowed within the short time came: so many.
    Brisk(u32),
    /// No more for so many seconds.
    Over(u32),
}

impl Pace {
    /// How many seconds to wait, if at all.
    #[must_use]
    pub const fn wait(self) -> Option<u32> {
        match self {
            Self::Over(seconds) => Some(seconds),
            Self::Calm | Self::Brisk(_) => None,
        }
    }
}

impl Rate {
    /// When a row of it can be dropped that was last written at a time.
    #[must_use]
    pub const fn is_spent_at(written: Millis) -> Millis {
        written.saturating_add(2 * DAY)
    }

    /// Whether another may come now.
    #[must_use]
    pub fn pace(&self, limit: &Limit, now: Millis) -> Pace {
        let short = self.0.estimate(limit.short_span, now);
        let waits = [
            (short >= f64::from(limit.short))
                .then(|| self.0.wait(limit.short, limit.short_span, now)),
            (self.1.estimate(DAY, now) >= f64::from(limit.daily))
                .then(|| self.1.wait(limit.daily, DAY, now)),
        ];
        match waits.into_iter().flatten().max() {
            Some(seconds) => Pace::Over(seconds),
            None if short * 2.0 > f64::from(limit.short) => Pace::Brisk(short.round() as u32),
            None => Pace::Calm,
        }
    }

    /// Remembers that one came.
    pub fn record(&mut self, limit: &Limit, now: Millis) {
        self.0.record(limit.short_span, now);
        self.1.record(DAY, now);
    }
}

impl Window {
    /// The window as it stands at a time. A clock that was set back stays where it was.
    fn at(self, span: Millis, now: Millis) -> Self {
        match (now / span).checked_sub(self.0) {
            None | Some(0) => self,
            Some(1) => Self(self.0 + 1, 0, self.1),
            Some(_) => Self(now / span, 0, 0),
        }
    }

    fn estimate(self, span: Millis, now: Millis) -> f64 {
        let Self(_, present, before) = self.at(span, now);
        let covered = 1.0 - (now % span) as f64 / span as f64;
        f64::from(present) + f64::from(before) * covered
    }

    /// The seconds until the estimate has fallen below the most: at the latest when the span after
    /// the present one is over.
    fn wait(self, most: u32, span: Millis, now: Millis) -> u32 {
        let step = span / 120;
        let free = (1..=240)
            .map(|n| now + n * step)
            .find(|at| self.estimate(span, *at) < f64::from(most))
            .unwrap_or(now + 2 * span);
        u32::try_from((free - now).div_ceil(1_000)).unwrap_or(u32::MAX)
    }

    fn record(&mut self, span: Millis, now: Millis) {
        *self = self.at(span, now);
        self.1 = self.1.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::{DAY, Limit, MINUTE, OF_KEY, Pace, Rate};

    const LIMIT: Limit = Limit {
        short: 4,
        short_span: 10 * MINUTE,
        daily: 10,
    };

    fn rate(times: &[u64]) -> Rate {
        let mut rate = Rate::default();
        for at in times {
            rate.record(&LIMIT, *at);
        }
        rate
    }

    #[test]
    fn a_short_time_has_a_bound() {
        let start = 1_000 * DAY;
        for (came, expected) in [
            (0, Pace::Calm),
            (2, Pace::Calm),
            (3, Pace::Brisk(3)),
            // Ten minutes until they are in the window before, and a step more.
            (4, Pace::Over(605)),
        ] {
            assert_eq!(rate(&vec![start; came]).pace(&LIMIT, start), expected);
        }
        let four = rate(&[start; 4]);
        assert!(four.pace(&LIMIT, start + 605_000).wait().is_none());
        assert_eq!(four.pace(&LIMIT, start + 21 * MINUTE), Pace::Calm);
    }

    #[test]
    fn who_waits_as_told_is_let_in() {
        let start = 1_000 * DAY;
        for gap in [0, 1_000, MINUTE, 3 * MINUTE, 7 * MINUTE] {
            let mut rate = Rate::default();
            let mut now = start;
            for _ in 0..60 {
                if let Some(seconds) = rate.pace(&LIMIT, now).wait() {
                    now += u64::from(seconds) * 1_000;
                    assert_eq!(rate.pace(&LIMIT, now).wait(), None, "gap {gap}");
                }
                rate.record(&LIMIT, now);
                now += gap;
            }
        }
    }

    #[test]
    fn a_day_has_a_bound() {
        let start = 1_000 * DAY;
        let times: Vec<_> = (0..10).map(|hour| start + hour * 60 * MINUTE).collect();
        let rate = rate(&times);
        let now = start + 12 * 60 * MINUTE;
        let seconds = rate.pace(&LIMIT, now).wait().unwrap();
        assert!(seconds > 11 * 3_600, "{seconds}");
        assert_eq!(rate.pace(&LIMIT, start + 3 * DAY), Pace::Calm);
    }

    #[test]
    fn never_lets_through_much_more_than_the_limit() {
        let mut rate = Rate::default();
        let let_in: Vec<u64> = (0..3_000)
            .map(|second| 7 * DAY + second * 1_000)
            .filter(|now| {
                let free = rate.pace(&OF_KEY, *now).wait().is_none();
                if free {
                    rate.record(&OF_KEY, *now);
                }
                free
            })
            .collect();
        for from in &let_in {
            let within = |at: &&u64| (*from..from + OF_KEY.short_span).contains(*at);
            let most = let_in.iter().filter(within).count();
            assert!(most <= 2 * OF_KEY.short as usize, "{most}");
        }
        assert!(let_in.len() >= 5 * 8, "{}", let_in.len());
    }

    #[test]
    fn a_clock_may_be_set_back() {
        let mut rate = rate(&[5 * DAY; 3]);
        rate.record(&LIMIT, 4 * DAY);
        assert!(rate.pace(&LIMIT, 4 * DAY).wait().is_some());
        assert!(rate.pace(&LIMIT, 0).wait().is_some());
    }

    #[test]
    fn is_stored_in_a_few_numbers() {
        let json = serde_json::to_string(&rate(&[DAY; 3])).unwrap();
        assert_eq!(json, "[[144,3,0],[1,3,0]]");
        let mut many = Rate::default();
        for n in 0..100_000 {
            many.record(&LIMIT, n * 977);
        }
        assert!(serde_json::to_string(&many).unwrap().len() < 60);
    }
}
