//! Why a comment is held or refused: codes for programs, with what a moderator wants to know.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Why a comment is held or refused.
///
/// Its text is the code, with what belongs to it after a space: `links 4`, `word casino`,
/// `statistics loan,cheap`. So it is stored and sent. It is one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Reason {
    /// The site holds every comment.
    Policy,
    /// Too many new threads were opened of late.
    NewThreads,
    /// Nothing of this author has been published yet.
    FirstComment,
    /// It has this many links.
    Links(u32),
    /// A word of the site's list is in it.
    Word(String),
    /// This many readers reported it.
    Reports(u32),
    /// The author or the network is banned.
    Banned,
    /// Everything from this author is held.
    HeldAuthor,
    /// The name, or one that looks like it, is that of someone of the site's staff.
    StaffName,
    /// The thread's comments wait for a moderator.
    ThreadHeld,
    /// The thread takes no more comments.
    ThreadClosed,
    /// A field was filled in that only robots see.
    Trap,
    /// It was written more quickly than people write.
    TooQuick,
    /// This many comments on the site have the very same text.
    SameText(u32),
    /// This many comments on the site have nearly the same text.
    AlikeText(u32),
    /// This many other authors have lately linked to the same host.
    SameHost(u32),
    /// It reads like what was marked as spam here; the words that weighed most.
    Statistics(Vec<String>),
    /// It reads like an advertisement; the words that tell.
    Advertising(Vec<String>),
    /// Its links are written in HTML or BBCode, as robots write them that take all sites alike.
    OtherMarkup,
    /// Hardly anything but links is in it.
    OnlyLinks,
    /// A new author leads to where nobody led before.
    Stranger,
    /// Nothing is in it but praise that could stand anywhere.
    Praise,
    /// Its words are in no order of any language, or no words at all.
    RandomText,
    /// Its words are taken apart by characters that nobody sees, or mix two alphabets.
    Disguised,
    /// This author posts a lot: so many comments of late.
    KeyRate(u32),
    /// A lot comes from this network: so many comments of late.
    NetworkRate(u32),
    /// A lot was suspicious that came from this network of late.
    Network,
    /// So many new authors came from this network of late.
    NewKeys(u32),
}

impl Reason {
    /// The codes of all reasons; the moderators' words for them stand in the desk's locales as
    /// `held.<code>`.
    pub const CODES: &[&str] = &[
        "policy",
        "new_threads",
        "first_comment",
        "links",
        "word",
        "reports",
        "banned",
        "held_author",
        "staff_name",
        "thread_held",
        "thread_closed",
        "trap",
        "too_quick",
        "same_text",
        "alike_text",
        "same_host",
        "statistics",
        "advertising",
        "other_markup",
        "only_links",
        "stranger",
        "praise",
        "random_text",
        "disguised",
        "key_rate",
        "network_rate",
        "network",
        "new_keys",
    ];

