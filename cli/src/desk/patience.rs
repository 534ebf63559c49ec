//! When to ask again.

use std::time::{Duration, SystemTime};

use postil_model::time::{Millis, rfc3339};

use super::line::Answer;

/// The code of a pause until the next day's share.
const PAUSED: &str = "import_paused";

const SHORTEST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(60);
/// So often a Worker is tried that was never reached: its address may be mistyped.
const TRIES_OF_A_STRANGER: u32 = 3;
/// A share comes back at midnight. Who does not say when is asked every hour.
const AN_HOUR: Duration = Duration::from_secs(3_600);

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It stays like that.
    Take,
    /// The same again, after some time.
    Again(Duration),
    /// The same again when there is a new share of the day.
    Tomorrow(Duration),
}

impl Next {
    /// How long to wait before.
    #[must_use]
    pub const fn time(self) -> Duration {
        match self {
            Self::Take => Duration::ZERO,
            Self::Again(time) | Self::Tomorrow(time) => time,
        }
    }
}

/// What comes after an answer, if there were so many tries before.
pub fn after_answer(answer: &Answer, tries: u32) -> Next {
    let told = answer.retry_after.map(Duration::from_secs);
    match answer.status {
        429 if answer.problem().is_some_and(|told| told.code == PAUSED) => {
            Next::Tomorrow(told.unwrap_or(AN_HOUR))
        }
        429 | 500..=599 => Next::Again(told.unwrap_or_default().max(growing(tries))),
        _ => Next::Take,
    }
}

/// What comes after no answer.
pub fn after_nothing(tries: u32, was_reached: bool) -> Next {
    if was_reached || tries + 1 < TRIES_OF_A_STRANGER {
        Next::Again(growing(tries))
    } else {
        Next::Take
    }
}

/// When a time from now is: `2026-11-24 00:00 UTC`.
pub fn until(time: Duration) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let then = now.unwrap_or_default().saturating_add(time);
    minute(Millis::try_from(then.as_millis()).unwrap_or(Millis::MAX))
}

/// A time to the minute that has begun by then.
fn minute(ms: Millis) -> String {
    let text = rfc3339(ms.saturating_add(59_999));
    let text = text.get(..16).unwrap_or(&text).replace('T', " ");
    format!("{text} UTC")
}

fn growing(tries: u32) -> Duration {
    SHORTEST
        .saturating_mul(2_u32.saturating_pow(tries))
        .min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, code: &str, retry_after: Option<u64>) -> Answer {
        let problem = format!(
            r#"{{"type":"about:blank","title":"t","detail":"d","status":{status},"code":"{code}"}}"#
        );
        Answer {
            status,
            body: problem,
            retry_after,
            session: None,
        }
    }

    #[test]
    fn what_may_succeed_later_is_asked_again() {
        let seconds = Duration::from_secs;
        for (status, code, retry_after, tries, expected) in [
            (200, "", None, 0, Next::Take),
            (403, "secret_wrong", None, 0, Next::Take),
            (404, "unknown_site", Some(5), 0, Next::Take),
            (422, "too_many", None, 9, Next::Take),
            (429, "too_fast", Some(7), 0, Next::Again(seconds(7))),
            (429, "too_fast", Some(1), 3, Next::Again(seconds(4))),
            (500, "internal", None, 1, Next::Again(seconds(1))),
            (502, "", None, 99, Next::Again(seconds(60))),
            (503, "unavailable", Some(5), 0, Next::Again(seconds(5))),
            (
                429,
                "import_paused",
                Some(30_000),
                0,
                Next::Tomorrow(seconds(30_000)),
            ),
            (
                429,
                "import_paused",
                None,
                5,
                Next::Tomorrow(seconds(3_600)),
            ),
        ] {
            let found = after_answer(&answer(status, code, retry_after), tries);
            assert_eq!(found, expected, "{status} {code} {retry_after:?}");
        }
    }

    #[test]
    fn a_stranger_is_not_asked_for_ever() {
        assert_eq!(after_nothing(2, false), Next::Take);
        assert!(matches!(after_nothing(1, false), Next::Again(_)));
        assert_eq!(after_nothing(1_000, true), Next::Again(LONGEST));
    }

    #[test]
    fn a_pause_ends_no_earlier_than_is_said() {
        assert_eq!(minute(0), "1970-01-01 00:00 UTC");
        assert_eq!(minute(1), "1970-01-01 00:01 UTC");
        assert_eq!(minute(1_795_478_400_000), "2026-11-24 00:00 UTC");
    }
}
