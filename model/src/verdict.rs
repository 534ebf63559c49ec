//! Whether a comment may be published: what the site's object answers when a thread's object asks.

mod opened_threads;
mod reason;

pub use opened_threads::OpenedThreads;
pub use reason::{NoReason, Reason, read, told, write};

use crate::defence::suspicion::Suspicion;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// What becomes of a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is published.
    Publish,
    /// It waits for a moderator. There is a reason at least, the weightiest first.
    #[serde(deserialize_with = "one_or_more")]
    Hold(Vec<Reason>),
    /// It is not taken. There is a reason at least.
    #[serde(deserialize_with = "one_or_more")]
    Refuse(Vec<Reason>),
    /// Nothing yet: the client has to prove that it did some work, and to send the comment again.
    Work {
        /// How much: the bits of [`crate::defence::work`].
        bits: u8,
    },
    /// Nothing yet: the client has to wait, and to send the comment again.
    Wait {
        /// How long, in seconds.
        seconds: u32,
    },
}

impl Verdict {
    /// Whether it stands: only such a one is remembered, and only then is the comment counted.
    /// After the others the same comment comes again, and is judged anew.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Publish | Self::Hold(_) | Self::Refuse(_))
    }
}

/// Earlier builds stored one reason, and not a list.
fn one_or_more<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Reason>, D::Error> {
    struct Reasons;

    impl<'de> Visitor<'de> for Reasons {
        type Value = Vec<Reason>;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("a reason, or a list of them")
        }

        fn visit_str<E: Error>(self, word: &str) -> Result<Vec<Reason>, E> {
            word.parse().map(|reason| vec![reason]).map_err(E::custom)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Vec<Reason>, A::Error> {
            let mut reasons = Vec::new();
            while let Some(reason) = from.next_element()? {
                reasons.push(reason);
            }
            Ok(reasons)
        }
    }

    from.deserialize_any(Reasons)
}

/// What a site lets in, as far as a verdict depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Every comment is held.
    pub hold_all: bool,
    /// An author's comments are held until one was published.
    pub hold_first: bool,
    /// From how many links on a comment is held.
    pub hold_links: Option<u32>,
    /// Whether the site defends itself: without it neither suspicion nor rates count, and no work
    /// is asked for.
    pub defence: bool,
}

/// Whether a thread takes comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Gate {
    /// As the site's rules say.
    #[default]
    Open,
    /// They all wait for a moderator.
    Held,
    /// It takes none.
    Closed,
}

/// What moderators have decided about an author or a network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    #[default]
    Free,
    /// Everything from there is held.
    Held,
    /// Nothing is taken from there.
    Banned,
}

/// A rule of the site's word list that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedWord {
    /// The rule, as it stands in the list.
    pub word: String,
    /// Whether a comment with it is refused, and not only held.
    pub refuses: bool,
}

/// What a verdict depends on besides the site's rules. The default is a comment about which there
/// is nothing to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether it is written by someone of the site's staff, and proven so.
    pub by_staff: bool,
    /// Whether the name is one of the staff's, or looks like one.
    pub has_staff_name: bool,
    /// What was decided about its author or network: the stricter of the two.
    pub standing: Standing,
    /// Whether a comment of this author has been published before, and still is.
    pub is_known_author: bool,
    /// Whether the thread takes comments.
    pub gate: Gate,
    /// Whether the thread has no published comment yet, so that this one would open it.
    pub opens_thread: bool,
    /// Whether there is no [`OpenedThreads::has_room`] for another.
    pub threads_are_full: bool,
    /// How many links it has, as [`crate::defence::text::Text::links`] counts them.
    pub links: u32,
    /// What matched of the site's word list.
    pub word: Option<MatchedWord>,
    /// For how many seconds its key or network has to wait, if at all: the longest wait of
    /// [`crate::defence::rate`].
    pub wait: Option<u32>,
    /// What makes it suspicious.
    pub suspicion: Suspicion,
    /// How much work is proven: bits, 0 for none.
    pub proven: u8,
    /// Whether it comes from the form for browsers without scripts, which cannot work: then it is
    /// held where work would be asked for.
    pub cannot_work: bool,
}