    /// The codes of what an author is told, see [`Reason::told`]; the words for them stand in the
    /// widget's locales as `held.<code>`.
    pub const TOLD: &[&str] = &["policy", "new_threads", "first_comment", "links", "check"];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::NewThreads => "new_threads",
            Self::FirstComment => "first_comment",
            Self::Links(_) => "links",
            Self::Word(_) => "word",
            Self::Reports(_) => "reports",
            Self::Banned => "banned",
            Self::HeldAuthor => "held_author",
            Self::StaffName => "staff_name",
            Self::ThreadHeld => "thread_held",
            Self::ThreadClosed => "thread_closed",
            Self::Trap => "trap",
            Self::TooQuick => "too_quick",
            Self::SameText(_) => "same_text",
            Self::AlikeText(_) => "alike_text",
            Self::SameHost(_) => "same_host",
            Self::Statistics(_) => "statistics",
            Self::Advertising(_) => "advertising",
            Self::OtherMarkup => "other_markup",
            Self::OnlyLinks => "only_links",
            Self::Stranger => "stranger",
            Self::Praise => "praise",
            Self::RandomText => "random_text",
            Self::Disguised => "disguised",
            Self::KeyRate(_) => "key_rate",
            Self::NetworkRate(_) => "network_rate",
            Self::Network => "network",
            Self::NewKeys(_) => "new_keys",
        }
    }

    /// What its author is told, as a code of [`Reason::TOLD`]: what the site does openly by its
    /// name, and everything else alike, since whoever posts spam would try what gets through.
    #[must_use]
    pub const fn told(&self) -> &'static str {
        match self {
            Self::Policy | Self::ThreadHeld => "policy",
            Self::NewThreads => "new_threads",
            Self::FirstComment => "first_comment",
            Self::Links(_) => "links",
            _ => "check",
        }
    }

    /// What belongs to the code, as text: a number, a word, or words joined by commas.
    #[must_use]
    pub fn parameter(&self) -> Option<String> {
        match self {
            Self::Links(n)
            | Self::Reports(n)
            | Self::SameText(n)
            | Self::AlikeText(n)
            | Self::SameHost(n)
            | Self::KeyRate(n)
            | Self::NetworkRate(n)
            | Self::NewKeys(n) => Some(n.to_string()),
            Self::Word(word) => Some(one_line(word)),
            Self::Statistics(words) | Self::Advertising(words) => Some(joined(words)),
            _ => None,
        }
    }

    fn with_number(code: &str, n: u32) -> Option<Self> {
        Some(match code {
            "links" => Self::Links(n),
            "reports" => Self::Reports(n),
            "same_text" => Self::SameText(n),
            "alike_text" => Self::AlikeText(n),
            "same_host" => Self::SameHost(n),
            "key_rate" => Self::KeyRate(n),
            "network_rate" => Self::NetworkRate(n),
            "new_keys" => Self::NewKeys(n),
            _ => return None,
        })
    }

    fn with_words(code: &str, words: &str) -> Option<Self> {
        let split = || {
            let all = words.split(',').filter(|word| !word.is_empty());
            all.map(str::to_owned).collect()
        };
        Some(match code {
            "word" => Self::Word(words.to_owned()),
            "statistics" => Self::Statistics(split()),
            "advertising" => Self::Advertising(split()),
            _ => return None,
        })
    }

    fn alone(code: &str) -> Option<Self> {
        Some(match code {
            "policy" => Self::Policy,
            "new_threads" => Self::NewThreads,
            "first_comment" => Self::FirstComment,
            "banned" => Self::Banned,
            "held_author" => Self::HeldAuthor,
            "staff_name" => Self::StaffName,
            "thread_held" => Self::ThreadHeld,
            "thread_closed" => Self::ThreadClosed,
            "trap" => Self::Trap,
            "too_quick" => Self::TooQuick,
            "other_markup" => Self::OtherMarkup,
            "only_links" => Self::OnlyLinks,
            "stranger" => Self::Stranger,
            "praise" => Self::Praise,
            "network" => Self::Network,
            "random_text" => Self::RandomText,
            "disguised" => Self::Disguised,
            _ => return None,
        })
    }
}

/// A text without line ends: [`write`] parts reasons by them.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

fn joined(words: &[String]) -> String {
    let all: Vec<_> = words.iter().map(|word| word.replace(',', " ")).collect();
    one_line(&all.join(","))
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        match self.parameter() {
            Some(parameter) => write!(f, " {parameter}"),
            None => Ok(()),
        }
    }
}

/// A text that is no reason's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoReason(String);

impl fmt::Display for NoReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no reason: {}", self.0)
    }
}

impl std::error::Error for NoReason {}

impl FromStr for Reason {
    type Err = NoReason;

    fn from_str(text: &str) -> Result<Self, NoReason> {
        let found = match text.split_once(' ') {
            None => Self::alone(text),
            Some((code, parameter)) => parameter
                .parse()
                .ok()
                .and_then(|n| Self::with_number(code, n))
                .or_else(|| Self::with_words(code, parameter)),
        };
        found.ok_or_else(|| NoReason(text.to_owned()))
    }
}

impl TryFrom<String> for Reason {
    type Error = NoReason;

    fn try_from(text: String) -> Result<Self, NoReason> {
        text.parse()
    }
}

impl From<Reason> for String {
    fn from(reason: Reason) -> Self {
        reason.to_string()
    }
}

/// The text under which the reasons of a comment are stored: one a line.
#[must_use]
pub fn write(reasons: &[Reason]) -> String {
    let lines: Vec<_> = reasons.iter().map(Reason::to_string).collect();
    lines.join("\n")
}

/// The reasons that were stored. What a later build wrote and this one does not know is left out.
#[must_use]
pub fn read(stored: &str) -> Vec<Reason> {
    let lines = stored.lines();
    lines.filter_map(|line| line.parse().ok()).collect()
}

