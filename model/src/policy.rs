//! How a site lets comments in: what its owner has declared.

mod fold;
mod pattern;
mod words;

pub use pattern::Pattern;
pub use words::Words;

use crate::field::FieldError;
use crate::time::Millis;
use serde::de::{Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::RangeInclusive;

/// Whose comments wait for a moderator, whatever they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LetIn {
    /// Nobody's: a comment is published at once.
    Open,
    /// Those of an author who has no published comment yet.
    First,
    /// Everybody's.
    Held,
}

/// How comments are let in. One that exists is within its bounds.
///
/// It is written as an object of which every field may be missing: see [`Written`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Policy {
    /// Whose comments wait.
    pub let_in: LetIn,
    /// From how many links on a comment waits; `None` for never.
    pub links: Option<u32>,
    /// What is looked out for in name, address and text of a comment.
    pub words: Vec<WordRule>,
    /// How many reports make a comment wait; 0 for none ever.
    pub reports: u32,
    /// For how many days after its first comment a thread takes others; `None` for ever.
    pub close_days: Option<u32>,
    /// Whether a comment is also judged by how it came and what it resembles.
    pub defence: bool,
}

impl Policy {
    /// How many word rules a site may have.
    pub const MOST_WORDS: usize = 1_000;
    /// From how many links on a comment may be made to wait.
    pub const LINKS: RangeInclusive<u32> = 1..=1_000;
    /// How many reports may make a comment wait.
    pub const REPORTS: RangeInclusive<u32> = 0..=1_000;
    /// For how many days a thread may take comments: up to a hundred years.
    pub const CLOSE_DAYS: RangeInclusive<u32> = 1..=36_500;

    /// The policy that lets comments in this way and looks at nothing else.
    #[must_use]
    pub const fn only(let_in: LetIn) -> Self {
        Self {
            let_in,
            links: None,
            words: Vec::new(),
            reports: 0,
            close_days: None,
            defence: false,
        }
    }

    /// The strictest word rule that something of a comment (its name, its address, its text) falls
    /// under; the first of those.
    #[must_use]
    pub fn word_rules(&self, texts: &[&str]) -> Option<&WordRule> {
        if self.words.is_empty() {
            return None;
        }
        let texts = prepared(texts);
        let strictest = |act| {
            self.words
                .iter()
                .filter(|rule| rule.act == act)
                .find(|rule| rule.is_met(&texts))
        };
        strictest(Act::Refuse).or_else(|| strictest(Act::Hold))
    }

    /// Whether a comment with this many links waits.
    #[must_use]
    pub fn holds_links(&self, links: u32) -> bool {
        self.links.is_some_and(|most| links >= most)
    }

    /// Whether a comment that was reported this often waits.
    #[must_use]
    pub const fn holds_reported(&self, reports: u32) -> bool {
        self.reports > 0 && reports >= self.reports
    }

    /// When a thread closes whose first comment came at `first`.
    #[must_use]
    pub fn closes_at(&self, first: Millis) -> Option<Millis> {
        const DAY: Millis = 86_400_000;
        self.close_days
            .map(|days| first.saturating_add(Millis::from(days) * DAY))
    }
}

impl Default for Policy {
    fn default() -> Self {
        let Fields {
            let_in,
            links,
            reports,
            close_days,
            defence,
            ..
        } = Fields::default();
        Self {
            let_in,
            links,
            words: Vec::new(),
            reports,
            close_days,
            defence,
        }
    }
}

/// What is done with a comment in which a pattern is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// It waits for a moderator.
    Hold,
    /// It is not taken.
    Refuse,
}

/// What is looked out for, and what is done where it is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordRule {
    /// What is looked out for.
    pub pattern: Pattern,
    /// What is done.
    pub act: Act,
}

impl WordRule {
    /// Which comments (name, address and text of each) the rule would have met, so that it can be
    /// tried before it is saved.
    #[must_use]
    pub fn tried_on(&self, comments: &[[&str; 3]]) -> Vec<bool> {
        comments
            .iter()
            .map(|texts| self.is_met(&prepared(texts)))
            .collect()
    }

    fn is_met(&self, texts: &[Words]) -> bool {
        texts.iter().any(|text| self.pattern.matches(text))
    }
}

fn prepared(texts: &[&str]) -> Vec<Words> {
    texts.iter().map(|text| Words::of(text)).collect()
}

