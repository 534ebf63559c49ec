//! A site that keeps in memory what a site's object keeps in its tables.

use crate::corpus::{DAY, Post};
use postil_model::defence::alike::{Fingerprint, Seen, Stored};
use postil_model::defence::rate::{ASKED, Limit, NEW_KEYS, OF_KEY, OF_NETWORK, Pace, Rate};
use postil_model::defence::statistics::{Counts, Step, opinion, tokens};
use postil_model::defence::suspicion::{Hosts, Signs, Suspicion, weigh};
use postil_model::defence::text::Text;
use postil_model::verdict::{Facts, Rules, Verdict, judge};
use std::collections::{BTreeMap, BTreeSet};

/// The policy that sites have unless they choose another.
const RULES: Rules = Rules {
    hold_all: false,
    hold_first: false,
    hold_links: None,
    defence: true,
};
/// How many comments a moderator decides about in one visit.
const PATIENCE: usize = 120;

/// What nobody minded for so long is no spam.
const UNDISPUTED: u64 = DAY / 4;

/// What is remembered of a comment that was taken.
struct Kept {
    key: String,
    tokens: Vec<String>,
    is_spam: bool,
    is_visible: bool,
    is_decided: bool,
    at: u64,
}

/// The site.
#[derive(Default)]
pub struct Site {
    rates: BTreeMap<(&'static str, String), Rate>,
    keys: BTreeSet<String>,
    alike: BTreeMap<u64, Vec<Stored>>,
    decisions: Counts,
    words: BTreeMap<String, Counts>,
    comments: Vec<Kept>,
    /// What was suspicious about the comment that was judged last.
    pub suspicion: Suspicion,
}

impl Site {
    /// Judges a comment, and keeps it if the verdict stands.
    pub fn judge(&mut self, n: usize, post: &Post, proven: u8, now: u64) -> Verdict {
        let text = Text::of(
            &post.name,
            post.url.as_deref(),
            &post.body,
            &["blog.example"],
        );
        let print = Fingerprint::of(&text);
        let seen = self.seen(&print, &post.key);
        let tokens = tokens(&text);
        let counts: Vec<_> = tokens
            .iter()
            .map(|token| {
                (
                    token.clone(),
                    self.words.get(token).copied().unwrap_or_default(),
                )
            })
            .collect();
        let opinion = opinion(self.decisions, &counts);
        let is_new = !self.keys.contains(&post.key);
        let key = self.pace("key", &post.key, &OF_KEY, now);
        let network = self.pace("network", &post.network, &OF_NETWORK, now);
        let new_keys = match is_new {
            true => self.pace("new", &post.network, &NEW_KEYS, now),
            false => Pace::Calm,
        };
        let suspicion = weigh(&Signs {
            text: &text,
            has_trap: false,
            took: post.took,
            seen,
            hosts: &self.hosts(&text, now),
            opinion: opinion.as_ref(),
            standing: self.standing(&post.key, now),
            key,
            network,
            asked: self.pace("asked", &post.network, &ASKED, now),
            new_keys,
        });
        self.suspicion = suspicion.clone();
        let facts = Facts {
            links: text.links,
            wait: [key, network, new_keys]
                .into_iter()
                .filter_map(Pace::wait)
                .max(),
            suspicion,
            proven,
            ..Facts::default()
        };
        let verdict = judge(&RULES, &facts);
        if matches!(verdict, Verdict::Work { .. }) {
            self.record("asked", &post.network, &ASKED, now);
        }
        if verdict.is_final() {
            self.record("key", &post.key, &OF_KEY, now);
            self.record("network", &post.network, &OF_NETWORK, now);
            if is_new {
                self.record("new", &post.network, &NEW_KEYS, now);
                self.keys.insert(post.key.clone());
            }
            for key in print.keys() {
                self.alike.entry(key).or_default().push(Stored {
                    key,
                    author: post.key.clone(),
                    comment: n.to_string(),
                    sketch: print.sketch().to_owned(),
                });
            }
            self.comments.push(Kept {
                key: post.key.clone(),
                tokens,
                is_spam: post.kind.is_some(),
                is_visible: verdict == Verdict::Publish,
                is_decided: false,
                at: now,
            });
        }
        verdict
    }

    /// A moderator looks in: decides about what is held or was published within the last day, the
    /// newest first, as far as patience goes. What has stood for a quarter of a day is no spam.
    pub fn moderate(&mut self, now: u64) {
        let mut decided = Vec::new();
        for comment in self
            .comments
            .iter_mut()
            .rev()
            .filter(|comment| !comment.is_decided)
        {
            let is_looked_at = decided.len() < PATIENCE && (!comment.is_visible || comment.is_spam);
            if is_looked_at || (comment.is_visible && now > comment.at + UNDISPUTED) {
                comment.is_decided = true;
                comment.is_visible = !comment.is_spam;
                decided.push((comment.tokens.clone(), comment.is_spam));
            }
        }
        for (tokens, is_spam) in decided {
            self.decisions.learn(is_spam, Step::Learn);
            for token in tokens {
                self.words
                    .entry(token)
                    .or_default()
                    .learn(is_spam, Step::Learn);
            }
        }
    }

    fn seen(&self, print: &Fingerprint, author: &str) -> Seen {
        let newest = |key| {
            let rows = self.alike.get(&key).map(Vec::as_slice).unwrap_or_default();
            rows.iter().rev().take(30).cloned()
        };
        let found: Vec<_> = print.keys().flat_map(newest).collect();
        print.count(author, "", &found)
    }

    fn hosts(&self, text: &Text, now: u64) -> Hosts {
        let of = |host: &String| {
            let token = format!("host:{host}");
            let stands = self.comments.iter().any(|comment| {
                comment.is_visible && now > comment.at + DAY && comment.tokens.contains(&token)
            });
            Hosts::of(
                host,
                self.words.get(&token).copied().unwrap_or_default(),
                stands,
            )
        };
        text.doubtful_hosts().map(of).max().unwrap_or_default()
    }

    fn standing(&self, key: &str, now: u64) -> u32 {
        let stands =
            |comment: &&Kept| comment.key == key && comment.is_visible && now > comment.at + DAY;
        self.comments.iter().filter(stands).count() as u32
    }

    fn pace(&self, kind: &'static str, who: &str, limit: &Limit, now: u64) -> Pace {
        let rate = self.rates.get(&(kind, who.to_owned())).copied();
        rate.unwrap_or_default().pace(limit, now)
    }

    fn record(&mut self, kind: &'static str, who: &str, limit: &Limit, now: u64) {
        self.rates
            .entry((kind, who.to_owned()))
            .or_default()
            .record(limit, now);
    }
}
