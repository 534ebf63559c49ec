//! A plan, as it is told before anything is done.

use std::fmt::{self, Display, Formatter};

use postil_archive::Plan;
use postil_archive::moves::Lost;
use postil_archive::plan::{Host, Sample, Summary};
use postil_model::import::Cost;
use postil_model::time::rfc3339;
use postil_model::wire::desk::Left;
use postil_model::{Site, ThreadId};

use crate::count::Count;
use crate::screen::one_line;

/// So many characters of a sample are shown.
const GLANCE: usize = 100;
/// So many hosts, accounts and reasons are listed.
const MOST_LISTED: usize = 20;

/// A plan in words. `nameless` is what somebody without a name is called; `left` is what the free plan
/// still gives today, none on a paid account.
pub fn plan(plan: &Plan, site: &Site, nameless: &str, left: Option<Left>) -> String {
    let told = Told {
        plan,
        site,
        nameless,
        left,
    };
    told.to_string()
}

struct Told<'a> {
    plan: &'a Plan,
    site: &'a Site,
    nameless: &'a str,
    left: Option<Left>,
}

impl Display for Told<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let summary = self.plan.summary();
        self.parts(out)?;
        found(out, &summary)?;
        self.hosts(out, &summary.hosts)?;
        self.staff(out)?;
        skipped(out, &summary)?;
        self.samples(out)?;
        self.cost(out)
    }
}

impl Told<'_> {
    fn parts(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for part in &self.plan.parts {
            let (name, lines) = (part.system.name(), part.lines);
            writeln!(
                out,
                "{} ({name}): {}",
                one_line(&part.name),
                Count(lines, "entry", "entries")
            )?;
            if let Some(fault) = &part.fault {
                writeln!(out, "    {}", one_line(&fault.to_string()))?;
            }
        }
        writeln!(out)
    }

    fn hosts(&self, out: &mut Formatter<'_>, hosts: &[Host]) -> fmt::Result {
        for Host { host, found, lost } in hosts.iter().take(MOST_LISTED) {
            let pages = match host.as_str() {
                "" => "pages of which the file names no host".to_owned(),
                host => format!("pages of {}", one_line(host)),
            };
            if *found > 0 {
                row(out, *found, &pages)?;
            }
            if *lost > 0 {
                row(
                    out,
                    *lost,
                    format_args!("{pages} that are none of this site's"),
                )?;
                if let Some(hint) = self.hint(host) {
                    writeln!(out, "{:13}{hint}", "")?;
                }
            }
        }
        match hosts.len().saturating_sub(MOST_LISTED) {
            0 => Ok(()),
            more => row(out, more, "other hosts"),
        }
    }

    /// What brings pages of a host to the site, if anything does: a list cannot name those of which
    /// the file says no address.
    fn hint(&self, host: &str) -> Option<String> {
        let is_own = self.site.origins.iter().any(|own| own.host() == host);
        let main = self.site.origins.first().map_or("", |main| main.as_str());
        if host.is_empty() || is_own {
            let lost = self.plan.pages.iter().find_map(|page| match &page.thread {
                Err(lost @ (Lost::TooLong | Lost::OwnId)) => Some(lost.to_string()),
                _ => None,
            });
            let list = || "Name them in a list: --moved LIST.csv".to_owned();
            return lost.or_else(|| (!host.is_empty()).then(list));
        }
        let host = one_line(host);
        Some(format!("If they have moved: --moved-host {host}={main}"))
    }

    fn staff(&self, out: &mut Formatter<'_>) -> fmt::Result {
        if self.plan.staff.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "\nAccounts of the old site (a badge for one: --badge USER=BADGE)"
        )?;
        for staff in self.plan.staff.iter().take(MOST_LISTED) {
            let (user, name) = (one_line(&staff.user), one_line(&staff.name));
            writeln!(out, "  {user}  {name}")?;
        }
        Ok(())
    }

    fn samples(&self, out: &mut Formatter<'_>) -> fmt::Result {
        if self.plan.samples.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nSamples")?;
        for Sample { entry, page } in &self.plan.samples {
            let when = entry.created.map(rfc3339).unwrap_or_default();
            let day = when.get(..10).unwrap_or("no date   ");
            let name = match entry.author.name.as_str() {
                "" => self.nameless,
                name => name,
            };
            writeln!(
                out,
                "  {day}  {}, on {}: {}",
                one_line(name),
                one_line(&self.page(*page)),
                glance(&entry.body)
            )?;
        }
        Ok(())
    }

    /// Where a page of the plan belongs.
    fn page(&self, at: usize) -> String {
        let page = self.plan.pages.get(at);
        let thread = page.and_then(|page| page.thread.as_ref().ok());
        thread.map(ThreadId::readable).unwrap_or_default()
    }

    fn cost(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let cost = self.plan.cost();
        let Cost {
            rows,
            requests,
            writes,
        } = cost;
        writeln!(
            out,
            "\nThis writes about {rows} rows with {requests} requests, and {} into KV.",
            Count(writes as usize, "page", "pages")
        )?;
        match self.left {
            None => write!(out, "There is no limit for it on a paid account."),
            Some(Left { rows, requests }) => {
                let left = Cost {
                    rows,
                    requests,
                    ..cost
                };
                match cost.days(left) {
                    1 => write!(out, "A free account can take it today.")?,
                    days => write!(
                        out,
                        "A free account takes {days} days for it: each day's share used up, it waits and goes on by itself."
                    )?,
                }
                match cost.days_into_kv() {
                    0 | 1 => Ok(()),
                    days => write!(
                        out,
                        " Readers see what is there from the first minute; all pages are in KV after about {days} days."
                    ),
                }
            }
        }
    }
}

fn found(out: &mut Formatter<'_>, summary: &Summary) -> fmt::Result {
    for (count, what) in [
        (summary.comments, "comments that everybody will see"),
        (summary.held, "comments that wait for a moderator"),
        (summary.mentions, "mentions"),
        (
            summary.tombstones,
            "comments that are gone, and hold their replies' place",
        ),
        (summary.spam, "comments that are spam, kept as such"),
        (summary.removed, "comments that were removed, kept as such"),
        (summary.threads, "threads for all of these"),
        (
            summary.loose,
            "comments whose parent is missing: they begin a discussion of their own",
        ),
    ] {
        if count > 0 {
            row(out, count, what)?;
        }
    }
    Ok(())
}

fn skipped(out: &mut Formatter<'_>, summary: &Summary) -> fmt::Result {
    let count: usize = summary.skipped.iter().map(|skipped| skipped.count).sum();
    if count == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "\nNothing comes of {}",
        Count(count, "entry", "entries")
    )?;
    for skipped in summary.skipped.iter().take(MOST_LISTED) {
        row(out, skipped.count, one_line(&skipped.why))?;
    }
    match summary.skipped.len().saturating_sub(MOST_LISTED) {
        0 => Ok(()),
        more => writeln!(out, "             and {more} more"),
    }
}

/// A number in front of what it is of.
fn row(out: &mut Formatter<'_>, count: usize, what: impl Display) -> fmt::Result {
    writeln!(out, "  {count:>9}  {what}")
}

/// The beginning of a text, on one line.
fn glance(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(GLANCE) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}
