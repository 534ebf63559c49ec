//! Links to moderate in the pages of a site.

use leptos::prelude::*;
use leptos::task::tick;
use postil_model::wire::desk::{LinkPage, PageLink};
use wasm_bindgen_futures::spawn_local;

use super::drawn::{Drawn, draw};
use super::parts;
use crate::api;
use crate::browser;
use crate::state::Desk;
use crate::state::signal::RwSignal;
use crate::words::m;

/// The link that was made last. It is shown this once.
pub type Made = RwSignal<Option<PageLink>>;

/// What it is for, a link to the start of the site, and the link that was made last.
pub fn view(desk: Desk, site: String, made: Made) -> Drawn {
    draw! {
        <section aria-labelledby="page">
            <h2 id="page">{m::PAGE_TITLE.text()}</h2>
            <p>{m::PAGE_HELP.text()}</p>
            <p><button type="button" on:click=move |_| make(desk, made, site.clone(), None)>{m::PAGE_START.text()}</button></p>
            {move || made.get().map(|link| shown(desk, link))}
        </section>
    }
}

/// A link to the page of a thread.
pub fn button(desk: Desk, made: Made, site: String, thread: String) -> Drawn {
    let label = m::PAGE_OF.with("{thread}", &thread);
    let make = move |_| make(desk, made, site.clone(), Some(thread.clone()));
    draw! { <button type="button" class="quiet" aria-label=label on:click=make>{m::PAGE_TITLE.text()}</button> }
}

fn make(desk: Desk, made: Made, site: String, thread: Option<String>) {
    spawn_local(async move {
        match api::post::<PageLink>("page", &LinkPage { site, thread }).await {
            Ok(link) => {
                made.set(Some(link));
                desk.say(m::PAGE_MADE.text());
                tick().await;
                browser::focus(".once a");
            }
            Err(failure) => desk.complain(&failure),
        }
    });
}

fn shown(desk: Desk, made: PageLink) -> Drawn {
    draw! {
        <div class="once">
            <p>{m::PAGE_LINK.with("{time}", &browser::moment(made.until))}</p>
            <p><code class="long">{made.link.clone()}</code></p>
            <p>
                <a href=made.link.clone() target="_blank" rel="noopener noreferrer">{m::PAGE_OPEN.text()}</a> " "
                {parts::copy_button(desk, made.link)}
            </p>
        </div>
    }
}
