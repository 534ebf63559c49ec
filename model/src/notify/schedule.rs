//! When something is sent: what gathers, and what is tried again.

use super::{Way, When};
use crate::time::Millis;

const SECOND: Millis = 1_000;
const MINUTE: Millis = 60 * SECOND;
const HOUR: Millis = 60 * MINUTE;

/// How often a message is tried at most.
pub const TRIES: usize = 9;

/// The waits after the first try, the second, and so on: 44 hours and 36 minutes in all, so that
/// a receiver that fails on a Friday evening has until Sunday.
const WAITS: [Millis; TRIES - 1] = [
    MINUTE,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    12 * HOUR,
    15 * HOUR,
];

/// The longest wait that a receiver may ask for.
const LONGEST: Millis = 24 * HOUR;

/// How long a receiver may take to answer.
pub const PATIENCE: Millis = 10 * SECOND;

/// When to try again after so many tries; none if it is given up. A receiver may ask to be left
/// alone for longer.
#[must_use]
pub fn next_try(tries: usize, now: Millis, retry_after: Option<Millis>) -> Option<Millis> {
    let wait = WAITS.get(tries.checked_sub(1)?)?;
    let asked = retry_after.unwrap_or_default().min(LONGEST);
    Some(now + (*wait).max(asked))
}

/// How a way has been of late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// Since when it is set as it is.
    pub since: Millis,
    /// When a message was made last.
    pub last: Option<Millis>,
    /// Whether an earlier message is to be tried again.
    pub is_failing: bool,
}

/// When the next message is made, if its first comment began to wait at `oldest`.
///
/// At once there is at most one mail in five minutes, and one call of a webhook in ten seconds;
/// while earlier messages fail, one an hour, so that what cannot be sent does not pile up. A digest
/// comes at the time of the hour, or of the day, at which the way was set.
#[must_use]
pub fn gather(way: Way, when: When, past: Past, oldest: Millis) -> Millis {
    let gap = match (past.is_failing, way) {
        (true, _) => HOUR,
        (false, Way::Mail) => 5 * MINUTE,
        (false, Way::Webhook) => 10 * SECOND,
    };
    let free = past.last.map_or(0, |last| last + gap);
    match when {
        When::AtOnce => oldest.max(free),
        When::Hourly => following(past.since, HOUR, oldest).max(free),
        When::Daily => following(past.since, 24 * HOUR, oldest).max(free),
    }
}

/// The first end of a period that lies after a moment.
fn following(since: Millis, period: Millis, moment: Millis) -> Millis {
    let periods = moment.saturating_sub(since) / period + 1;
    since + periods * period
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_nine_times_in_about_45_hours() {
        let (mut now, mut tries) = (1_000, 1);
        while let Some(next) = next_try(tries, now, None) {
            assert!(next > now);
            (now, tries) = (next, tries + 1);
        }
        assert_eq!(tries, TRIES);
        let hours = (now - 1_000) / HOUR;
        assert!((44..46).contains(&hours), "{hours}");
        assert_eq!(next_try(0, 0, None), None);
    }

    #[test]
    fn waits_for_as_long_as_it_is_asked_to() {
        for (tries, asked, expected) in [
            (1, None, MINUTE),
            (1, Some(SECOND), MINUTE),
            (1, Some(10 * MINUTE), 10 * MINUTE),
            (1, Some(u64::MAX), LONGEST),
            (2, Some(2 * MINUTE), 5 * MINUTE),
        ] {
            assert_eq!(next_try(tries, 7, asked), Some(7 + expected));
        }
        assert_eq!(next_try(TRIES, 7, Some(10 * MINUTE)), None);
        // What is being sent is not sent a second time meanwhile.
        assert!(WAITS.iter().all(|wait| *wait > 2 * PATIENCE));
    }

    #[test]
    fn gathers() {
        const SINCE: Millis = 1_000 * HOUR + 20 * MINUTE;
        let at = |minutes: u64| SINCE + minutes * MINUTE;
        use Way::{Mail, Webhook};
        use When::{AtOnce, Daily, Hourly};
        for (way, when, last, is_failing, oldest, expected) in [
            (Mail, AtOnce, None, false, at(7), at(7)),
            (Mail, AtOnce, Some(at(1)), false, at(2), at(6)),
            (Mail, AtOnce, Some(at(1)), false, at(20), at(20)),
            (Mail, AtOnce, Some(at(1)), true, at(2), at(61)),
            (
                Webhook,
                AtOnce,
                Some(at(1)),
                false,
                at(1),
                at(1) + 10 * SECOND,
            ),
            (Webhook, AtOnce, Some(at(1)), true, at(1), at(61)),
            (Mail, Hourly, None, false, at(7), at(60)),
            (Mail, Hourly, None, false, at(60), at(120)),
            (Mail, Hourly, Some(at(60)), false, at(61), at(120)),
            (Webhook, Daily, None, false, at(7), at(24 * 60)),
            (
                Webhook,
                Daily,
                Some(at(0)),
                false,
                at(24 * 60 + 1),
                at(48 * 60),
            ),
        ] {
            let past = Past {
                since: SINCE,
                last,
                is_failing,
            };
            let got = gather(way, when, past, oldest);
            assert_eq!(got, expected, "{way:?} {when:?} {last:?} {oldest}");
        }
        // A clock that was set back does no harm.
        let past = Past {
            since: SINCE,
            last: None,
            is_failing: false,
        };
        assert_eq!(gather(Mail, Daily, past, 0), SINCE + 24 * HOUR);
    }
}
