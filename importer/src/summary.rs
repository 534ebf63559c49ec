//! A plan, as it is shown.

use std::collections::HashMap;

use postil_archive::plan::{Fate, PagePlan, Plan};
use postil_archive::run::Rules;
use postil_archive::{Fault, Staff};
use postil_model::import::Cost;
use postil_model::markdown::render;
use postil_model::wire::desk::Left;

use crate::talk::{self, Counted, PageRow, Sample, Skipped, StaffRow, Summary};

/// How many pages are shown.
const PAGES: usize = 100;
/// How many hosts that are none of the site's.
const HOSTS: usize = 20;
/// How many reasons why nothing comes of entries.
const REASONS: usize = 50;
/// How many of whom the files know.
const STAFF: usize = 100;

/// What is shown of a plan that was made by some rules. `left` is what a free account still gives
/// today.
pub fn of(plan: &Plan, rules: &Rules, left: Option<Left>) -> Summary {
    let (numbers, cost) = (plan.summary(), plan.cost());
    let (foreign, more_foreign) = first(HOSTS, foreign(&plan.pages));
    let (staff, more_staff) = first(STAFF, plan.staff.iter().map(staff).collect());
    let (skipped, more_skipped) =
        first(REASONS, numbers.skipped.into_iter().map(skipped).collect());
    let days = left.map(|left| {
        cost.days(Cost {
            rows: left.rows,
            requests: left.requests,
            ..cost
        })
    });
    Summary {
        system: systems(plan),
        comments: count(numbers.comments),
        held: count(numbers.held),
        tombstones: count(numbers.tombstones),
        spam: count(numbers.spam),
        removed: count(numbers.removed),
        mentions: count(numbers.mentions),
        threads: count(numbers.threads),
        pages: pages(plan),
        foreign,
        more_foreign,
        staff,
        more_staff,
        skipped,
        more_skipped,
        samples: plan
            .samples
            .iter()
            .map(|one| sample(plan, rules, one))
            .collect(),
        faults: faults(plan),
        rows: cost.rows,
        requests: cost.requests,
        writes: cost.writes,
        days: days.unwrap_or_default(),
        days_into_kv: cost.days_into_kv(),
        site: plan
            .site
            .as_ref()
            .and_then(|line| postil_json::write(line.as_ref()).ok()),
    }
}

/// A word for what is wrong with a file, which does not change.
pub const fn code(fault: &Fault) -> &'static str {
    match fault {
        Fault::Unknown => "unknown",
        Fault::BrokenOff { .. } => "broken_off",
        Fault::Malformed { .. } => "malformed",
        Fault::TooLong { .. } => "too_long",
        Fault::TooDeep { .. } => "too_deep",
        Fault::Bomb { .. } => "bomb",
        Fault::Packed => "packed",
        Fault::Newer { .. } => "newer",
        Fault::Changed => "changed",
        Fault::OutOfTurn => "out_of_turn",
        Fault::Io(_) => "io",
    }
}

/// What is wrong with a file.
pub fn fault(file: &str, fault: &Fault) -> talk::Fault {
    talk::Fault {
        file: file.to_owned(),
        code: code(fault).to_owned(),
        why: fault.to_string(),
    }
}

/// A number, as it is sent.
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The names of the systems, each once.
fn systems(plan: &Plan) -> String {
    let mut names: Vec<&str> = Vec::new();
    for part in &plan.parts {
        if !names.contains(&part.system.name()) {
            names.push(part.system.name());
        }
    }
    names.join(" ")
}

/// The first pages of which something comes.
fn pages(plan: &Plan) -> Vec<PageRow> {
    // How many comments, once anything is on it.
    let mut counts = vec![None; plan.pages.len()];
    for line in &plan.lines {
        let place = line.page.and_then(|page| counts.get_mut(page));
        if let Some(place) = place
            && !matches!(line.fate, Fate::Skip(_) | Fate::Gone(_))
        {
            *place.get_or_insert(0) += u32::from(line.fate != Fate::Mention);
        }
    }
    let rows = plan.pages.iter().zip(counts).filter_map(|(plan, count)| {
        let (thread, count) = (plan.thread.as_ref().ok()?, count?);
        Some(PageRow {
            address: plan.page.address.clone(),
            thread: thread.to_string(),
            count,
        })
    });
    rows.take(PAGES).collect()
}

/// Hosts to which pages lead that are none of the site's, those of most pages first.
fn foreign(pages: &[PagePlan]) -> Vec<Counted> {
    let mut hosts: HashMap<&str, u32> = HashMap::new();
    for page in pages {
        if let Err(postil_archive::moves::Lost::Foreign(host)) = &page.thread {
            *hosts.entry(host).or_default() += 1;
        }
    }
    let mut hosts: Vec<_> = hosts.into_iter().collect();
    hosts.sort_by_key(|(host, count)| (std::cmp::Reverse(*count), *host));
    let counted = |(what, count): (&str, u32)| Counted {
        what: what.to_owned(),
        count,
    };
    hosts.into_iter().map(counted).collect()
}

/// The first few of something, and how many more there are.
fn first<T>(most: usize, mut all: Vec<T>) -> (Vec<T>, u32) {
    let more = count(all.len().saturating_sub(most));
    all.truncate(most);
    (all, more)
}

fn staff(staff: &Staff) -> StaffRow {
    StaffRow {
        user: staff.user.clone(),
        name: staff.name.clone(),
    }
}

fn skipped(skipped: postil_archive::plan::Skipped) -> Skipped {
    Skipped {
        code: skipped.code.to_owned(),
        detail: skipped.about,
        count: count(skipped.count),
    }
}

fn sample(plan: &Plan, rules: &Rules, one: &postil_archive::plan::Sample) -> Sample {
    let entry = &one.entry;
    let page = plan.pages.get(one.page);
    let thread = page.and_then(|page| page.thread.as_ref().ok());
    let name = entry.author.name.trim();
    let badge = match &entry.author.user {
        Some(user) => rules
            .badges
            .iter()
            .find(|(of, _)| of == user)
            .map(|(_, badge)| badge),
        // One of Postil's own keeps what it has.
        None => entry.line.as_ref().and_then(|line| line.badge.as_ref()),
    };
    Sample {
        name: if name.is_empty() {
            &rules.nameless
        } else {
            name
        }
        .to_owned(),
        badge: badge.cloned(),
        created: entry.created,
        thread: thread.map(ToString::to_string).unwrap_or_default(),
        html: render(&entry.body),
    }
}

fn faults(plan: &Plan) -> Vec<talk::Fault> {
    let of = |part: &postil_archive::plan::Part| Some(fault(&part.name, part.fault.as_ref()?));
    plan.parts.iter().filter_map(of).collect()
}
