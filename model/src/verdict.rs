//! Whether a comment may be published: what the site's object answers when a thread's object asks.

use crate::policy::LetIn;
use crate::site::Site;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// What becomes of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is published.
    Publish,
    /// It waits for a moderator.
    Hold(Reason),
    /// It is not taken.
    Refuse(Reason),
}

/// Why a comment is held or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The site holds every comment.
    Policy,
    /// Too many new threads were opened of late.
    NewThreads,
}

impl Reason {
    /// Every reason there is.
    pub const ALL: &[Self] = &[Self::Policy, Self::NewThreads];

    /// A stable code; the words for it stand in the locales as `held.<code>`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::NewThreads => "new_threads",
        }
    }

    /// The reason of this code.
    #[must_use]
    pub fn coded(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|reason| reason.code() == code)
    }
}

/// What a verdict depends on besides the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Whether the thread has no published comment yet, so that this one would open it.
    pub opens_thread: bool,
    /// Whether [`OpenedThreads::has_room`] for another.
    pub room_for_threads: bool,
}

/// Gives the verdict on a comment.
#[must_use]
pub fn judge(site: &Site, facts: &Facts) -> Verdict {
    if site.policy.let_in == LetIn::Held {
        Verdict::Hold(Reason::Policy)
    } else if facts.opens_thread && !facts.room_for_threads {
        Verdict::Hold(Reason::NewThreads)
    } else {
        Verdict::Publish
    }
}

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
        self.0.retain(|(at, _)| Self::is_recent(*at, now));
        if self.0.len() < Self::ON_SITE {
            self.0.push((now, network.to_owned()));
        }
    }

    /// A time that lies ahead counts as recent: clocks are set back now and then.
    fn is_recent(at: Millis, now: Millis) -> bool {
        now.saturating_sub(at) < Self::HOUR
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, OpenedThreads, Reason, Verdict, judge};
    use crate::site::Site;

    fn site(policy: &str) -> Site {
        let json = format!(
            r#"{{"id": "a", "origins": ["https://a.example"], "languages": ["en"], "policy": "{policy}"}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn judges() {
        for (policy, opens_thread, room_for_threads, expected) in [
            ("open", false, true, Verdict::Publish),
            ("open", true, true, Verdict::Publish),
            ("open", false, false, Verdict::Publish),
            ("open", true, false, Verdict::Hold(Reason::NewThreads)),
            ("held", false, true, Verdict::Hold(Reason::Policy)),
            ("held", true, false, Verdict::Hold(Reason::Policy)),
        ] {
            assert_eq!(
                judge(
                    &site(policy),
                    &Facts {
                        opens_thread,
                        room_for_threads
                    }
                ),
                expected
            );
        }
    }

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
    }

    #[test]
    fn reasons_have_codes() {
        for reason in Reason::ALL {
            assert_eq!(Reason::coded(reason.code()), Some(*reason));
        }
        assert_eq!(Reason::coded("x"), None);
    }
}
