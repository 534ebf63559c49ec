//! What was done on a site, by whom.

use leptos::prelude::*;
use postil_model::wire::desk::{Acted, Log, LogEntry, Undo};
use wasm_bindgen_futures::spawn_local;

use super::parts;
use crate::api;
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::{self, Signal};
use crate::words::{coded, m};

/// The log, the newest first.
pub fn view(desk: Desk, site: String) -> impl IntoView {
    let log: Signal<Log> = fetched::nothing();
    let title = format!("{} · {}", m::LOG.text(), desk.title_of(&site));
    let site = StoredValue::new(site);
    let fetch = move || fetched::fetch(desk, log, "log", vec![("site", site.get_value())]);
    fetch();
    view! {
        {parts::heading(title)}
        {parts::fetched(log, fetch, move |all| {
            if all.entries.is_empty() {
                return view! { <p class="empty">{m::LOG_NONE.text()}</p> }.into_any();
            }
            let rows = all.entries.iter().map(|entry| row(desk, log, site.get_value(), entry));
            let next = all.next.map(|after| more(desk, log, site.get_value(), after));
            view! { <ol class="lines" role="list">{rows.collect_view()}</ol> {next} }.into_any()
        })}
    }
}

fn more(desk: Desk, log: Signal<Log>, site: String, after: u64) -> impl IntoView {
    let fetch = move |_| {
        let site = site.clone();
        spawn_local(async move {
            let after = after.to_string();
            match api::get::<Log>("log", &[("site", &site), ("after", &after)]).await {
                Ok(page) => drop(log.try_update(|log| {
                    if let Some(log) = log.there_mut() {
                        log.entries.extend(page.entries);
                        log.next = page.next;
                    }
                })),
                Err(failure) => desk.complain(&failure),
            }
        });
    };
    view! { <p><button type="button" class="quiet" on:click=fetch>{m::MORE.text()}</button></p> }
}

fn row(desk: Desk, log: Signal<Log>, site: String, entry: &LogEntry) -> impl IntoView + use<> {
    let what = coded("log", &entry.act).map_or_else(|| entry.act.clone(), str::to_owned);
    let count = (entry.comments > 0).then(|| m::LOG_COMMENTS.counted(entry.comments));
    let seq = entry.seq;
    let undo = entry.action.clone().filter(|_| !entry.undone).map(|action| {
        let undo = move |_| undo(desk, log, site.clone(), action.clone(), seq);
        let label = format!("{} – {what}, {}", m::UNDO.text(), browser::moment(entry.at));
        view! { <button type="button" class="quiet" aria-label=label on:click=undo>{m::UNDO.text()}</button> }
    });
    view! {
        <li>
            <span class="muted">{parts::time(entry.at)}</span>
            <strong class="author">{entry.by.clone()}</strong>
            <span>{what.clone()}</span>
            {count.map(|count| view! { <span>{count}</span> })}
            <span class="about">{entry.about.clone()}</span>
            {entry.undone.then(|| view! { <span class="muted">{m::LOG_UNDONE.text()}</span> })}
            {undo}
        </li>
    }
}

fn undo(desk: Desk, log: Signal<Log>, site: String, action: String, seq: u64) {
    spawn_local(async move {
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
