//! What was done on a site, by whom.

use leptos::prelude::*;
use postil_model::wire::desk::{Acted, Log, LogEntry, Undo};

use super::drawn::{Drawn, draw, handler};
use super::parts;
use crate::api;
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::{self, Signal};
use crate::state::signal::StoredValue;
use crate::words::{coded, m};

/// The log, the newest first.
pub fn view(desk: Desk, site: String) -> Drawn {
    let log: Signal<Log> = fetched::nothing();
    let title = format!("{} · {}", m::LOG.text(), desk.title_of(&site));
    let site = StoredValue::new(site);
    let fetch = move || fetched::fetch(desk, log, "log", vec![("site", site.get_value())]);
    fetch();
    draw! {
        {parts::heading(title)}
        {parts::fetched(log, fetch, move |all| {
            if all.entries.is_empty() {
                return draw! { <p class="empty">{m::LOG_NONE.text()}</p> };
            }
            let rows = all.entries.iter().map(|entry| row(desk, log, site.get_value(), entry));
            let next = all.next.map(|after| more(desk, log, site.get_value(), after));
            draw! { <ol class="lines" role="list">{rows.collect_view()}</ol> {next} }
        })}
    }
}

fn more(desk: Desk, log: Signal<Log>, site: String, after: u64) -> Drawn {
    let fetch = move |_| {
        let site = site.clone();
        browser::spawn(async move {
            let after = after.to_string();
            match api::get::<Log>("log", &[("site", &site), ("after", &after)]).await {
                Ok(page) => {
                    log.try_update(|log| {
                        if let Some(log) = log.there_mut() {
                            log.entries.extend(page.entries);
                            log.next = page.next;
                        }
                    });
                    parts::stay_on_more().await;
                }
                Err(failure) => desk.complain(&failure),
            }
        });
    };
    draw! { <p><button type="button" class="quiet more" on:click=handler(fetch)>{m::MORE.text()}</button></p> }
}

fn row(desk: Desk, log: Signal<Log>, site: String, entry: &LogEntry) -> Drawn {
    let what = coded("log", &entry.act).map_or_else(|| entry.act.clone(), str::to_owned);
    let count = (entry.comments > 0).then(|| m::LOG_COMMENTS.counted(entry.comments));
    let seq = entry.seq;
    let undo = entry.action.clone().filter(|_| !entry.undone).map(|action| {
        let undo = move |_| undo(desk, log, site.clone(), action.clone(), seq);
        let label = format!("{} – {what}, {}", m::UNDO.text(), browser::moment(entry.at));
        draw! { <button type="button" class="quiet" aria-label=label on:click=handler(undo)>{m::UNDO.text()}</button> }
    });
    draw! {
        <li>
            <span class="muted">{parts::time(entry.at)}</span>
            <strong class="author">{entry.by.clone()}</strong>
            <span>{what.clone()}</span>
            {count.map(|count| draw! { <span>{count}</span> })}
            <span class="about">{entry.about.clone()}</span>
            {entry.undone.then(|| draw! { <span class="muted">{m::LOG_UNDONE.text()}</span> })}
            {undo}
        </li>
    }
}

fn undo(desk: Desk, log: Signal<Log>, site: String, action: String, seq: u64) {
    browser::spawn(async move {
        let body = Undo { site, action };
        let mut changed = 0;
        loop {
            match api::post::<Acted>("undo", &body).await {
                Ok(acted) => {
                    changed += acted.changed;
                    if !acted.more {
                        break;
                    }
                }
                Err(failure) => return desk.complain(&failure),
            }
        }
        desk.say(m::UNDONE.counted(changed));
        log.try_update(|log| {
            let entries = log.there_mut().map(|log| &mut log.entries);
            if let Some(entry) = entries.and_then(|all| all.iter_mut().find(|one| one.seq == seq)) {
                entry.undone = true;
            }
        });
        // The list of comments is an older one now.
        desk.queue.news.set(true);
        browser::focus("h1");
    });
}