/// Gives the verdict on a comment. What stands first wins:
///
/// 1. What someone of the staff writes is published.
/// 2. Bans, a closed thread, a refusing word and a staff name refuse.
/// 3. Rates have it wait, so that a flood does not fill the moderators' queue.
/// 4. Suspicion asks for work, also where the comment will be held afterwards, for the same
///    reason.
/// 5. The site's rules, the thread, decisions about the author, a full hour of new threads and
///    strong suspicion hold. All of these reasons are given, then those of a suspicion that would
///    not have held by itself: the moderator sees everything that is known.
/// 6. Else it is published.
///
/// 3, 4 and what is suspicious do not apply where the site does not defend itself.
#[must_use]
pub fn judge(rules: &Rules, facts: &Facts) -> Verdict {
    if facts.by_staff {
        return Verdict::Publish;
    }
    let refusing = grounds_to_refuse(facts);
    if !refusing.is_empty() {
        return Verdict::Refuse(refusing);
    }
    let bits = if rules.defence {
        facts.suspicion.bits()
    } else {
        0
    };
    if let Some(seconds) = facts.wait.filter(|_| rules.defence) {
        return Verdict::Wait { seconds };
    }
    if bits > facts.proven && !facts.cannot_work {
        return Verdict::Work { bits };
    }
    let mut holding = grounds_to_hold(rules, facts);
    let is_unproven = bits > facts.proven;
    if rules.defence && (facts.suspicion.holds() || is_unproven || !holding.is_empty()) {
        holding.extend(facts.suspicion.reasons().cloned());
    }
    if holding.is_empty() {
        Verdict::Publish
    } else {
        Verdict::Hold(holding)
    }
}

fn grounds_to_refuse(facts: &Facts) -> Vec<Reason> {
    let word = facts.word.as_ref().filter(|matched| matched.refuses);
    let grounds = [
        (facts.standing == Standing::Banned).then_some(Reason::Banned),
        (facts.gate == Gate::Closed).then_some(Reason::ThreadClosed),
        facts.has_staff_name.then_some(Reason::StaffName),
        word.map(|matched| Reason::Word(matched.word.clone())),
    ];
    grounds.into_iter().flatten().collect()
}

