//! The answer to a comment, written below it.

use leptos::html;
use leptos::prelude::*;
use postil_model::State;

use crate::browser;
use crate::state::Desk;
use crate::state::list::Item;
use crate::state::reply::Draft;
use crate::words::m;

/// The field and its buttons. What is typed is kept beside the list: the row may leave the screen.
pub fn view(desk: Desk, draft: Draft, item: Item) -> impl IntoView {
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
    view! {
        <form class="reply" on:submit=submit>
            <label class="field">
                <span>{m::REPLY.text()}</span>
                <textarea node_ref=field rows="4" required=true aria-describedby="reply-help" prop:value=move || draft.text.get() on:input=move |event| draft.text.set(event_target_value(&event)) on:keydown=keys></textarea>
            </label>
            <p class="note" id="reply-help">{m::REPLY_HELP.text()}</p>
            <p class="note alert" role="alert">{move || draft.problem.get()}</p>
            <p class="actions">
                <button type="submit" class="main" disabled=move || draft.is_sending.get()>{go.text()}</button>
                <button type="button" class="quiet" on:click=move |_| drop_it()>{m::CANCEL.text()}</button>
            </p>
        </form>
    }
}
