//! The panel as it is seen: the list, and what can be done with all of it.

use leptos::prelude::*;
use postil_model::State;

use super::device;
use super::export;
use super::mine::Mine;
use super::panel::{Ask, Panel, Status};
use crate::words::message::ME;
use crate::words::message::me as message;

/// The panel.
pub fn view(panel: Panel) -> impl IntoView {
    let words = panel.words;
    view! {
        <section class="mine" lang=words.lang dir=words.dir() aria-labelledby="postil-mine" tabindex="-1">
            <h3 class="heading" id="postil-mine">{words.get(ME)}</h3>
            <p class="notice" role="status">{move || panel.said.get()}</p>
            {status(panel)}
            <ol class="list" role="list">
                <For each=move || panel.comments.get() key=|one| one.id.clone() let:one>{comment(panel, &one)}</For>
            </ol>
            {move || panel.next.get().map(|_| view! {
                <button class="quiet" type="button" on:click=move |_| panel.fetch()>{words.get(message::MORE)}</button>
            })}
            {everything(panel)}
            {device::view(panel)}
            <button class="quiet close" type="button" on:click=move |_| panel.close()>{words.get(message::CLOSE)}</button>
        </section>
    }
}

fn status(panel: Panel) -> impl IntoView {
    let words = panel.words;
    move || {
        match panel.status.get() {
        Status::Fetching => {
            view! { <p class="note">{words.get(message::FETCHING)}</p> }.into_any()
        }
        Status::Failed => view! {
            <p class="note alert">
                {words.get(message::FAILED)}
                <button type="button" on:click=move |_| panel.again()>{words.get(message::AGAIN)}</button>
            </p>
        }
        .into_any(),
        Status::There if panel.comments.with(Vec::is_empty) => {
            view! { <p class="note">{words.get(message::NONE)}</p> }.into_any()
        }
        Status::There => ().into_any(),
    }
    }
}

fn comment(panel: Panel, one: &Mine) -> impl IntoView + use<> {
    let words = panel.words;
    let when = panel.host(|host| host.when(&one.created));
    let on = words.with(message::ON, "{thread}", &one.thread);
    let place = match one.address() {
        Some(address) => view! { <a href=address>{on}</a> }.into_any(),
        None => view! { <span>{on}</span> }.into_any(),
    };
    let note = if one.is_changing {
        Some(message::CHANGED)
    } else {
        (one.state != State::Published).then_some(message::HELD)
    };
    let note = note.map(|note| view! { <span class="held">{words.get(note)}</span> });
    view! {
        <li tabindex="-1">
            <div class="meta"><time class="when" datetime=one.created.clone()>{when}</time> {place} {note}</div>
            <div class="written" dir="auto">{one.body.clone()}</div>
        </li>
    }
}

/// What can be done with all of it.
fn everything(panel: Panel) -> impl IntoView {
    let words = panel.words;
    let knows = move || panel.key.with(Option::is_some);
    move || {
        knows().then(|| {
            view! {
                <div class="actions">
                    <button class="quiet download" type="button" on:click=move |_| export::download(panel)>{words.get(message::DOWNLOAD)}</button>
                    <button class="quiet erase" type="button" disabled=move || panel.busy.get() on:click=move |_| panel.ask_whether(Ask::Erase)>{words.get(message::ERASE)}</button>
                    <button class="quiet forget" type="button" on:click=move |_| panel.ask_whether(Ask::Forget)>{words.get(message::FORGET)}</button>
                </div>
                {move || panel.asks.get().map(|ask| question(panel, ask))}
            }
        })
    }
}

fn question(panel: Panel, ask: Ask) -> impl IntoView {
    let words = panel.words;
    let (asked, yes) = match ask {
        Ask::Erase => (message::ERASE_ASK, message::ERASE_YES),
        Ask::Forget => (message::FORGET_ASK, message::FORGET_YES),
    };
    let answer = move |_| match ask {
        Ask::Erase => panel.erase(),
        Ask::Forget => panel.forget(),
    };
    view! {
        <p class="note ask">
            {words.get(asked)}
            <button class="really" type="button" on:click=answer>{words.get(yes)}</button>
            <button class="keep" type="button" on:click=move |_| panel.keep(ask)>{words.get(message::CANCEL)}</button>
        </p>
    }
}
