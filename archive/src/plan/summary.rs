//! An import in numbers.

use std::cmp::Reverse;
use std::collections::HashMap;

use postil_model::State;
use postil_model::http_address::HttpAddress;

use super::{Fate, PagePlan, Plan, Why};
use crate::moves::Lost;

/// How many entries of a plan become what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Comments that everybody will see.
    pub comments: usize,
    /// Comments that will wait for a moderator.
    pub held: usize,
    /// Mentions.
    pub mentions: usize,
    /// Comments that are gone, but are answered.
    pub tombstones: usize,
    /// Spam that is kept: only Postil's own.
    pub spam: usize,
    /// Removed comments that are kept: only Postil's own.
    pub removed: usize,
    /// The threads that all of these are on; of Postil's own also those of which only a title or a
    /// closed door is kept.
    pub threads: usize,
    /// Comments that will stand at the root, since what they answer is missing.
    pub loose: usize,
    /// Of what nothing comes, the most frequent reason first.
    pub skipped: Vec<Skipped>,
    /// The hosts of the file's pages, the one with the most pages first.
    pub hosts: Vec<Host>,
}

/// Entries of which nothing comes for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// [`super::Why::code`].
    pub code: &'static str,
    /// What it is about: a foreign host, or the kind of entry that is no comment; else empty.
    pub about: String,
    /// The reason in words: that of the first one.
    pub why: String,
    /// How many entries.
    pub count: usize,
}

/// Pages of one host.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Host {
    /// With its port, if it has one; empty for pages of which the file names no host.
    pub host: String,
    /// How many pages belong to the site.
    pub found: usize,
    /// How many belong nowhere.
    pub lost: usize,
}

impl Summary {
    /// That of a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let threads = plan.queue();
        let items = threads.iter().flat_map(|thread| &thread.items);
        let mut summary = Self {
            threads: threads.len(),
            loose: items.filter(|item| item.loose.is_some()).count(),
            skipped: skipped(plan),
            hosts: hosts(&plan.pages),
            ..Self::default()
        };
        for line in &plan.lines {
            match line.fate {
                Fate::Publish => summary.comments += 1,
                Fate::Hold => summary.held += 1,
                Fate::Mention => summary.mentions += 1,
                Fate::Stone(_) => summary.tombstones += 1,
                Fate::Keep(State::Spam) => summary.spam += 1,
                Fate::Keep(_) => summary.removed += 1,
                Fate::Gone(_) | Fate::Skip(_) => {}
            }
        }
        summary
    }
}

fn skipped(plan: &Plan) -> Vec<Skipped> {
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    let mut all: Vec<Skipped> = Vec::new();
    for line in &plan.lines {
        let Fate::Skip(why) = &line.fate else {
            continue;
        };
        let about = match why {
            Why::NoComment(about) | Why::Lost(Lost::Foreign(about)) => about.as_str(),
            _ => "",
        };
        let at = *known.entry((why.code(), about)).or_insert_with(|| {
            all.push(Skipped {
                code: why.code(),
                about: about.to_owned(),
                why: why.to_string(),
                count: 0,
            });
            all.len() - 1
        });
        if let Some(skipped) = all.get_mut(at) {
            skipped.count += 1;
        }
    }
    all.sort_by_key(|skipped| Reverse(skipped.count));
    all
}

fn hosts(pages: &[PagePlan]) -> Vec<Host> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<Host> = Vec::new();
    for plan in pages {
        let address = HttpAddress::parse(&plan.page.address);
        let host = address.map(|page| page.host_and_port()).unwrap_or_default();
        let at = *known.entry(host).or_insert_with_key(|host| {
            let host = host.clone();
            all.push(Host {
                host,
                ..Host::default()
            });
            all.len() - 1
        });
        if let Some(host) = all.get_mut(at) {
            host.found += usize::from(plan.thread.is_ok());
            host.lost += usize::from(plan.thread.is_err());
        }
    }
    all.sort_by_key(|host| Reverse(host.found + host.lost));
    all
}

#[cfg(test)]
mod tests;
