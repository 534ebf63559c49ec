//! Taking a site along.

use leptos::prelude::*;

use crate::state::Desk;
use crate::state::moving::export::{Format, save};
use crate::view::drawn::{Drawn, draw, handler, live};
use crate::words::{Message, m, number};

/// What there is to save, and how far it has come.
pub fn view(desk: Desk, site: &str) -> Drawn {
    let saving = desk.moving.saving;
    let button = |format: Format, text: Message| {
        let site = site.to_owned();
        let save = move |_| {
            if saving.with_untracked(Option::is_none) {
                save(desk, site.clone(), format);
            }
        };
        draw! { <button type="button" class="main" aria-disabled=live(move || saving.with(Option::is_some).then_some("true")) on:click=handler(save)>{text.text()}</button> }
    };
    let shown = move || {
        let (done, all) = saving.get()?;
        let label = m::EXPORT_PROGRESS.with("{done}", &number(done));
        let label = label.replace("{all}", &number(all));
        Some(draw! {
            <p class="note">{label.clone()} " "
                <button type="button" class="quiet" on:click=handler(move |_| saving.set(None))>{m::MOVING_STOP.text()}</button>
            </p>
            <progress aria-label=label max=all.max(1).to_string() value=done.to_string()></progress>
        })
    };
    draw! {
        <section aria-labelledby="export">
            <h2 id="export" tabindex="-1">{m::EXPORT.text()}</h2>
            <p>{m::EXPORT_HELP.text()}</p>
            <p class="note">{m::EXPORT_SECRET.text()}</p>
            <p class="actions apart">
                {button(Format::Own, m::EXPORT_OWN)}
                {button(Format::WordPress, m::EXPORT_WORDPRESS)}
            </p>
            {live(shown)}
        </section>
    }
}
