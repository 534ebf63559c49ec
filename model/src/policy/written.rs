//! A policy as it is written, and what is checked before it is one.

use super::{Act, LetIn, Pattern, Policy, WordRule};
use crate::field::FieldError;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};
use std::fmt;

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

#[cfg(test)]
mod tests {
    use crate::policy::{Act, LetIn, Policy, WordRule};
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
}
