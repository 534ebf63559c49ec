//! Whether an author may post.

use serde::{Deserialize, Serialize};

use crate::site::{Policy, Site};

/// What is decided about a new comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "verdict", content = "reason")]
pub enum Verdict {
    /// It is published.
    Publish,
    /// It waits for a moderator.
    Hold(Reason),
    /// It is not stored.
    Refuse(Reason),
}

/// Why a comment is held or refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The site holds every comment.
    Policy,
    /// Too many new threads have been begun of late.
    NewThreads,
}

impl Reason {
    /// The stable code; the words are `held.<code>` in the locale files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::NewThreads => "new-threads",
        }
    }

    /// The reason of a code, if it is one.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Policy, Self::NewThreads].into_iter().find(|reason| reason.code() == code)
    }
}

/// What is known when a comment arrives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether it would begin a thread.
    pub new_thread: bool,
    /// How many threads have been begun on the site within the last hour.
    pub site_new_threads: u32,
    /// How many of them from this network.
    pub network_new_threads: u32,
}

/// How many threads may be begun on a site in an hour.
pub const SITE_NEW_THREADS: u32 = 30;
/// How many threads may be begun from one network on a site in an hour.
pub const NETWORK_NEW_THREADS: u32 = 5;
/// The length of the window that new threads are counted in, in milliseconds.
pub const NEW_THREADS_WINDOW: u64 = 3_600_000;

/// Decides about a comment.
pub fn judge(site: &Site, facts: &Facts) -> Verdict {
    let crowded = facts.site_new_threads >= SITE_NEW_THREADS || facts.network_new_threads >= NETWORK_NEW_THREADS;
    if facts.new_thread && crowded {
        Verdict::Hold(Reason::NewThreads)
    } else if site.policy == Policy::Held {
        Verdict::Hold(Reason::Policy)
    } else {
        Verdict::Publish
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(policy: &str, new_thread: bool, site: u32, network: u32, expected: Verdict) {
        let declared = format!(r#"{{"id":"b","origins":["https://a.example"],"languages":["en"],"policy":"{policy}"}}"#);
        let facts = Facts { new_thread, site_new_threads: site, network_new_threads: network };
        assert_eq!(judge(&serde_json::from_str(&declared).unwrap(), &facts), expected);
    }

    #[test]
    fn follows_the_policy_and_bounds_new_threads() {
        check("open", false, 0, 0, Verdict::Publish);
        check("open", true, 29, 4, Verdict::Publish);
        check("open", true, 30, 0, Verdict::Hold(Reason::NewThreads));
        check("open", true, 5, 5, Verdict::Hold(Reason::NewThreads));
        check("open", false, 99, 99, Verdict::Publish);
        check("held", false, 0, 0, Verdict::Hold(Reason::Policy));
        check("held", true, 30, 0, Verdict::Hold(Reason::NewThreads));
    }

    #[test]
    fn reasons_have_codes() {
        for reason in [Reason::Policy, Reason::NewThreads] {
            assert_eq!(Reason::parse(reason.code()), Some(reason));
        }
    }
}
