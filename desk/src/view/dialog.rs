//! What lies over the page: a modal dialog, which gives the focus back when it is closed.

use leptos::html;
use leptos::prelude::*;

use super::drawn::{Drawn, draw, handler};
use crate::state::Desk;
use crate::words::m;

/// A dialog of this title. Escape and the button close it.
pub fn view(desk: Desk, title: String, content: Drawn) -> Drawn {
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(|dialog| {
        // It is in the document and not open: then nothing refuses.
        leptos::leptos_dom::helpers::request_animation_frame(move || drop(dialog.show_modal()));
    });
    // The event of the browser comes a task after it has closed: keys that are pressed meanwhile
    // are for the page again.
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        desk.dialog.set(None);
    };
    let cancelled = move |event: leptos::ev::Event| {
        event.prevent_default();
        close();
    };
    // Not every way out asks first.
    let closed = move |_| desk.dialog.set(None);
    draw! {
        <dialog node_ref=dialog aria-labelledby="dialog-title" on:cancel=handler(cancelled) on:close=handler(closed)>
            <h2 id="dialog-title">{title}</h2>
            {content}
            <p class="end"><button type="button" class="quiet" on:click=handler(move |_| close())>{m::CLOSE.text()}</button></p>
        </dialog>
    }
}
