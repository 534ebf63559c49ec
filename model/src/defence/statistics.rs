//! Word statistics: what the words of a comment say about it, by what moderators decided about
//! comments with the same words. Each site learns from its own decisions and from nothing else.
//!
//! For each token it is counted in how many comments it stood that were spam, and in how many that
//! were not. From these a token's probability is estimated, smoothed where little is known, and the
//! most telling ones are combined by Fisher's method (G. Robinson, "A statistical approach to the
//! spam problem", Linux Journal, 2003).

use super::sense::Common;
use super::text::Text;
use crate::order;
use serde::{Deserialize, Serialize};

/// In how many comments something stood that were spam, and in how many that were not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Spam.
    pub spam: u32,
    /// What was no spam.
    pub ham: u32,
}

impl Counts {
    /// Learns a decision, or forgets one that was undone.
    pub fn learn(&mut self, is_spam: bool, step: Step) {
        let count = if is_spam {
            &mut self.spam
        } else {
            &mut self.ham
        };
        *count = match step {
            Step::Learn => count.saturating_add(1),
            Step::Forget => count.saturating_sub(1),
        };
    }

    /// Whether nothing is known any more: then the row can go.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.spam == 0 && self.ham == 0
    }
}

/// Whether a decision was made or undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It was made.
    Learn,
    /// It was undone.
    Forget,
}

/// The statistics' opinion of a comment.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// How likely it is spam: 0 for certainly not, 1 for certainly.
    pub spam: f64,
    /// The tokens that weighed most for it, the weightiest first.
    pub words: Vec<String>,
}

/// How many tokens a comment has at the most: each is a row to read, and to write for a decision.
pub const MOST_TOKENS: usize = 50;

/// Fewer decisions of either kind say nothing.
const FEWEST_DECISIONS: u32 = 6;
/// Robinson's s: how much the belief about a token without any data weighs, in comments.
const STRENGTH: f64 = 1.0;
/// How far from a half a token's probability has to be to count.
const TELLING: f64 = 0.1;
/// How many tokens count.
const MOST_TELLING: usize = 30;
/// How many words are shown to a moderator.
const MOST_SHOWN: usize = 6;
/// How many words are looked through for tokens.
const MOST_WORDS: usize = 400;

/// The tokens of a comment, each once: the hosts of its links (`host:a.example`, and the last part
/// alone, `host:.example`), the words of the name (`name:ann`), and the words of the text, of at
/// least three letters where the script has blanks, without those that stand in every text. Hosts
/// and name come first, then the words in their order. How many links it has is no token: spam
/// mostly has one, and so has many a comment of a reader.
#[must_use]
pub fn tokens(text: &Text) -> Vec<String> {
    let hosts = text.hosts.iter().chain(&text.own_host).take(5);
    let mut all: Vec<String> = hosts
        .flat_map(|host| {
            let last = host.rsplit('.').next().unwrap_or_default();
            [format!("host:{host}"), format!("host:.{last}")]
        })
        .collect();
    all.extend(text.name.iter().take(4).map(|word| format!("name:{word}")));
    let words = text.words.iter().take(MOST_WORDS);
    let common = Common::new();
    let telling = words.filter(|word| is_telling(word) && !common.has(word));
    all.extend(telling.cloned());
    let mut each: Vec<String> = Vec::with_capacity(MOST_TOKENS);
    for token in all {
        if each.len() < MOST_TOKENS && !each.contains(&token) {
            each.push(token);
        }
    }
    each
}

/// Pairs of characters of scripts without blanks are words; of the others, short ones say little.
fn is_telling(word: &str) -> bool {
    let letters = word.chars().count();
    letters >= 3 || (letters == 2 && word.len() >= 6)
}

