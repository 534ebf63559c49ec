//! What stands beside the list of comments: what is done with a selection, and what was done last.

use leptos::prelude::*;
use postil_model::wire::desk::Act;

use super::drawn::{Drawn, draw, handler, live};
use crate::state::Desk;
use crate::words::{Message, m};

/// The word for an act.
pub const fn word(act: Act) -> Message {
    match act {
        Act::Approve => m::ACT_APPROVE,
        Act::Hold => m::ACT_HOLD,
        Act::Spam => m::ACT_SPAM,
        Act::Remove => m::ACT_REMOVE,
        Act::Pin => m::ACT_PIN,
        Act::Unpin => m::ACT_UNPIN,
    }
}

/// What is selected, and what can be done with it. It stays in sight.
pub fn selection(desk: Desk) -> Drawn {
    let list = desk.queue.list;
    let loaded = move || list.with(|list| list.items.len());
    let total = move || desk.queue.total.get();
    let selected = move || list.with(|list| (list.selected.len(), list.all));
    let is_full = move || loaded() > 0 && selected().0 == loaded();
    let is_partial = move || selected().0 > 0 && !is_full();
    let is_any = Memo::new(move |_| selected().0 > 0);
    let has_more = Memo::new(move |_| is_full() && !selected().1 && total() as usize > loaded());
    let toggle = move |event| {
        list.update(|list| {
            if event_target_checked(&event) {
                list.select_loaded();
            } else {
                list.clear_selection();
            }
        });
    };
    let count = move || {
        let (some, all) = selected();
        let count = if all {
            total()
        } else {
            u32::try_from(some).unwrap_or(u32::MAX)
        };
        m::SELECTED.counted(count)
    };
    draw! {
        <div class="selection" role="group" aria-label=m::SELECTION.text() hidden=live(move || loaded() == 0)>
            <label class="check">
                <input type="checkbox" class="select-all" prop:checked=live(is_full) prop:indeterminate=live(is_partial) on:change=handler(toggle)/>
                <span>{m::SELECT_LOADED.text()}</span>
            </label>
            {live(move || is_any.get().then(|| draw! {
                <span class="count">{live(count)}</span>
                {live(move || has_more.get().then(|| draw! {
                    <button type="button" class="quiet" on:click=handler(move |_| list.update(|list| list.all = true))>{live(move || m::SELECT_ALL.counted(total()))}</button>
                }))}
                <span class="actions">
                    {Act::ALL.map(|act| draw! { <button type="button" class="quiet" on:click=handler(move |_| desk.acts.act(desk, act))>{word(act).text()}</button> }).collect_view()}
                    <button type="button" class="quiet" on:click=handler(move |_| list.update(crate::state::list::List::clear_selection))>{m::SELECT_NONE.text()}</button>
                </span>
            }))}
        </div>
    }
}

/// What was done last, and the way back.
pub fn toast(desk: Desk) -> Drawn {
    draw! {
        <div class="toast" hidden=live(move || desk.acts.undoable.with(Option::is_none))>
            <span>{live(move || desk.acts.undoable.get())}</span>
            <button type="button" class="quiet undo" aria-keyshortcuts="z" on:click=handler(move |_| desk.acts.undo(desk))>{m::UNDO.text()}</button>
        </div>
    }
}
