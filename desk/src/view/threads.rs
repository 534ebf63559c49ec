//! The threads of a site, what they are called, and whether they take comments.

use leptos::prelude::*;
use postil_model::wire::desk::{Door, SetDoor, ThreadRow, Threads};
use wasm_bindgen_futures::spawn_local;

use super::{parts, titles};
use crate::api::{self, escape};
use crate::state::Desk;
use crate::state::fetched::{self, Signal};
use crate::words::{Message, m};

const DOORS: [(Door, &str, Message); 3] = [
    (Door::Open, "open", m::DOOR_OPEN),
    (Door::Held, "held", m::DOOR_HELD),
    (Door::Closed, "closed", m::DOOR_CLOSED),
];

/// The list, and the search in it.
pub fn view(desk: Desk, site: String) -> impl IntoView {
    let threads: Signal<Threads> = fetched::nothing();
    let q = RwSignal::new(String::new());
    let title = format!("{} · {}", m::THREADS.text(), desk.title_of(&site));
    let site = StoredValue::new(site);
    let query = move || vec![("site", site.get_value()), ("q", q.get_untracked())];
    let fetch = move || fetched::fetch(desk, threads, "threads", query());
    fetch();
    let input = parts::paused(move |typed| {
        q.set(typed.trim().to_owned());
        fetch();
    });
    view! {
        {parts::heading(title)}
        <search class="search">
            <label class="field">
                <span class="heard">{m::THREADS_SEARCH.text()}</span>
                <input type="search" placeholder=m::THREADS_SEARCH.text() on:input=input/>
            </label>
        </search>
        {titles::confirm_all(desk, site, threads)}
        {parts::fetched(threads, fetch, move |all| {
            if all.threads.is_empty() {
                return view! { <p class="empty">{m::THREADS_NONE.text()}</p> }.into_any();
            }
            let rows = all.threads.iter().map(|thread| row(desk, site, threads, thread));
            let next = all.next.map(|after| more(desk, threads, query(), after));
            view! { <ul class="lines" role="list">{rows.collect_view()}</ul> {next} }.into_any()
        })}
    }
}

fn more(
    desk: Desk,
    threads: Signal<Threads>,
    query: Vec<(&'static str, String)>,
    after: u64,
) -> impl IntoView {
    let fetch = move |_| {
        let query = query.clone();
        spawn_local(async move {
            let after = after.to_string();
            let mut pairs: Vec<(&str, &str)> =
                query.iter().map(|(n, v)| (*n, v.as_str())).collect();
            pairs.push(("after", &after));
            match api::get::<Threads>("threads", &pairs).await {
                Ok(page) => drop(threads.try_update(|all| {
                    if let Some(all) = all.there_mut() {
                        all.threads.extend(page.threads);
                        all.next = page.next;
                    }
                })),
                Err(failure) => desk.complain(&failure),
            }
        });
    };
    view! { <p><button type="button" class="quiet" on:click=fetch>{m::MORE.text()}</button></p> }
}

fn row(
    desk: Desk,
    site: StoredValue<String>,
    threads: Signal<Threads>,
    thread: &ThreadRow,
) -> impl IntoView + use<> {
    let href = format!(
        "/v1/page?site={}&id={}",
        escape(&site.get_value()),
        escape(&thread.id)
    );
    let hash = thread.hash.clone();
    let name = thread.id.clone();
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
        spawn_local(async move {
            match api::tell("thread", &body).await {
                Ok(()) => desk.say(format!("{name}: {}", text.text())),
                Err(failure) => desk.complain(&failure),
            }
        });
    };
    let options = DOORS.map(|(door, value, text)| {
        view! { <option value=value selected=door == thread.door>{text.text()}</option> }
    });
    view! {
        <li>
            <a class="thread" href=href target="_blank" rel="noopener">{thread.id.clone()}</a>
            <span>{m::THREADS_COUNT.counted(thread.count)}</span>
            <span class="muted">{parts::time(thread.moved)}</span>
            {titles::view(desk, site, threads, thread)}
            <label><span class="heard">{m::THREADS_DOOR.with("{thread}", &thread.id)}</span><select on:change=change>{options.collect_view()}</select></label>
        </li>
    }
}
