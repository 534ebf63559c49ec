//! Wrong tries at the owner's secret, and how long the next must wait.

use crate::time::Millis;
use serde::{Deserialize, Serialize};

const SECOND: Millis = 1_000;

/// How wrong tries are answered with waiting.
struct Throttle {
    /// So many are free: people mistype.
    free: u32,
    /// The wait after the first that is not; each further one doubles it.
    first: Millis,
    /// The longest wait.
    longest: Millis,
    /// After so long without a wrong try all are forgotten.
    forgotten: Millis,
}

/// For one network: some 36 tries a day.
const NETWORK: Throttle = Throttle {
    free: 5,
    first: 30 * SECOND,
    longest: 3_600 * SECOND,
    forgotten: 24 * 3_600 * SECOND,
};

/// For all networks together, in case the tries come from many. The wait stays short, since it is
/// the owner's, too: six tries a minute find no secret that deserves the name.
const ALL: Throttle = Throttle {
    free: 50,
    first: SECOND,
    longest: 10 * SECOND,
    forgotten: 3_600 * SECOND,
};

/// The wrong tries of late, by network (its bucket) and in all. It remembers [`Attempts::NETWORKS`]
/// networks at most, and [`Attempts::TRUSTED`] from which the right secret came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attempts {
    all: Tries,
    networks: Vec<(String, Tries)>,
    /// The last come last. They do not wait for the tries of others, so that nobody can keep the
    /// owner out by trying without end.
    trusted: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Tries {
    wrong: u32,
    last: Millis,
}

impl Attempts {
    /// How many networks are remembered.
    pub const NETWORKS: usize = 200;
    /// How many networks are remembered for the right secret.
    pub const TRUSTED: usize = 20;

    /// How long a try from a network must wait still; `None` if it may be made. A try that must
    /// wait is neither looked at nor counted.
    #[must_use]
    pub fn wait(&self, network: &str, now: Millis) -> Option<Millis> {
        let own = self
            .networks
            .iter()
            .find(|(known, _)| known == network)
            .and_then(|(_, tries)| tries.wait(&NETWORK, now));
        let is_trusted = self.trusted.iter().any(|known| known == network);
        let of_all = self.all.wait(&ALL, now).filter(|_| !is_trusted);
        own.max(of_all)
    }

    /// Counts a wrong try.
    pub fn failed(&mut self, network: &str, now: Millis) {
        self.all.count(&ALL, now);
        self.networks
            .retain(|(_, tries)| !tries.is_forgotten(&NETWORK, now));
        let known = self.networks.iter_mut().find(|(known, _)| known == network);
        if let Some((_, tries)) = known {
            tries.count(&NETWORK, now);
            return;
        }
        if self.networks.len() >= Self::NETWORKS {
            self.drop_lightest();
        }
        let mut tries = Tries::default();
        tries.count(&NETWORK, now);
        self.networks.push((network.to_owned(), tries));
    }

    /// Forgets the wrong tries of a network from which the right secret has come.
    pub fn succeeded(&mut self, network: &str) {
        self.networks.retain(|(known, _)| known != network);
        self.trusted.retain(|known| known != network);
        if self.trusted.len() >= Self::TRUSTED {
            self.trusted.remove(0);
        }
        self.trusted.push(network.to_owned());
    }

    /// Makes room: the network with the fewest wrong tries goes, of several the one that has been
    /// quiet for longest.
    fn drop_lightest(&mut self) {
        let lightest = self
            .networks
            .iter()
            .enumerate()
            .min_by_key(|(_, (_, tries))| (tries.wrong, tries.last))
            .map(|(at, _)| at);
        if let Some(at) = lightest {
            self.networks.remove(at);
        }
    }
}

impl Tries {
    fn count(&mut self, throttle: &Throttle, now: Millis) {
        if self.is_forgotten(throttle, now) {
            self.wrong = 0;
        }
        self.wrong = self.wrong.saturating_add(1);
        self.last = now;
    }

    fn is_forgotten(&self, throttle: &Throttle, now: Millis) -> bool {
        now.saturating_sub(self.last) >= throttle.forgotten
    }

