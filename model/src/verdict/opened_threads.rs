//! How many threads may be opened, and how often.

use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// The threads that were opened on a site within the last hour.
///
/// Each new thread costs an object, and a KV key with its writes, which the account's readers
/// share; so they are bounded. At most [`OpenedThreads::ON_SITE`] are remembered, and none longer
/// than an hour past its use.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OpenedThreads(Vec<(Millis, String)>);

impl OpenedThreads {
    /// How many threads may be opened on a site within an hour.
    pub const ON_SITE: usize = 30;
    /// How many of them from one network.
    pub const FROM_NETWORK: usize = 5;
    const HOUR: Millis = 3_600_000;

    /// Whether another thread may be opened from a network (its bucket).
    #[must_use]
    pub fn has_room(&self, network: &str, now: Millis) -> bool {
        let recent = || self.0.iter().filter(|(at, _)| Self::is_recent(*at, now));
        recent().count() < Self::ON_SITE
            && recent().filter(|(_, from)| from == network).count() < Self::FROM_NETWORK
    }

    /// Remembers that one was opened.
    pub fn record(&mut self, network: &str, now: Millis) {
        self.forget(now);
        if self.0.len() < Self::ON_SITE {
            self.0.push((now, network.to_owned()));
        }
    }

    /// Drops what is of no use any more. Answers whether anything was dropped.
    pub fn forget(&mut self, now: Millis) -> bool {
        let before = self.0.len();
        self.0.retain(|(at, _)| Self::is_recent(*at, now));
        self.0.len() < before
    }

    /// A time that lies ahead counts as recent: clocks are set back now and then.
    fn is_recent(at: Millis, now: Millis) -> bool {
        now.saturating_sub(at) < Self::HOUR
    }
}

#[cfg(test)]
mod tests {
    use super::OpenedThreads;

    #[test]
    fn bounds_one_network() {
        let mut opened = OpenedThreads::default();
        for minute in 0..5 {
            assert!(opened.has_room("a", minute * 60_000));
            opened.record("a", minute * 60_000);
        }
        assert!(!opened.has_room("a", 3_599_999));
        assert!(opened.has_room("b", 3_599_999));
        assert!(opened.has_room("a", 3_600_000));
        opened.record("a", 3_600_000);
        assert!(!opened.has_room("a", 3_600_001));
    }

    #[test]
    fn bounds_the_site() {
        let mut opened = OpenedThreads::default();
        for network in 0..30 {
            assert!(opened.has_room(&network.to_string(), 1_000));
            opened.record(&network.to_string(), 1_000);
        }
        assert!(!opened.has_room("new", 1_000));
        assert!(!opened.has_room("new", 0));
        opened.record("new", 1_000);
        assert_eq!(opened.0.len(), OpenedThreads::ON_SITE);
        opened.record("new", 4_000_000);
        assert_eq!(opened.0.len(), 1);
        assert!(!opened.forget(7_599_999));
        assert!(opened.forget(7_600_000));
        assert_eq!(opened, OpenedThreads::default());
    }
}
