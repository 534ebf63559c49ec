//! The imports that there were, and the question whether one is to be undone.

use leptos::prelude::*;
use postil_model::wire::desk::{Import, ImportState};

use crate::state::Desk;
use crate::state::desk::Dialog;
use crate::state::moving::past::{self, fetch};
use crate::state::signal::RwSignal;
use crate::view::drawn::{Drawn, draw, handler, live};
use crate::view::{dialog, parts};
use crate::words::{coded, m};

/// The list.
pub fn view(desk: Desk, site: &str) -> Drawn {
    let site = crate::state::signal::StoredValue::new(site.to_owned());
    let imports = desk.moving.imports;
    imports.set(crate::state::fetched::Fetched::Fetching);
    let again = move || fetch(desk, &site.get_value());
    again();
    draw! {
        <section aria-labelledby="imports">
            <h2 id="imports" tabindex="-1">{m::MOVING_PAST.text()}</h2>
            {parts::fetched(imports, again, move |all| {
                if all.imports.is_empty() {
                    return draw! { <p class="empty">{m::MOVING_PAST_NONE.text()}</p> };
                }
                let rows = all.imports.iter().map(|import| row(desk, import));
                draw! { <ul class="lines" role="list">{rows.collect_view()}</ul> }
            })}
        </section>
    }
}

fn row(desk: Desk, import: &Import) -> Drawn {
    let system =
        coded("system", &import.system).map_or_else(|| import.system.clone(), str::to_owned);
    let state = match import.state {
        ImportState::Running => m::MOVING_STATE_RUNNING.text().to_owned(),
        ImportState::Done => m::MOVING_STATE_DONE.text().to_owned(),
        ImportState::Undone if import.undoing > 0 => {
            m::MOVING_STATE_UNDOING.counted(import.undoing)
        }
        ImportState::Undone => m::MOVING_STATE_UNDONE.text().to_owned(),
    };
    let one = import.clone();
    let ask = move |_| {
        desk.moving.undoing.set(Some(one.clone()));
        desk.dialog.set(Some(Dialog::Undo));
    };
    let undo = (import.state != ImportState::Undone).then(|| {
        let label = m::MOVING_UNDO_OF.with("{name}", &import.name);
        let id = format!("undo-{}", import.id);
        draw! { <button type="button" class="quiet" id=id aria-label=label on:click=handler(ask)>{m::MOVING_UNDO.text()}</button> }
    });
    draw! {
        <li>
            <strong class="author">{import.name.clone()}</strong>
            <span>{system}</span>
            <span>{state}</span>
            <span>{m::MOVING_COMMENTS.counted(import.comments)}</span>
            {(import.mentions > 0).then(|| draw! { <span>{m::MOVING_MENTIONS.counted(import.mentions)}</span> })}
            <span>{m::MOVING_THREADS.counted(import.threads)}</span>
            <span class="muted">{m::BANS_BY.with("{name}", &import.by)} " " {parts::time(import.at)}</span>
            {undo}
        </li>
    }
}

/// The question, which says what becomes of the comments.
pub fn undo(desk: Desk) -> Drawn {
    let Some(import) = desk.moving.undoing.get_untracked() else {
        return draw! {};
    };
    let site = desk
        .route
        .with_untracked(|route| {
            route
                .as_ref()
                .and_then(|route| route.site().map(str::to_owned))
        })
        .unwrap_or_default();
    let problem = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let title = m::MOVING_UNDO_OF.with("{name}", &import.name);
    let count = m::MOVING_UNDO_COUNT.counted(import.comments);
    let undo = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        problem.set(None);
        past::undo(desk, site.clone(), &import, move |failure| {
            desk.heed(&failure);
            problem.try_set(Some(failure.words()));
            is_busy.try_set(false);
        });
    };
    let content = draw! {
        <p>{count}</p>
        <p>{m::MOVING_UNDO_HELP.text()}</p>
        <p class="note alert" role="alert">{live(move || problem.get())}</p>
        <p><button type="button" class="main" aria-disabled=live(move || is_busy.get().then_some("true")) on:click=handler(undo)>{m::MOVING_UNDO.text()}</button></p>
    };
    dialog::view(desk, title, content)
}