    /// A last try that lies ahead makes nobody wait for longer: clocks are set back now and then.
    fn wait(&self, throttle: &Throttle, now: Millis) -> Option<Millis> {
        let doublings = self.wrong.checked_sub(throttle.free + 1)?;
        let whole = 2_u64
            .saturating_pow(doublings)
            .saturating_mul(throttle.first)
            .min(throttle.longest);
        let left = whole.saturating_sub(now.saturating_sub(self.last));
        (left > 0).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::{Attempts, SECOND};

    const HOUR: u64 = 3_600 * SECOND;

    #[test]
    fn the_wait_of_a_network_grows() {
        let mut attempts = Attempts::default();
        let mut now = 1_000_000;
        for expected in [
            None,
            None,
            None,
            None,
            None,
            Some(30),
            Some(60),
            Some(120),
            Some(240),
            Some(480),
            Some(960),
            Some(1_920),
            Some(3_600),
            Some(3_600),
        ] {
            attempts.failed("a", now);
            let wait = attempts.wait("a", now);
            assert_eq!(wait, expected.map(|seconds| seconds * SECOND));
            assert_eq!(attempts.wait("b", now), None);
            if let Some(wait) = wait {
                assert_eq!(attempts.wait("a", now + wait - 1), Some(1));
                assert_eq!(attempts.wait("a", now + wait), None);
                now += wait;
            }
        }
        assert_eq!(attempts.wait("a", 0), Some(HOUR));
    }

    #[test]
    fn a_network_has_few_tries_a_day() {
        let mut attempts = Attempts::default();
        let tries = (0..24 * 3_600)
            .filter(|second| {
                let now = 1_000_000 + second * SECOND;
                let may = attempts.wait("a", now).is_none();
                if may {
                    attempts.failed("a", now);
                }
                may
            })
            .count();
        assert!((30..=36).contains(&tries), "{tries}");
    }

    #[test]
    fn a_day_without_a_try_forgets() {
        let mut attempts = Attempts::default();
        for _ in 0..10 {
            attempts.failed("a", 0);
        }
        attempts.failed("a", 24 * HOUR - 1);
        assert_eq!(attempts.wait("a", 24 * HOUR - 1), Some(960 * SECOND));
        attempts.failed("a", 48 * HOUR);
        assert_eq!(attempts.wait("a", 48 * HOUR), None);
    }

    #[test]
    fn many_networks_wait_together() {
        let mut attempts = Attempts::default();
        attempts.succeeded("owner");
        for network in 0..50 {
            assert_eq!(attempts.wait("new", 0), None);
            attempts.failed(&network.to_string(), 0);
        }
        for (expected, network) in [1, 2, 4, 8, 10, 10].into_iter().zip(50..) {
            attempts.failed(&network.to_string(), 0);
            assert_eq!(attempts.wait("new", 0), Some(expected * SECOND));
        }
        assert_eq!(attempts.wait("owner", 0), None);
        attempts.failed("new", HOUR);
        assert_eq!(attempts.wait("new", HOUR), None);
    }

    #[test]
    fn the_right_secret_forgets() {
        let mut attempts = Attempts::default();
        for _ in 0..6 {
            attempts.failed("a", 0);
            attempts.failed("b", 0);
        }
        attempts.succeeded("a");
        assert_eq!(attempts.wait("a", 0), None);
        assert_eq!(attempts.wait("b", 0), Some(30 * SECOND));
        // What comes from there afterwards counts as ever.
        for _ in 0..6 {
            attempts.failed("a", 0);
        }
        assert_eq!(attempts.wait("a", 0), Some(30 * SECOND));
    }

    #[test]
    fn memory_is_bounded() {
        let mut attempts = Attempts::default();
        for _ in 0..6 {
            attempts.failed("heavy", 0);
        }
        for network in 0..1_000 {
            attempts.failed(&network.to_string(), 1);
            attempts.succeeded(&format!("right {network}"));
        }
        assert_eq!(attempts.networks.len(), Attempts::NETWORKS);
        assert_eq!(attempts.trusted.len(), Attempts::TRUSTED);
        assert_eq!(attempts.wait("heavy", 1), Some(30 * SECOND - 1));
        attempts.failed("later", 25 * HOUR);
        assert_eq!(attempts.networks.len(), 1);
    }

    #[test]
    fn survives_a_round_trip() {
        let mut attempts = Attempts::default();
        attempts.failed("a", 7);
        attempts.succeeded("b");
        let json = serde_json::to_string(&attempts).unwrap();
        assert_eq!(serde_json::from_str::<Attempts>(&json).unwrap(), attempts);
        let empty: Attempts = serde_json::from_str("{}").unwrap();
        assert_eq!(empty, Attempts::default());
    }
}