fn grounds_to_hold(rules: &Rules, facts: &Facts) -> Vec<Reason> {
    let word = facts.word.as_ref().filter(|matched| !matched.refuses);
    let links = rules.hold_links.filter(|from| facts.links >= *from);
    let grounds = [
        rules.hold_all.then_some(Reason::Policy),
        (facts.gate == Gate::Held).then_some(Reason::ThreadHeld),
        (facts.standing == Standing::Held).then_some(Reason::HeldAuthor),
        (rules.hold_first && !facts.is_known_author).then_some(Reason::FirstComment),
        (facts.opens_thread && facts.threads_are_full).then_some(Reason::NewThreads),
        links.map(|_| Reason::Links(facts.links)),
        word.map(|matched| Reason::Word(matched.word.clone())),
    ];
    grounds.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{Facts, Gate, MatchedWord, Reason, Rules, Standing, Verdict, judge};
    use crate::defence::suspicion::Suspicion;

    const OPEN: Rules = Rules {
        hold_all: false,
        hold_first: false,
        hold_links: None,
        defence: true,
    };

    fn word(refuses: bool) -> Option<MatchedWord> {
        Some(MatchedWord {
            word: "casino".into(),
            refuses,
        })
    }

    fn suspicious(points: u32) -> Suspicion {
        let mut suspicion = Suspicion::default();
        suspicion.add(points, Reason::RandomText);
        suspicion
    }

    fn facts(change: impl FnOnce(&mut Facts)) -> Facts {
        let mut facts = Facts::default();
        change(&mut facts);
        facts
    }

    #[test]
    fn rules_hold() {
        let all = Rules {
            hold_all: true,
            ..OPEN
        };
        let first = Rules {
            hold_first: true,
            ..OPEN
        };
        let two_links = Rules {
            hold_links: Some(2),
            ..OPEN
        };
        let hold = |reasons: &[Reason]| Verdict::Hold(reasons.to_vec());
        for (rules, facts, expected) in [
            (OPEN, Facts::default(), Verdict::Publish),
            (all, Facts::default(), hold(&[Reason::Policy])),
            (first, Facts::default(), hold(&[Reason::FirstComment])),
            (first, facts(|f| f.is_known_author = true), Verdict::Publish),
            (two_links, facts(|f| f.links = 1), Verdict::Publish),
            (two_links, facts(|f| f.links = 2), hold(&[Reason::Links(2)])),
            (OPEN, facts(|f| f.links = 99), Verdict::Publish),
            (
                two_links,
                facts(|f| (f.links, f.word) = (3, word(false))),
                hold(&[Reason::Links(3), Reason::Word("casino".into())]),
            ),
            (OPEN, facts(|f| f.opens_thread = true), Verdict::Publish),
            (OPEN, facts(|f| f.threads_are_full = true), Verdict::Publish),
            (
                OPEN,
                facts(|f| (f.opens_thread, f.threads_are_full) = (true, true)),
                hold(&[Reason::NewThreads]),
            ),
            (
                all,
                facts(|f| (f.gate, f.standing) = (Gate::Held, Standing::Held)),
                hold(&[Reason::Policy, Reason::ThreadHeld, Reason::HeldAuthor]),
            ),
        ] {
            assert_eq!(judge(&rules, &facts), expected, "{facts:?}");
        }
    }

    #[test]
    fn decisions_refuse_before_anything_holds() {
        let all = Rules {
            hold_all: true,
            ..OPEN
        };
        for (change, reason) in [
            (facts(|f| f.standing = Standing::Banned), Reason::Banned),
            (facts(|f| f.gate = Gate::Closed), Reason::ThreadClosed),
            (facts(|f| f.has_staff_name = true), Reason::StaffName),
            (
                facts(|f| f.word = word(true)),
                Reason::Word("casino".into()),
            ),
        ] {
            for (wait, points) in [(None, 0), (Some(5), 0), (None, 200)] {
                let facts = Facts {
                    wait,
                    suspicion: suspicious(points),
                    ..change.clone()
                };
                let refused = Verdict::Refuse(vec![reason.clone()]);
                assert_eq!(judge(&all, &facts), refused);
            }
            let by_staff = Facts {
                by_staff: true,
                ..change
            };
            assert_eq!(judge(&all, &by_staff), Verdict::Publish);
        }
    }

    #[test]
    fn a_flood_waits_before_it_works_and_works_before_it_is_held() {
        let at = |wait, proven, cannot_work| {
            let facts = Facts {
                wait,
                proven,
                cannot_work,
                suspicion: suspicious(Suspicion::HOLDS),
                ..Facts::default()
            };
            judge(&OPEN, &facts)
        };
        let bits = suspicious(Suspicion::HOLDS).bits();
        let held = Verdict::Hold(vec![Reason::RandomText]);
        assert_eq!(at(Some(7), 0, false), Verdict::Wait { seconds: 7 });
        assert_eq!(at(None, 0, false), Verdict::Work { bits });
        assert_eq!(at(None, bits - 1, false), Verdict::Work { bits });
        assert_eq!(at(None, bits, false), held);
        assert_eq!(at(None, 0, true), held);
    }

    #[test]
    fn a_little_suspicion_asks_for_work_and_no_more() {
        let at = |points, proven, cannot_work| {
            let facts = Facts {
                proven,
                cannot_work,
                suspicion: suspicious(points),
                ..Facts::default()
            };
            judge(&OPEN, &facts)
        };
        let bits = suspicious(Suspicion::WORKS).bits();
        assert_eq!(at(Suspicion::WORKS - 1, 0, false), Verdict::Publish);
        assert_eq!(at(Suspicion::WORKS, 0, false), Verdict::Work { bits });
        assert_eq!(at(Suspicion::WORKS, bits, false), Verdict::Publish);
        assert_eq!(
            at(Suspicion::WORKS, 0, true),
            Verdict::Hold(vec![Reason::RandomText])
        );
    }

    #[test]
    fn a_moderator_sees_all_that_is_known() {
        let facts = Facts {
            links: 3,
            suspicion: suspicious(1),
            ..Facts::default()
        };
        let rules = Rules {
            hold_links: Some(3),
            ..OPEN
        };
        assert_eq!(
            judge(&rules, &facts),
            Verdict::Hold(vec![Reason::Links(3), Reason::RandomText])
        );
    }

    #[test]
    fn a_site_may_do_without_defence() {
        let rules = Rules {
            defence: false,
            ..OPEN
        };
        let facts = Facts {
            wait: Some(9),
            suspicion: suspicious(500),
            ..Facts::default()
        };
        assert_eq!(judge(&rules, &facts), Verdict::Publish);
        let held = Rules {
            hold_all: true,
            ..rules
        };
        assert_eq!(judge(&held, &facts), Verdict::Hold(vec![Reason::Policy]));
    }

    #[test]
    fn is_stored_and_read() {
        for (verdict, json) in [
            (Verdict::Publish, r#""publish""#),
            (
                Verdict::Hold(vec![Reason::Links(2), Reason::Policy]),
                r#"{"hold":["links 2","policy"]}"#,
            ),
            (
                Verdict::Refuse(vec![Reason::Banned]),
                r#"{"refuse":["banned"]}"#,
            ),
            (Verdict::Work { bits: 18 }, r#"{"work":{"bits":18}}"#),
            (Verdict::Wait { seconds: 60 }, r#"{"wait":{"seconds":60}}"#),
        ] {
            assert_eq!(serde_json::to_string(&verdict).unwrap(), json);
            assert_eq!(serde_json::from_str::<Verdict>(json).unwrap(), verdict);
            let is_final = !matches!(verdict, Verdict::Work { .. } | Verdict::Wait { .. });
            assert_eq!(verdict.is_final(), is_final);
        }
    }

    #[test]
    fn what_earlier_builds_stored_is_read() {
        for (json, expected) in [
            (r#""publish""#, Verdict::Publish),
            (r#"{"hold":"policy"}"#, Verdict::Hold(vec![Reason::Policy])),
            (
                r#"{"hold":"new_threads"}"#,
                Verdict::Hold(vec![Reason::NewThreads]),
            ),
            (
                r#"{"refuse":"policy"}"#,
                Verdict::Refuse(vec![Reason::Policy]),
            ),
        ] {
            assert_eq!(serde_json::from_str::<Verdict>(json).unwrap(), expected);
        }
    }
}
