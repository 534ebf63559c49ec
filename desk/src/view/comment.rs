//! The way from a link in a message to the comment: it is looked for, and the view that it is in is
//! searched for it. Nothing is decided before somebody does.

use leptos::prelude::*;
use postil_model::wire::desk::Where;
use wasm_bindgen_futures::spawn_local;

use super::drawn::{Drawn, draw};
use super::parts;
use crate::api;
use crate::browser;
use crate::state::Desk;
use crate::state::route::Route;
use crate::state::signal::{RwSignal, StoredValue};
use crate::words::m;

/// What is shown until it is found.
pub fn view(desk: Desk, site: String, id: String) -> Drawn {
    let wrong = RwSignal::new(None::<String>);
    let (site, id) = (StoredValue::new(site), StoredValue::new(id));
    let find = move || {
        wrong.set(None);
        spawn_local(async move {
            let (site, id) = (site.get_value(), id.get_value());
            match api::get::<Where>("where", &[("site", &site), ("id", &id)]).await {
                Ok(found) => {
                    desk.queue.open(desk, &site, found.view);
                    desk.queue.search(desk, &id);
                    let route = Route::Queue {
                        site,
                        view: found.view,
                    };
                    browser::replace(&route.link());
                    desk.route.set(Some(route));
                }
                Err(failure) => {
                    desk.heed(&failure);
                    wrong.try_set(Some(failure.words()));
                }
            }
        });
    };
    find();
    draw! {
        {parts::heading(m::COMMENT.text())}
        {move || match wrong.get() {
            None => draw! { <p class="note">{m::FETCHING.text()}</p> },
            Some(why) => parts::failed(why, find),
        }}
    }
}
