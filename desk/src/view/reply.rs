//! The answer to a comment, written below it.

use leptos::html;
use leptos::prelude::*;
use postil_model::State;

use super::drawn::{Drawn, draw, handler, live};
use crate::browser;
use crate::state::Desk;
use crate::state::list::Item;
use crate::state::reply::Draft;
use crate::state::signal::StoredValue;
use crate::words::m;

/// The field and its buttons. What is typed is kept beside the list: the row may leave the screen.
pub fn view(desk: Desk, draft: Draft, item: Item) -> Drawn {
    let seq = item.row.seq;
    let field = NodeRef::<html::Textarea>::new();
    field.on_load(|field| browser::focus_on(&field));
    let waits = item.row.state != State::Published;
    let send = StoredValue::new(move || draft.send(desk, &item));
    let drop_it = move || {
        draft.drop_it();
        browser::focus(&format!("#row-{seq}"));
    };
    let keys = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            send.with_value(|send| send());
        }
        // What is written is not thrown away by one key.
        "Escape" if draft.text.with_untracked(String::is_empty) => drop_it(),
        "Escape" => browser::focus(&format!("#row-{seq}")),
        _ => {}
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send.with_value(|send| send());
    };
    let go = if waits { m::REPLY_APPROVE } else { m::REPLY_GO };
    draw! {
        <form class="reply" on:submit=handler(submit)>
            <label class="field">
                <span>{m::REPLY.text()}</span>
                <textarea node_ref=field rows="4" required=true aria-describedby="reply-help" prop:value=live(move || draft.text.get()) on:input=handler(move |event| draft.text.set(event_target_value(&event))) on:keydown=handler(keys)></textarea>
            </label>
            <p class="note" id="reply-help">{m::REPLY_HELP.text()}</p>
            <p class="note alert" role="alert">{live(move || draft.problem.get())}</p>
            <p class="actions">
                <button type="submit" class="main" disabled=live(move || draft.is_sending.get())>{go.text()}</button>
                <button type="button" class="quiet" on:click=handler(move |_| drop_it())>{m::CANCEL.text()}</button>
            </p>
        </form>
    }
}
