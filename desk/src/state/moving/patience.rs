//! For how long is waited before something is sent again.

use crate::api::Failure;

/// Why is waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The server has said until when: today's share is used up.
    Paused,
    /// Nobody answers, or the server could not.
    Offline,
    /// The server takes so many requests and no more: nobody has to be told.
    Busy,
}

/// Codes of what the server could not do, which it may be able to in a moment.
const PASSING: [&str; 2] = ["internal", "unavailable"];

/// The longest that nobody is asked where nobody answers, in seconds.
const MOST: u32 = 60;

/// For how many seconds is waited after a failure, of which there were `tries` before without an
/// answer; none if waiting does not help.
#[must_use]
pub fn pause(failure: &Failure, tries: u32) -> Option<(u32, Why)> {
    match failure {
        Failure::Paused(seconds) => Some(((*seconds).max(1), Why::Paused)),
        Failure::TooFast(seconds) => Some(((*seconds).max(1), Why::Busy)),
        Failure::Refused { code, .. } if !PASSING.contains(&code.as_str()) => None,
        Failure::Network | Failure::Refused { .. } => {
            let seconds = 2_u32.checked_pow(tries).unwrap_or(MOST).min(MOST);
            Some((seconds, Why::Offline))
        }
        Failure::SignedOut => None,
    }
}

/// What is said of progress: each quarter once, so that who listens is not talked to all the time.
#[must_use]
pub fn quarter(before: u32, now: u32, all: u32) -> Option<u32> {
    let of = |sent: u32| {
        (u64::from(sent) * 4)
            .checked_div(u64::from(all))
            .unwrap_or(0)
    };
    let reached = of(now);
    let is_said = reached > of(before) && (1..4).contains(&reached);
    is_said.then(|| u32::try_from(reached * 25).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{Why, pause, quarter};
    use crate::api::Failure;

    #[test]
    fn waits_longer_where_nobody_answers() {
        let refused = |code: &str| Failure::Refused {
            code: code.to_owned(),
            detail: String::new(),
            field: None,
        };
        for (failure, tries, expected) in [
            (Failure::Network, 0, Some((1, Why::Offline))),
            (Failure::Network, 3, Some((8, Why::Offline))),
            (Failure::Network, 6, Some((60, Why::Offline))),
            (Failure::Network, 600, Some((60, Why::Offline))),
            (Failure::Paused(5_000), 9, Some((5_000, Why::Paused))),
            (Failure::Paused(0), 0, Some((1, Why::Paused))),
            (Failure::TooFast(30), 9, Some((30, Why::Busy))),
            (Failure::SignedOut, 0, None),
            (refused("internal"), 0, Some((1, Why::Offline))),
            (refused("unavailable"), 3, Some((8, Why::Offline))),
            (refused("import"), 0, None),
        ] {
            assert_eq!(pause(&failure, tries), expected, "{failure:?} {tries}");
        }
    }

    #[test]
    fn says_each_quarter_once() {
        for (before, now, all, expected) in [
            (0, 24, 100, None),
            (24, 25, 100, Some(25)),
            (25, 49, 100, None),
            (0, 80, 100, Some(75)),
            (75, 100, 100, None),
            (0, 0, 0, None),
            (0, 1, 1, None),
        ] {
            assert_eq!(quarter(before, now, all), expected, "{before} {now} {all}");
        }
    }
}