/// What an author is told of the reasons that were stored: a code of [`Reason::TOLD`].
#[must_use]
pub fn told(stored: &str) -> &'static str {
    read(stored).first().map_or("check", Reason::told)
}

#[cfg(test)]
mod tests {
    use super::{Reason, read, told, write};

    fn all() -> Vec<(Reason, &'static str)> {
        let words = |all: &[&str]| all.iter().map(ToString::to_string).collect();
        vec![
            (Reason::Policy, "policy"),
            (Reason::NewThreads, "new_threads"),
            (Reason::FirstComment, "first_comment"),
            (Reason::Links(4), "links 4"),
            (Reason::Word("buy *now".into()), "word buy *now"),
            (Reason::Word("12".into()), "word 12"),
            (Reason::Reports(3), "reports 3"),
            (Reason::Banned, "banned"),
            (Reason::HeldAuthor, "held_author"),
            (Reason::StaffName, "staff_name"),
            (Reason::ThreadHeld, "thread_held"),
            (Reason::ThreadClosed, "thread_closed"),
            (Reason::Trap, "trap"),
            (Reason::TooQuick, "too_quick"),
            (Reason::SameText(u32::MAX), "same_text 4294967295"),
            (Reason::AlikeText(1), "alike_text 1"),
            (Reason::SameHost(2), "same_host 2"),
            (
                Reason::Statistics(words(&["loan", "host:a.example"])),
                "statistics loan,host:a.example",
            ),
            (Reason::Statistics(vec![]), "statistics "),
            (Reason::Advertising(words(&["赌场"])), "advertising 赌场"),
            (Reason::OtherMarkup, "other_markup"),
            (Reason::OnlyLinks, "only_links"),
            (Reason::Stranger, "stranger"),
            (Reason::Praise, "praise"),
            (Reason::RandomText, "random_text"),
            (Reason::Disguised, "disguised"),
            (Reason::KeyRate(9), "key_rate 9"),
            (Reason::NetworkRate(9), "network_rate 9"),
            (Reason::Network, "network"),
            (Reason::NewKeys(9), "new_keys 9"),
        ]
    }

    #[test]
    fn is_read_as_it_is_written() {
        for (reason, text) in all() {
            assert_eq!(reason.to_string(), text);
            assert_eq!(text.parse(), Ok(reason.clone()));
            let json = serde_json::to_string(&reason).unwrap();
            assert_eq!(json, format!("{text:?}"));
            assert_eq!(serde_json::from_str::<Reason>(&json).unwrap(), reason);
        }
        for text in [
            "", " ", "x", "x 1", "policy 1", "links", "links x", "Policy",
        ] {
            assert!(text.parse::<Reason>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_code_is_listed_once() {
        let mut codes: Vec<_> = all().iter().map(|(reason, _)| reason.code()).collect();
        codes.dedup();
        assert_eq!(codes, Reason::CODES);
        let mut told: Vec<_> = all().iter().map(|(reason, _)| reason.told()).collect();
        told.sort_unstable();
        told.dedup();
        let mut listed = Reason::TOLD.to_vec();
        listed.sort_unstable();
        assert_eq!(told, listed);
    }

    #[test]
    fn reasons_are_stored_together() {
        let reasons: Vec<_> = all().into_iter().map(|(reason, _)| reason).collect();
        assert_eq!(read(&write(&reasons)), reasons);
        assert_eq!(read("policy"), [Reason::Policy]);
        assert_eq!(read("later 7\nlinks 2\n"), [Reason::Links(2)]);
        assert_eq!(read(""), []);
    }

    #[test]
    fn a_word_cannot_pass_for_a_reason() {
        let word = Reason::Word("a\nbanned".into());
        assert_eq!(read(&write(&[word])), [Reason::Word("a banned".into())]);
        let words = Reason::Statistics(vec!["a,b".into(), "c\r\npolicy".into()]);
        let stored = write(&[words]);
        assert_eq!(stored, "statistics a b,c  policy");
    }

    #[test]
    fn an_author_hears_what_the_site_does_openly() {
        for (stored, expected) in [
            ("policy", "policy"),
            ("links 3\nword x", "links"),
            ("statistics x", "check"),
            ("trap\nlinks 3", "check"),
            ("unknown", "check"),
            ("", "check"),
        ] {
            assert_eq!(told(stored), expected);
        }
    }
}