/// A policy as it is written, not checked yet: an object of which every field may be missing, or
/// one word (`"open"`, `"first"`, `"held"`) for [`Policy::only`] that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written(Fields);

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Fields {
    let_in: LetIn,
    links: Option<u32>,
    words: Vec<WrittenRule>,
    reports: u32,
    close_days: Option<u32>,
    defence: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct WrittenRule {
    pattern: String,
    act: Act,
}

impl Default for Fields {
    fn default() -> Self {
        Self {
            let_in: LetIn::Open,
            links: Some(3),
            words: Vec::new(),
            reports: 3,
            close_days: None,
            defence: true,
        }
    }
}

impl From<LetIn> for Written {
    fn from(let_in: LetIn) -> Self {
        let Policy {
            let_in,
            links,
            reports,
            close_days,
            defence,
            ..
        } = Policy::only(let_in);
        Self(Fields {
            let_in,
            links,
            words: Vec::new(),
            reports,
            close_days,
            defence,
        })
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordOrFields;

        impl<'de> Visitor<'de> for WordOrFields {
            type Value = Written;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a policy")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Written, E> {
                use serde::de::IntoDeserializer;
                LetIn::deserialize(word.into_deserializer()).map(Written::from)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Written, A::Error> {
                Fields::deserialize(MapAccessDeserializer::new(map)).map(Written)
            }
        }

        deserializer.deserialize_any(WordOrFields)
    }
}

impl TryFrom<Written> for Policy {
    type Error = FieldError;

    fn try_from(Written(fields): Written) -> Result<Self, FieldError> {
        let Fields {
            let_in,
            links,
            words,
            reports,
            close_days,
            defence,
        } = fields;
        if links.is_some_and(|links| !Self::LINKS.contains(&links)) {
            return Err(FieldError::new("links", "links_out_of_range"));
        }
        if words.len() > Self::MOST_WORDS {
            return Err(FieldError::new("words", "words_too_many"));
        }
        if !Self::REPORTS.contains(&reports) {
            return Err(FieldError::new("reports", "reports_out_of_range"));
        }
        if close_days.is_some_and(|days| !Self::CLOSE_DAYS.contains(&days)) {
            return Err(FieldError::new("close_days", "close_days_out_of_range"));
        }
        let rule = |WrittenRule { pattern, act }| {
            Pattern::try_from(pattern).map(|pattern| WordRule { pattern, act })
        };
        Ok(Self {
            let_in,
            links,
            words: words.into_iter().map(rule).collect::<Result<_, _>>()?,
            reports,
            close_days,
            defence,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, LetIn, Policy, WordRule};
    use serde_json::{Value, json};

    fn read(written: Value) -> Result<Policy, String> {
        serde_json::from_value(written).map_err(|error| error.to_string())
    }

    fn with_words(words: &[(&str, &str)]) -> Policy {
        let words: Vec<Value> = words
            .iter()
            .map(|(pattern, act)| json!({"pattern": pattern, "act": act}))
            .collect();
        read(json!({ "words": words })).unwrap()
    }

    #[test]
    fn what_is_missing_is_as_usual() {
        let usual = Policy {
            let_in: LetIn::Open,
            links: Some(3),
            words: vec![],
            reports: 3,
            close_days: None,
            defence: true,
        };
        assert_eq!(read(json!({})).unwrap(), usual);
        assert_eq!(Policy::default(), usual);
        assert_eq!(
            read(
                json!({"let_in": "first", "links": null, "reports": 0, "close_days": 30,
                        "defence": false, "more": [1]})
            )
            .unwrap(),
            Policy {
                close_days: Some(30),
                ..Policy::only(LetIn::First)
            }
        );
        assert_eq!(
            with_words(&[("casino", "refuse")]).words,
            vec![WordRule {
                pattern: "casino".try_into().unwrap(),
                act: Act::Refuse
            }]
        );
    }

    #[test]
    fn one_word_is_that_and_nothing_else() {
        for (word, let_in) in [
            ("open", LetIn::Open),
            ("first", LetIn::First),
            ("held", LetIn::Held),
        ] {
            assert_eq!(read(json!(word)).unwrap(), Policy::only(let_in));
        }
        assert_eq!(
            Policy::only(LetIn::Held),
            read(json!({"let_in": "held", "links": null, "reports": 0, "defence": false})).unwrap()
        );
    }

    #[test]
    fn is_written_in_full() {
        let policy = with_words(&[("Casin*", "hold")]);
        let written = json!({"let_in": "open", "links": 3, "reports": 3, "close_days": null,
                             "words": [{"pattern": "Casin*", "act": "hold"}], "defence": true});
        assert_eq!(serde_json::to_value(&policy).unwrap(), written);
        let only = Policy::only(LetIn::Held);
        for policy in [policy, only] {
            let text = serde_json::to_string(&policy).unwrap();
            assert_eq!(serde_json::from_str::<Policy>(&text).unwrap(), policy);
        }
    }

    #[test]
    fn is_bounded() {
        let rules = |count: usize| vec![json!({"pattern": "a", "act": "hold"}); count];
        for (written, expected) in [
            (json!({"links": 0}), "links: links_out_of_range"),
            (json!({"links": 1001}), "links: links_out_of_range"),
            (json!({"reports": 1001}), "reports: reports_out_of_range"),
            (
                json!({"close_days": 0}),
                "close_days: close_days_out_of_range",
            ),
            (
                json!({"close_days": 36_501}),
                "close_days: close_days_out_of_range",
            ),
            (json!({"words": rules(1_001)}), "words: words_too_many"),
            (
                json!({"words": [{"pattern": "*", "act": "hold"}]}),
                "pattern: pattern_missing",
            ),
            (
                json!({"words": [{"pattern": "a".repeat(101), "act": "hold"}]}),
                "pattern: pattern_too_long",
            ),
        ] {
            assert_eq!(read(written), Err(expected.into()));
        }
        for written in [
            json!({"links": 1, "reports": 1_000, "close_days": 1}),
            json!({"links": 1_000, "close_days": 36_500, "words": rules(1_000)}),
        ] {
            assert!(read(written).is_ok());
        }
    }

    #[test]
    fn refuses_what_is_no_policy() {
        for written in [
            json!("ask"),
            json!(""),
            json!(null),
            json!(3),
            json!(["open"]),
            json!({"let_in": "Open"}),
            json!({"links": -1}),
            json!({"links": "3"}),
            json!({"words": [{"pattern": "a", "act": "publish"}]}),
            json!({"words": [{"pattern": "a"}]}),
            json!({"words": ["a"]}),
        ] {
            assert!(read(written.clone()).is_err(), "{written}");
        }
    }

    #[test]
    fn the_strictest_rule_decides() {
        let policy = with_words(&[
            ("prize", "hold"),
            ("casino", "refuse"),
            ("casin*", "hold"),
            ("*asino", "refuse"),
        ]);
        for (texts, expected) in [
            (
                ["Ada", "", "A casino has a prize."],
                Some(("casino", Act::Refuse)),
            ),
            (
                ["Ada", "", "No prize, no casinos."],
                Some(("prize", Act::Hold)),
            ),
            (["Casinos", "", "Hello."], Some(("casin*", Act::Hold))),
            (
                ["Ada", "https://ocasino.example", ""],
                Some(("*asino", Act::Refuse)),
            ),
            (["Ada", "", "Hello."], None),
            // Words in a row stand in one text.
            (["ca", "si", "no"], None),
        ] {
            let found = policy
                .word_rules(&texts)
                .map(|rule| (rule.pattern.as_str(), rule.act));
            assert_eq!(found, expected, "{texts:?}");
        }
        assert_eq!(Policy::default().word_rules(&["casino"]), None);
    }

    #[test]
    fn a_rule_can_be_tried() {
        let policy = with_words(&[("casin*", "hold")]);
        let comments = [
            ["Ada", "", "Hello."],
            ["Ada", "", "CASINOS"],
            ["Casino", "", "Hello."],
        ];
        assert_eq!(policy.words[0].tried_on(&comments), [false, true, true]);
    }

    #[test]
    fn counts_links_and_reports() {
        for (written, links, reports, holds) in [
            (json!({}), 2, 2, (false, false)),
            (json!({}), 3, 3, (true, true)),
            (json!({"links": 1, "reports": 1}), 1, 1, (true, true)),
            (json!({"links": 1, "reports": 1}), 0, 0, (false, false)),
            (json!("open"), 1_000, 1_000, (false, false)),
        ] {
            let policy = read(written).unwrap();
            assert_eq!(
                (policy.holds_links(links), policy.holds_reported(reports)),
                holds
            );
        }
    }

    #[test]
    fn closes_threads() {
        let closes = |written, first| read(written).unwrap().closes_at(first);
        assert_eq!(closes(json!({}), 5), None);
        assert_eq!(closes(json!({"close_days": 2}), 5), Some(172_800_005));
        assert_eq!(closes(json!({"close_days": 2}), u64::MAX), Some(u64::MAX));
    }
}