/// The opinion of a comment, from the counts of its tokens and those of all decisions. None where
/// too little was decided, or nothing of it was ever seen.
#[must_use]
pub fn opinion(decisions: Counts, tokens: &[(String, Counts)]) -> Option<Opinion> {
    if decisions.spam < FEWEST_DECISIONS || decisions.ham < FEWEST_DECISIONS {
        return None;
    }
    let mut telling: Vec<(&str, f64)> = tokens
        .iter()
        .filter(|(_, counts)| !counts.is_empty())
        .map(|(token, counts)| (token.as_str(), probability(decisions, *counts)))
        .filter(|(_, spam)| (spam - 0.5).abs() > TELLING)
        .collect();
    order::sort(&mut telling, |(a, p), (b, q)| {
        let weight = |p: f64| (p - 0.5).abs();
        weight(*q).total_cmp(&weight(*p)).then_with(|| a.cmp(b))
    });
    telling.truncate(MOST_TELLING);
    if telling.is_empty() {
        return None;
    }
    let guilty = telling.iter().filter(|(_, spam)| *spam > 0.5);
    Some(Opinion {
        spam: combined(telling.iter().map(|(_, spam)| *spam)),
        words: guilty
            .take(MOST_SHOWN)
            .map(|(token, _)| (*token).to_owned())
            .collect(),
    })
}

/// How likely a comment with a token is spam: Robinson's f(w), `(s/2 + n p) / (s + n)`, where p is
/// the token's share among spam against that among the rest, and n in how many comments it stood.
fn probability(decisions: Counts, token: Counts) -> f64 {
    let share = |n: u32, of: u32| f64::from(n.min(of)) / f64::from(of.max(1));
    let spam = share(token.spam, decisions.spam);
    let ham = share(token.ham, decisions.ham);
    let seen = f64::from(token.spam) + f64::from(token.ham);
    let p = if spam + ham > 0.0 {
        spam / (spam + ham)
    } else {
        0.5
    };
    (STRENGTH * 0.5 + seen * p) / (STRENGTH + seen)
}

/// Robinson's indicator `(1 + H - S) / 2`: H is how well the probabilities fit what is no spam, S
/// how well they fit spam, each by Fisher's method.
fn combined(all: impl Iterator<Item = f64> + Clone) -> f64 {
    let n = all.clone().count();
    let doubled = |of: &dyn Fn(f64) -> f64| -2.0 * all.clone().map(|p| of(p).ln()).sum::<f64>();
    let hammy = chi_squared(doubled(&|p| p), n);
    let spammy = chi_squared(doubled(&|p| 1.0 - p), n);
    f64::midpoint(1.0, hammy - spammy)
}

