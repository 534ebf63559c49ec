//! What a comment said before.

use leptos::prelude::*;
use postil_model::wire::desk::{FormerTexts, Row};

use super::drawn::{Drawn, draw};
use super::parts;
use crate::state::Desk;
use crate::state::fetched::{self, Signal};
use crate::state::signal::RwSignal;
use crate::words::m;

/// The earlier texts, which are fetched when somebody wants to see them.
pub fn view(desk: Desk, row: &Row) -> Option<Drawn> {
    (row.former > 0).then(|| {
        let seq = row.seq;
        let texts: Signal<FormerTexts> = fetched::nothing();
        let is_open = RwSignal::new(false);
        let fetch = move || {
            let site = desk.queue.place.with_untracked(|place| {
                let place = place.as_ref();
                place.map(|place| place.site.clone()).unwrap_or_default()
            });
            let query = vec![("site", site), ("comment", seq.to_string())];
            fetched::fetch(desk, texts, "former", query);
        };
        let toggle = move |_| {
            is_open.update(|open| *open = !*open);
            if is_open.get_untracked() {
                fetch();
            }
        };
        let id = format!("former-{seq}");
        draw! {
            <div class="former">
                <button type="button" class="quiet" aria-expanded=move || is_open.get().to_string() aria-controls=id.clone() on:click=toggle>
                    {m::ROW_FORMER.counted(row.former)}
                </button>
                <div id=id>
                    {move || is_open.get().then(|| parts::fetched(texts, fetch, list))}
                </div>
            </div>
        }
    })
}

fn list(all: &FormerTexts) -> Drawn {
    let each = all.texts.iter().map(|text| {
        draw! {
            <li>
                <p class="label">{m::ROW_FORMER_UNTIL.text()} " " {parts::time(text.until)}</p>
                <div class="source" dir="auto">{text.body.clone()}</div>
            </li>
        }
    });
    draw! { <ol role="list">{each.collect_view()}</ol> }
}
