//! What a thread is called: what its page claims, and what a moderator has confirmed.

use leptos::prelude::*;
use postil_model::wire::desk::{SetTitle, SetTitles, ThreadRow, Threads};
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::state::Desk;
use crate::state::fetched::{Fetched, Signal};
use crate::words::m;

/// The title of a thread, to be confirmed, changed or taken back.
pub fn view(
    desk: Desk,
    site: StoredValue<String>,
    threads: Signal<Threads>,
    thread: &ThreadRow,
) -> impl IntoView + use<> {
    let hash = StoredValue::new(thread.hash.clone());
    let confirmed = RwSignal::new(thread.title.clone());
    let claimed = thread.claimed.clone().unwrap_or_default();
    let typed = RwSignal::new(thread.title.clone().unwrap_or_else(|| claimed.clone()));
    let name = StoredValue::new(thread.id.clone());
    let set = move |title: Option<String>| {
        let one = SetTitle {
            hash: hash.get_value(),
            title: title.clone(),
        };
        spawn_local(async move {
            if send(desk, site.get_value(), vec![one]).await {
                // The list is left as it is drawn: whoever stands in it stays there.
                note(threads, &hash.get_value(), title.as_deref());
                let _ = confirmed.try_set(title);
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
    view! {
        <form class="title" novalidate=true on:submit=submit>
            <label>
                <span class="heard">{m::TITLE_OF.with("{thread}", &name.get_value())}</span>
                <input
                    type="text"
                    maxlength="300"
                    dir="auto"
                    placeholder=m::TITLE_NONE.text()
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="quiet" disabled=move || typed.get().trim().is_empty() || is_as_confirmed()>{m::TITLE_CONFIRM.text()}</button>
            <button type="button" class="quiet" hidden=move || confirmed.get().is_none() on:click=move |_| set(None)>{m::TITLE_BACK.text()}</button>
            <span class="muted claimed" dir="auto" hidden=is_called_so>{claims}</span>
        </form>
    }
}

/// Confirms what the shown threads claim that have no title yet.
pub fn confirm_all(
    desk: Desk,
    site: StoredValue<String>,
    threads: Signal<Threads>,
) -> impl IntoView {
    let waiting = move || {
        threads.with(|threads| match threads {
            Fetched::There(all) => all.threads.iter().filter_map(claim).collect(),
            _ => Vec::new(),
        })
    };
    let confirm = move |_| {
        let titles: Vec<SetTitle> = untrack(waiting);
        spawn_local(async move {
            // The server takes a hundred at once.
            for some in titles.chunks(100) {
                if !send(desk, site.get_value(), some.to_vec()).await {
                    return;
                }
                let _ = threads.try_update(|threads| {
                    for one in some {
                        put(threads, &one.hash, one.title.as_deref());
                    }
                });
            }
        });
    };
    view! {
        <p><button type="button" class="quiet" disabled=move || waiting().is_empty() on:click=confirm>{m::TITLES_CONFIRM.text()}</button></p>
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
    let _ = threads.try_update_untracked(|threads| put(threads, hash, title));
}

fn put(threads: &mut Fetched<Threads>, hash: &str, title: Option<&str>) {
    let rows = threads.there_mut().map(|all| &mut all.threads);
    let found = rows.and_then(|rows| rows.iter_mut().find(|row| row.hash == hash));
    if let Some(row) = found {
        row.title = title.map(str::to_owned);
    }
}
