//! The list of keys.

use leptos::prelude::*;

use super::dialog;
use super::drawn::{Drawn, draw, handler, live};
use crate::state::Desk;
use crate::state::keys::LIST;
use crate::words::m;

/// The list, and the switch that turns single letters off.
pub fn view(desk: Desk) -> Drawn {
    let keys = LIST.map(|(key, text)| {
        draw! { <div><dt><kbd>{key}</kbd></dt><dd>{text.text()}</dd></div> }
    });
    let content = draw! {
        <dl class="keys">{keys.collect_view()}</dl>
        <label class="check">
            <input type="checkbox" prop:checked=live(move || desk.letters.get()) on:change=handler(move |event| desk.set_letters(event_target_checked(&event)))/>
            <span>{m::KEYS_LETTERS.text()}</span>
        </label>
    };
    dialog::view(desk, m::KEYS_TITLE.text().to_owned(), content)
}
