//! Everything of whoever wrote a comment: to take along, or to erase. For the owner.

use leptos::prelude::*;
use postil_model::wire::desk::{AboutAuthor, Author};
use wasm_bindgen_futures::spawn_local;

use super::dialog;
use super::drawn::{Drawn, draw};
use crate::api;
use crate::browser;
use crate::state::author::whole;
use crate::state::signal::{RwSignal, StoredValue};
use crate::state::{Desk, fetched};
use crate::words::m;

/// The question, with how much it is about.
pub fn view(desk: Desk, seq: u64) -> Drawn {
    let name = desk
        .queue
        .list
        .with_untracked(|list| list.item(seq).map(|item| item.row.name.clone()))
        .unwrap_or_default();
    let site = desk.queue.place.with_untracked(|place| {
        let place = place.as_ref();
        place.map(|place| place.site.clone()).unwrap_or_default()
    });
    let ask = StoredValue::new(AboutAuthor {
        site,
        comment: seq,
        what: "count".to_owned(),
        after: None,
    });
    let asking = move |what: &str| AboutAuthor {
        what: what.to_owned(),
        ..ask.get_value()
    };
    let author: fetched::Signal<Author> = fetched::nothing();
    let fetch = move || {
        author.set(fetched::Fetched::Fetching);
        let body = asking("count");
        spawn_local(async move { fetched::put(desk, author, api::post("author", &body).await) });
    };
    fetch();
    let problem = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let failed = move |failure: api::Failure| {
        desk.heed(&failure);
        problem.try_set(Some(failure.words()));
        is_busy.try_set(false);
    };
    let export = move |_| {
        is_busy.set(true);
        problem.set(None);
        let body = asking("export");
        spawn_local(async move {
            match whole(body).await {
                Ok(text) => {
                    browser::save("author.json", "application/json", &text);
                    is_busy.try_set(false);
                }
                Err(failure) => failed(failure),
            }
        });
    };
    let erase = move |_| {
        is_busy.set(true);
        problem.set(None);
        let body = asking("erase");
        spawn_local(async move {
            match api::post::<Author>("author", &body).await {
                Ok(begun) => {
                    desk.dialog.set(None);
                    desk.say(m::AUTHOR_ERASING.counted(begun.comments));
                    desk.queue.news.set(true);
                    desk.queue.focus_current();
                }
                Err(failure) => failed(failure),
            }
        });
    };
    let content = draw! {
        {parts_of(author, fetch, is_busy, export, erase)}
        <p class="note alert" role="alert">{move || problem.get()}</p>
    };
    dialog::view(desk, m::AUTHOR_TITLE.with("{name}", &name), content)
}

fn parts_of(
    author: fetched::Signal<Author>,
    fetch: impl Fn() + Copy + Send + 'static,
    is_busy: RwSignal<bool>,
    export: impl Fn(leptos::ev::MouseEvent) + Copy + Send + 'static,
    erase: impl Fn(leptos::ev::MouseEvent) + Copy + Send + 'static,
) -> Drawn {
    super::parts::fetched(author, fetch, move |author| {
        let count = m::AUTHOR_COMMENTS.counted(author.comments);
        if author.erasing {
            return draw! { <p>{m::AUTHOR_ERASING.counted(author.comments)}</p> };
        }
        draw! {
            <p class="count">{count}</p>
            <p>{m::AUTHOR_EXPORT_HELP.text()}</p>
            <p><button type="button" class="export" disabled=move || is_busy.get() on:click=export>{m::AUTHOR_EXPORT.text()}</button></p>
            <p>{m::AUTHOR_ERASE_HELP.text()}</p>
            <p><button type="button" class="erase" disabled=move || is_busy.get() on:click=erase>{m::AUTHOR_ERASE.counted(author.comments)}</button></p>
        }
    })
}