/// The probability that a chi-squared variable of 2n degrees of freedom is at least x:
/// `e^(-x/2) * Σ (x/2)^i / i!` for i below n.
fn chi_squared(x: f64, n: usize) -> f64 {
    let half = x / 2.0;
    let mut term = (-half).exp();
    let mut sum = term;
    for i in 1..n {
        term *= half / i as f64;
        sum += term;
    }
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::{Counts, FEWEST_DECISIONS, MOST_TOKENS, Step, Text, chi_squared, opinion, tokens};
    use std::collections::BTreeMap;

    #[derive(Default)]
    struct Store {
        decisions: Counts,
        tokens: BTreeMap<String, Counts>,
    }

    impl Store {
        fn learn(&mut self, body: &str, is_spam: bool, step: Step) {
            self.decisions.learn(is_spam, step);
            for token in tokens(&text(body)) {
                let counts = self.tokens.entry(token).or_default();
                counts.learn(is_spam, step);
            }
            self.tokens.retain(|_, counts| !counts.is_empty());
        }

        fn opinion(&self, body: &str) -> Option<(f64, Vec<String>)> {
            let known: Vec<_> = tokens(&text(body))
                .into_iter()
                .map(|token| {
                    let counts = self.tokens.get(&token).copied();
                    (token, counts.unwrap_or_default())
                })
                .collect();
            let opinion = opinion(self.decisions, &known)?;
            Some((opinion.spam, opinion.words))
        }
    }

    fn text(body: &str) -> Text {
        Text::of("", None, body, &[])
    }

    const SPAM: [&str; 4] = [
        "cheap loans without questions https://a.spam.example",
        "get your loans today, cheap and quick https://b.spam.example",
        "cheap shoes today https://c.spam.example",
        "quick loans, no questions asked",
    ];
    const HAM: [&str; 4] = [
        "the library opens at nine, no questions about that",
        "my daughter loves the reading hour",
        "is the reading hour on today?",
        "thanks for the librarians and their reading lists",
    ];

    fn learned(times: usize) -> Store {
        let mut store = Store::default();
        for _ in 0..times {
            for body in SPAM {
                store.learn(body, true, Step::Learn);
            }
            for body in HAM {
                store.learn(body, false, Step::Learn);
            }
        }
        store
    }

    #[test]
    fn tokens_are_what_tells() {
        let text = Text::of(
            "Ann Lee",
            Some("https://ann.example"),
            "The cat, the cat of 图书馆 https://www.a.example/x ok",
            &[],
        );
        assert_eq!(
            tokens(&text),
            [
                "host:a.example",
                "host:.example",
                "host:ann.example",
                "name:ann",
                "name:lee",
                "cat",
                "图书",
                "书馆",
            ]
        );
        let long: String = (0..2_000)
            .map(|n| {
                format!(
                    "{}x ",
                    char::from(b'a' + n as u8 % 26)
                        .to_string()
                        .repeat(n / 26 + 2)
                )
            })
            .collect();
        assert_eq!(tokens(&Text::of("a", None, &long, &[])).len(), MOST_TOKENS);
    }

    #[test]
    fn says_nothing_before_there_is_enough_of_both() {
        let n = FEWEST_DECISIONS;
        let known = [("loans".to_owned(), Counts { spam: n, ham: 0 })];
        for (spam, ham, says) in [
            (0, 0, false),
            (n, n - 1, false),
            (n - 1, n, false),
            (n, n, true),
        ] {
            assert_eq!(opinion(Counts { spam, ham }, &known).is_some(), says);
        }
        let never_seen = [("x".to_owned(), Counts::default())];
        assert_eq!(opinion(Counts { spam: n, ham: n }, &never_seen), None);
        assert_eq!(opinion(Counts { spam: n, ham: n }, &[]), None);
    }

    #[test]
    fn knows_again_what_it_has_learned() {
        let store = learned(5);
        let (spam, words) = store
            .opinion("quick and cheap loans https://d.spam.example")
            .unwrap();
        assert!(spam > 0.95, "{spam}");
        assert!(words.contains(&"loans".to_owned()), "{words:?}");
        let (spam, words) = store
            .opinion("when does the library open for the reading hour?")
            .unwrap();
        assert!(spam < 0.05, "{spam}");
        assert!(words.is_empty(), "{words:?}");
        let (spam, _) = store.opinion("no questions today").unwrap();
        assert!((0.2..0.8).contains(&spam), "{spam}");
    }

    #[test]
    fn one_decision_weighs_little() {
        let mut store = learned(5);
        store.learn("my uncle plays the bassoon", true, Step::Learn);
        let (spam, _) = store.opinion("the bassoon of the library").unwrap();
        assert!(spam < 0.7, "{spam}");
    }

    #[test]
    fn a_decision_can_be_undone() {
        let mut store = learned(5);
        let before = store.tokens.clone();
        store.learn("entirely new words", true, Step::Learn);
        assert_ne!(store.tokens, before);
        store.learn("entirely new words", true, Step::Forget);
        assert_eq!(store.tokens, before);
        // What was never learned cannot be forgotten.
        let mut counts = Counts::default();
        counts.learn(true, Step::Forget);
        assert!(counts.is_empty());
    }

    /// Values from tables of the distribution.
    #[test]
    fn chi_squared_is_that_of_the_tables() {
        for (x, n, expected) in [
            (0.0, 1, 1.0),
            (5.991, 1, 0.05),
            (9.488, 2, 0.05),
            (18.307, 5, 0.05),
            (37.566, 10, 0.01),
            (43.773, 15, 0.05),
        ] {
            let p = chi_squared(x, n);
            assert!((p - expected).abs() < 1e-4, "{x} {n} {p}");
        }
    }
}
