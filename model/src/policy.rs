//! How a site lets comments in: what its owner has declared.

mod fold;
mod pattern;
mod words;
mod written;

pub use pattern::Pattern;
pub use words::Words;
pub use written::Written;

use crate::time::Millis;
use serde::{Deserialize, Serialize};
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
    #[serde(default)]
    pub links: Option<u32>,
    /// What is looked out for in name, address and text of a comment.
    pub words: Vec<WordRule>,
    /// How many reports make a comment wait; 0 for none ever.
    pub reports: u32,
    /// For how many days after its first comment a thread takes others; `None` for ever.
    #[serde(default)]
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

    /// The strictest word rule that something of a comment falls under; the first of those.
    ///
    /// `texts` are its name, its address, its source (for where its links lead) and what is shown
    /// of that (for words that Markdown parts).
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
    /// Which comments the rule would have met, so that it can be tried before it is saved. The texts
    /// of each are those of [`Policy::word_rules`].
    #[must_use]
    pub fn tried_on<const TEXTS: usize>(&self, comments: &[[&str; TEXTS]]) -> Vec<bool> {
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

#[cfg(test)]
mod tests {
    use super::{Act, Policy};
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
