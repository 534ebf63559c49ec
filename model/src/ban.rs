//! Whom a site no longer listens to, or only with a moderator's leave.

use crate::field::{Name, Note};
use crate::key::KeyHash;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// A ban, as a moderator has set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ban {
    /// Whom it is meant for.
    pub whom: Banned,
    /// What is done with their comments.
    pub act: Act,
    /// When it ends; `None` for never.
    pub until: Option<Millis>,
    /// The name of the moderator who set it.
    pub by: Name,
    /// Why.
    pub reason: Note,
}

/// Whom a ban is meant for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Banned {
    /// Whoever has the device key of this hash.
    Author(#[serde(with = "as_hex")] KeyHash),
    /// Whoever comes from the network of this bucket.
    Network(String),
}

/// What is done with the comments of the banned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// All of them wait for a moderator.
    Hold,
    /// None is taken.
    Refuse,
}

impl Ban {
    /// Whether it holds at a time.
    #[must_use]
    pub fn in_force(&self, now: Millis) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    /// Whether it is meant for this author or this network (its bucket).
    #[must_use]
    pub fn meets(&self, author: &KeyHash, network: &str) -> bool {
        match &self.whom {
            Banned::Author(banned) => banned == author,
            Banned::Network(banned) => banned == network,
        }
    }
}

/// The ban that a comment falls under: one that refuses, before one that holds.
#[must_use]
pub fn strictest<'a>(
    bans: &'a [Ban],
    author: &KeyHash,
    network: &str,
    now: Millis,
) -> Option<&'a Ban> {
    let mut met = bans
        .iter()
        .filter(|ban| ban.in_force(now) && ban.meets(author, network));
    let first = met.next()?;
    if first.act == Act::Refuse {
        return Some(first);
    }
    met.find(|ban| ban.act == Act::Refuse).or(Some(first))
}

/// A hash of a key is not given a serialised form of its own, so that it gets into no answer by
/// mistake.
mod as_hex {
    use crate::key::KeyHash;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(hash: &KeyHash, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hash.to_hex())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<KeyHash, D::Error> {
        let text = String::deserialize(deserializer)?;
        KeyHash::from_hex(&text).ok_or_else(|| D::Error::custom("no hash of a key"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, Ban, Banned, strictest};
    use crate::key::KeyHash;
    use serde_json::json;

    const ADA: KeyHash = KeyHash::from_bytes([1; 32]);
    const EVE: KeyHash = KeyHash::from_bytes([2; 32]);

    fn ban(whom: Banned, act: Act, until: Option<u64>) -> Ban {
        Ban {
            whom,
            act,
            until,
            by: "Mod".try_into().unwrap(),
            reason: "Spam".try_into().unwrap(),
        }
    }

    #[test]
    fn ends() {
        for (until, now, expected) in [
            (None, 0, true),
            (None, u64::MAX, true),
            (Some(10), 0, true),
            (Some(10), 9, true),
            (Some(10), 10, false),
            (Some(10), 11, false),
        ] {
            let ban = ban(Banned::Author(EVE), Act::Refuse, until);
            assert_eq!(ban.in_force(now), expected, "{until:?} {now}");
        }
    }

    #[test]
    fn the_strictest_counts() {
        let bans = [
            ban(Banned::Author(EVE), Act::Hold, None),
            ban(Banned::Network("n".into()), Act::Refuse, Some(10)),
            ban(Banned::Author(EVE), Act::Refuse, Some(5)),
            ban(Banned::Network("m".into()), Act::Hold, Some(10)),
        ];
        for (author, network, now, expected) in [
            (ADA, "x", 0, None),
            (EVE, "x", 0, Some(2)),
            (EVE, "x", 5, Some(0)),
            (EVE, "n", 5, Some(1)),
            (EVE, "n", 10, Some(0)),
            (EVE, "m", 7, Some(0)),
            (ADA, "n", 9, Some(1)),
            (ADA, "n", 10, None),
            (ADA, "m", 9, Some(3)),
            (ADA, "", 9, None),
        ] {
            let found = strictest(&bans, &author, network, now);
            let expected = expected.map(|at: usize| &bans[at]);
            assert_eq!(found, expected, "{network} {now}");
        }
    }

    #[test]
    fn survives_a_round_trip() {
        for (ban, expected) in [
            (
                ban(Banned::Author(EVE), Act::Hold, None),
                json!({"whom": {"author": "02".repeat(32)}, "act": "hold", "until": null,
                       "by": "Mod", "reason": "Spam"}),
            ),
            (
                ban(Banned::Network("n".into()), Act::Refuse, Some(7)),
                json!({"whom": {"network": "n"}, "act": "refuse", "until": 7,
                       "by": "Mod", "reason": "Spam"}),
            ),
        ] {
            let written = serde_json::to_value(&ban).unwrap();
            assert_eq!(written, expected);
            assert_eq!(serde_json::from_value::<Ban>(written).unwrap(), ban);
        }
        assert!(serde_json::from_value::<Banned>(json!({"author": "02"})).is_err());
    }
}
