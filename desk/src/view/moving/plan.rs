//! What an import would do.

use leptos::prelude::*;
use postil_importer::talk::{PageRow, Sample, Skipped, Summary};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::state::moving::plan::fault_words;
use crate::state::signal::StoredValue;
use crate::view::drawn::{Drawn, draw, handler};
use crate::view::parts;
use crate::words::{Message, coded, m, number};

/// Which of the plan's details are opened: they stay so when it is made anew.
#[derive(Clone, Copy)]
pub struct Opened {
    pages: StoredValue<bool>,
    samples: StoredValue<bool>,
}

impl Opened {
    /// None is.
    pub fn new() -> Self {
        Self {
            pages: StoredValue::new(false),
            samples: StoredValue::new(false),
        }
    }
}

/// The plan.
pub fn view(summary: &Summary, opened: Opened) -> Drawn {
    let faults = summary.faults.iter().map(|fault| {
        draw! { <p class="note alert" role="alert">{fault_words(fault)}</p> }
    });
    draw! {
        <h3 class="block">{m::PLAN.text()}</h3>
        {faults.collect_view()}
        {found(summary)}
        {cost(summary)}
        {skipped(&summary.skipped, summary.more_skipped)}
        {pages(&summary.pages, summary.threads, opened.pages)}
        {samples(&summary.samples, opened.samples)}
    }
}

fn found(summary: &Summary) -> Drawn {
    let kinds: [(Message, u32); 7] = [
        (m::PLAN_COMMENTS, summary.comments),
        (m::PLAN_HELD, summary.held),
        (m::PLAN_TOMBSTONES, summary.tombstones),
        (m::PLAN_REMOVED, summary.removed),
        (m::PLAN_SPAM, summary.spam),
        (m::PLAN_MENTIONS, summary.mentions),
        (m::PLAN_THREADS, summary.threads),
    ];
    let rows = kinds
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(text, count)| draw! { <li>{text.counted(count)}</li> });
    let systems = summary
        .system
        .split(' ')
        .map(|one| coded("system", one).unwrap_or(one));
    let systems: Vec<&str> = systems.collect();
    draw! {
        <p>{m::PLAN_SYSTEM.with("{system}", &systems.join(", "))}</p>
        <ul>{rows.collect_view()}</ul>
    }
}

/// What it costs, and on how many days, if anything is limited.
fn cost(summary: &Summary) -> Drawn {
    let text = m::PLAN_COST
        .with("{rows}", &number(summary.rows))
        .replace("{requests}", &number(summary.requests))
        .replace("{writes}", &number(summary.writes));
    let days = (summary.days > 0).then(|| {
        let into_kv = match summary.days_into_kv {
            0 | 1 => String::new(),
            days => m::PLAN_INTO_KV.counted(days),
        };
        format!("{} {into_kv}", m::PLAN_DAYS.counted(summary.days))
    });
    draw! {
        <p class="note">{text} " " {days}</p>
    }
}

fn skipped(skipped: &[Skipped], more: u32) -> Drawn {
    if skipped.is_empty() {
        return draw! { <p class="note">{m::PLAN_ALL.text()}</p> };
    }
    let rows = skipped.iter().map(|one| {
        let why = coded("skipped", &one.code).unwrap_or(&one.code);
        let why = why.replace("{detail}", &format!("\u{2068}{}\u{2069}", one.detail));
        draw! { <li>{number(one.count)} " × " {why}</li> }
    });
    draw! {
        <p class="label">{m::PLAN_SKIPPED.text()}</p>
        <ul>{rows.collect_view()}</ul>
        {more_of(m::PLAN_MORE_SKIPPED, more)}
    }
}

/// That there are more of something than are shown.
pub fn more_of(text: Message, more: u32) -> Option<Drawn> {
    (more > 0).then(|| draw! { <p class="note">{text.counted(more)}</p> })
}

/// A summary with what it opens.
fn details(is_open: StoredValue<bool>, summary: String, content: Drawn) -> Drawn {
    let toggled = move |event: Event| {
        let details = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(details) = details {
            is_open.set_value(details.has_attribute("open"));
        }
    };
    draw! {
        <details open=is_open.get_value() on:toggle=handler(toggled)>
            <summary>{summary}</summary>
            {content}
        </details>
    }
}

/// Some of the pages, and where they belong.
fn pages(pages: &[PageRow], all: u32, is_open: StoredValue<bool>) -> Drawn {
    let rows = pages.iter().map(|page| {
        let count = m::MOVING_COMMENTS.counted(page.count);
        draw! {
            <li>
                <span class="address">{page.address.clone()}</span>
                <span aria-hidden="true">"→"</span>
                <span class="thread">{page.thread.clone()}</span>
                <span class="muted">{count}</span>
            </li>
        }
    });
    let shown = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let more = all.saturating_sub(shown);
    let content = draw! {
        <ul class="lines" role="list">{rows.collect_view()}</ul>
        {more_of(m::PLAN_MORE, more)}
    };
    details(is_open, m::PLAN_PAGES.counted(all), content)
}

/// Some of the comments. Their HTML is the renderer's, which can only write what is on its list.
fn samples(samples: &[Sample], is_open: StoredValue<bool>) -> Drawn {
    let rows = samples.iter().map(|sample| {
        draw! {
            <li class="sample">
                <p class="meta">
                    <strong class="author">{sample.name.clone()}</strong>
                    <span class="badge">{sample.badge.clone()}</span>
                    {sample.created.map(|at| draw! { <span class="muted">{parts::time(at)}</span> })}
                    <span class="thread">{sample.thread.clone()}</span>
                </p>
                <div class="body" dir="auto" inner_html=sample.html.clone()></div>
            </li>
        }
    });
    let content = draw! { <ul role="list">{rows.collect_view()}</ul> };
    details(is_open, m::PLAN_SAMPLES.text().to_owned(), content)
}
