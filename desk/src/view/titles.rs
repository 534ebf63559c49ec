//! What a thread is called: what its page claims, and what a moderator has confirmed.

use leptos::prelude::*;
use postil_model::wire::desk::{SetTitle, SetTitles, ThreadRow, Threads};

use super::drawn::{Drawn, draw, handler, live};
use crate::api;
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::{Fetched, Signal};
use crate::state::signal::{RwSignal, StoredValue};
use crate::words::m;

/// The title of a thread, to be confirmed, changed or taken back.
pub fn view(
    desk: Desk,
    site: StoredValue<String>,
    threads: Signal<Threads>,
    thread: &ThreadRow,
) -> Drawn {
    let hash = StoredValue::new(thread.hash.clone());
    let confirmed = RwSignal::new(thread.title.clone());
    let claimed = thread.claimed.clone().unwrap_or_default();
    let typed = RwSignal::new(thread.title.clone().unwrap_or_else(|| claimed.clone()));
    let name = StoredValue::new(thread.id.clone());
    let set = move |title: Option<String>| {
        let (site, hash) = (site.get_value(), hash.get_value());
        browser::spawn(async move {
            let one = SetTitle {
                hash: hash.clone(),
                title: title.clone(),
            };
            if send(desk, site, vec![one]).await {
                // The list is left as it is drawn: whoever stands in it stays there.
                note(threads, &hash, title.as_deref());
                confirmed.try_set(title);
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let title = typed.get_untracked().trim().to_owned();
        if !title.is_empty() {
            set(Some(title));
        }
    };
    let is_as_confirmed = move || confirmed.get().as_deref() == Some(typed.get().trim());
    // A title may run in the other direction than what is said of it.
    let claims = format!("{} \u{2068}{claimed}\u{2069}", m::TITLE_CLAIMED.text());
    let is_called_so =
        move || claimed.is_empty() || confirmed.with(|title| title.as_ref() == Some(&claimed));
    draw! {
        <form class="title" novalidate=true on:submit=handler(submit)>
            <label>
                <span class="heard">{m::TITLE_OF.with("{thread}", &name.get_value())}</span>
                <input
                    type="text"
                    maxlength="300"
                    dir="auto"
                    placeholder=m::TITLE_NONE.text()
                    prop:value=live(move || typed.get())
                    on:input=handler(move |event| typed.set(event_target_value(&event)))
                />
            </label>
            <button type="submit" class="quiet" disabled=live(move || typed.get().trim().is_empty() || is_as_confirmed())>{m::TITLE_CONFIRM.text()}</button>
            <button type="button" class="quiet" hidden=live(move || confirmed.get().is_none()) on:click=handler(move |_| set(None))>{m::TITLE_BACK.text()}</button>
            <span class="muted claimed" dir="auto" hidden=live(is_called_so)>{claims}</span>
        </form>
    }
}

/// Confirms what the shown threads claim that have no title yet.
pub fn confirm_all(desk: Desk, site: StoredValue<String>, threads: Signal<Threads>) -> Drawn {
    let waiting = move || {
        threads.with(|threads| match threads {
            Fetched::There(all) => all.threads.iter().filter_map(claim).collect(),
            _ => Vec::new(),
        })
    };
    let confirm = move |_| {
        let titles: Vec<SetTitle> = untrack(waiting);
        let site = site.get_value();
        browser::spawn(async move {
            // The server takes a hundred at once.
            for some in titles.chunks(100) {
                if !send(desk, site.clone(), some.to_vec()).await {
                    return;
                }
                threads.update(|threads| {
                    for one in some {
                        put(threads, &one.hash, one.title.as_deref());
                    }
                });
            }
        });
    };
    draw! {
        <p><button type="button" class="quiet" disabled=live(move || waiting().is_empty()) on:click=handler(confirm)>{m::TITLES_CONFIRM.text()}</button></p>
    }
}

fn claim(thread: &ThreadRow) -> Option<SetTitle> {
    let title = thread.claimed.clone().filter(|_| thread.title.is_none())?;
    Some(SetTitle {
        hash: thread.hash.clone(),
        title: Some(title),
    })
}

async fn send(desk: Desk, site: String, titles: Vec<SetTitle>) -> bool {
    let many = u32::try_from(titles.len()).unwrap_or(u32::MAX);
    let is_back = titles.iter().all(|one| one.title.is_none());
    match api::tell("titles", &SetTitles { site, titles }).await {
        Ok(()) if is_back => desk.say(m::TITLE_TAKEN_BACK.text()),
        Ok(()) => desk.say(m::TITLES_CONFIRMED.counted(many)),
        Err(failure) => {
            desk.complain(&failure);
            return false;
        }
    }
    true
}

fn note(threads: Signal<Threads>, hash: &str, title: Option<&str>) {
    threads.update_silently(|threads| put(threads, hash, title));
}

fn put(threads: &mut Fetched<Threads>, hash: &str, title: Option<&str>) {
    let rows = threads.there_mut().map(|all| &mut all.threads);
    let found = rows.and_then(|rows| rows.iter_mut().find(|row| row.hash == hash));
    if let Some(row) = found {
        row.title = title.map(str::to_owned);
    }
}
