//! The threads of a site, what they are called, and whether they take comments.

use leptos::prelude::*;
use postil_model::wire::desk::{Door, SetDoor, ThreadRow, Threads};

use super::drawn::{Drawn, draw, handler};
use super::{page, parts, titles};
use crate::api::{self, escape};
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::{self, Signal};
use crate::state::moving::export::save_thread;
use crate::state::signal::{RwSignal, StoredValue};
use crate::words::{Message, m};

const DOORS: [(Door, &str, Message); 3] = [
    (Door::Open, "open", m::DOOR_OPEN),
    (Door::Held, "held", m::DOOR_HELD),
    (Door::Closed, "closed", m::DOOR_CLOSED),
];

/// The list, and the search in it.
pub fn view(desk: Desk, site: String) -> Drawn {
    let threads: Signal<Threads> = fetched::nothing();
    let q = RwSignal::new(String::new());
    let title = format!("{} · {}", m::THREADS.text(), desk.title_of(&site));
    let made: page::Made = RwSignal::new(None);
    let site = StoredValue::new(site);
    let query = move || vec![("site", site.get_value()), ("q", q.get_untracked())];
    let fetch = move || fetched::fetch(desk, threads, "threads", query());
    fetch();
    let input = parts::paused(move |typed| {
        q.set(typed.trim().to_owned());
        fetch();
    });
    draw! {
        {parts::heading(title)}
        {page::view(desk, site.get_value(), made)}
        <search class="search">
            <label class="field">
                <span class="heard">{m::THREADS_SEARCH.text()}</span>
                <input type="search" placeholder=m::THREADS_SEARCH.text() on:input=handler(input)/>
            </label>
        </search>
        {titles::confirm_all(desk, site, threads)}
        {parts::fetched(threads, fetch, move |all| {
            if all.threads.is_empty() {
                return draw! { <p class="empty">{m::THREADS_NONE.text()}</p> };
            }
            let rows = all.threads.iter().map(|thread| row(desk, site, threads, made, thread));
            let next = all.next.map(|after| more(desk, threads, query(), after));
            draw! { <ul class="lines" role="list">{rows.collect_view()}</ul> {next} }
        })}
    }
}

fn more(
    desk: Desk,
    threads: Signal<Threads>,
    query: Vec<(&'static str, String)>,
    after: u64,
) -> Drawn {
    let fetch = move |_| {
        let query = query.clone();
        browser::spawn(async move {
            let after = after.to_string();
            let mut pairs: Vec<(&str, &str)> =
                query.iter().map(|(n, v)| (*n, v.as_str())).collect();
            pairs.push(("after", &after));
            match api::get::<Threads>("threads", &pairs).await {
                Ok(page) => {
                    threads.try_update(|all| {
                        if let Some(all) = all.there_mut() {
                            all.threads.extend(page.threads);
                            all.next = page.next;
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

fn row(
    desk: Desk,
    site: StoredValue<String>,
    threads: Signal<Threads>,
    made: page::Made,
    thread: &ThreadRow,
) -> Drawn {
    let id = site.get_value();
    let href = format!("/v1/page?site={}&id={}", escape(&id), escape(&thread.id));
    let hash = thread.hash.clone();
    let name = thread.id.clone();
    let export = desk.is_owner().then(|| {
        let (site, hash) = (id.clone(), thread.hash.clone());
        let label = m::EXPORT_THREAD_OF.with("{thread}", &thread.id);
        let export = move |_| save_thread(desk, site.clone(), hash.clone());
        draw! { <button type="button" class="quiet" aria-label=label on:click=handler(export)>{m::EXPORT_THREAD.text()}</button> }
    });
    let on_page = page::button(desk, made, id, thread.id.clone());
    let change = move |event| {
        let wanted = event_target_value(&event);
        let Some((door, _, text)) = DOORS.into_iter().find(|(_, name, _)| *name == wanted) else {
            return;
        };
        let body = SetDoor {
            site: site.get_value(),
            hash: hash.clone(),
            door,
        };
        let name = name.clone();
        browser::spawn(async move {
            match api::tell("thread", &body).await {
                Ok(()) => desk.say(format!("{name}: {}", text.text())),
                Err(failure) => desk.complain(&failure),
            }
        });
    };
    let options = DOORS.map(|(door, value, text)| {
        draw! { <option value=value selected=door == thread.door>{text.text()}</option> }
    });
    draw! {
        <li>
            <a class="thread" href=href target="_blank" rel="noopener">{thread.id.clone()}</a>
            <span>{m::THREADS_COUNT.counted(thread.count)}</span>
            <span class="muted">{parts::time(thread.moved)}</span>
            {titles::view(desk, site, threads, thread)}
            <label><span class="heard">{m::THREADS_DOOR.with("{thread}", &thread.id)}</span><select on:change=handler(change)>{options.collect_view()}</select></label>
            {export}
            {on_page}
        </li>
    }
}
