//! The list of keys.

use leptos::prelude::*;

use super::dialog;
use crate::state::Desk;
use crate::state::keys::LIST;
use crate::words::m;

/// The list, and the switch that turns single letters off.
pub fn view(desk: Desk) -> impl IntoView {
    let keys = LIST.map(|(key, text)| {
        view! { <div><dt><kbd>{key}</kbd></dt><dd>{text.text()}</dd></div> }
    });
    let content = view! {
        <dl class="keys">{keys.collect_view()}</dl>
        <label class="check">
            <input type="checkbox" prop:checked=move || desk.letters.get() on:change=move |event| desk.set_letters(event_target_checked(&event))/>
            <span>{m::KEYS_LETTERS.text()}</span>
        </label>
    };
    dialog::view(desk, m::KEYS_TITLE.text().to_owned(), content)
}
