//! An import, from the choice of files to what has come of it.
//!
//! What belongs to one stage is hidden at the others and not drawn anew, so that what was typed and
//! what has the focus stays.

use leptos::prelude::*;
use postil_importer::talk::Summary;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, HtmlInputElement};

use super::{plan, rules};
use crate::browser;
use crate::state::Desk;
use crate::state::moving::plan::{cancel, choose};
use crate::state::moving::{Stage, send};
use crate::state::route::Route;
use crate::state::signal::StoredValue;
use crate::view::drawn::{Draw, Drawn, draw, handler, live};
use crate::words::{m, number};

/// The wizard.
pub fn view(desk: Desk, site: &str) -> Drawn {
    let moving = desk.moving;
    let stage = move || moving.stage.get();
    let other = moving.site.get_untracked();
    if other != site {
        match moving.stage.get_untracked() {
            Stage::Choosing => {}
            Stage::Done => moving.forget(),
            _ => return elsewhere(desk, other),
        }
    }
    Effect::new(move |_| {
        moving.stage.get();
        browser::catch_focus("#import");
    });
    let planning = move || {
        matches!(stage(), Stage::Planned | Stage::Reading) && moving.summary.with(Option::is_some)
    };
    let opened = plan::Opened::new();
    draw! {
        <section aria-labelledby="import">
            <h2 id="import" tabindex="-1">{m::MOVING_IMPORT.text()}</h2>
            <div hidden=live(move || matches!(stage(), Stage::Reading | Stage::Sending | Stage::Waiting(..)))>{choice(desk, site)}</div>
            <p class="note alert" role="alert">{live(move || moving.problem.get())}</p>
            <div hidden=live(move || stage() != Stage::Reading)>{reading(desk)}</div>
            <div hidden=live(move || !planning())>
                {live(move || {
                    moving.fields.get();
                    untrack(|| rules::view(desk))
                })}
                {live(move || moving.summary.with(|summary| summary.as_ref().map(|summary| untrack(|| plan::view(summary, opened)))))}
                {confirm(desk)}
            </div>
            <div hidden=live(move || !matches!(stage(), Stage::Sending | Stage::Waiting(..) | Stage::Stopped))>{sending(desk)}</div>
            <div hidden=live(move || stage() != Stage::Done)>{done(desk)}</div>
        </section>
    }
}

/// An import goes on, but not here.
fn elsewhere(desk: Desk, site: String) -> Drawn {
    let text = m::MOVING_ELSEWHERE.with("{site}", &desk.title_of(&site));
    let link = Route::Moving { site }.link();
    draw! { <p class="note"><a href=link>{text}</a></p> }
}

fn choice(desk: Desk, site: &str) -> Drawn {
    let site = StoredValue::new(site.to_owned());
    let chosen = move |event: Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input
            && let Some(files) = input.files()
        {
            choose(desk, site.get_value(), &files);
            // The same file can be chosen again.
            input.set_value("");
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
            choose(desk, site.get_value(), &files);
        }
    };
    draw! {
        <p>{m::MOVING_HELP.text()}</p>
        <label class="drop field" on:dragover=handler(|event: DragEvent| event.prevent_default()) on:drop=handler(dropped)>
            <span>{m::MOVING_CHOOSE.text()}</span>
            <input type="file" id="files" multiple=true aria-describedby="files-help" on:change=handler(chosen)/>
        </label>
        <p class="note" id="files-help">{m::MOVING_CHOOSE_HELP.text()}</p>
    }
}

/// A bar, and in words what it says.
fn bar(
    label: impl Fn() -> String + Clone + Send + 'static,
    part: impl Fn() -> (u32, u32) + Clone + Send + 'static,
) -> Drawn {
    let (words, all) = (label.clone(), part.clone());
    draw! {
        <p class="note">{live(words)}</p>
        <progress aria-label=live(label) max=live(move || all().1.max(1).to_string()) value=live(move || part().0.to_string())></progress>
    }
}

fn reading(desk: Desk) -> Drawn {
    let moving = desk.moving;
    let part = move || {
        let (done, all) = moving.bytes.get();
        (kilobytes(done), kilobytes(all))
    };
    let label = move || {
        let (done, all) = part();
        let text = m::MOVING_READ.with("{name}", &moving.name.get());
        text.replace("{done}", &number(done))
            .replace("{all}", &number(all))
    };
    draw! {
        {bar(label, part)}
        <p><button type="button" class="quiet" on:click=handler(move |_| cancel(desk))>{m::CANCEL.text()}</button></p>
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "no file has 2^32 kilobytes"
)]
fn kilobytes(bytes: f64) -> u32 {
    (bytes / 1_000.0).ceil() as u32
}

/// How many entries there are to be sent.
fn entries(summary: &Summary) -> u32 {
    let away = summary.tombstones + summary.removed + summary.spam;
    summary.comments + summary.held + away + summary.mentions
}

fn confirm(desk: Desk) -> Drawn {
    let moving = desk.moving;
    let of = move |read: fn(&Summary) -> u32| {
        moving
            .summary
            .with(|summary| summary.as_ref().map_or(0, read))
    };
    let is_nothing = move || of(entries) == 0 && !moving.form.with(|form| form.restore);
    let is_ready = move || {
        moving.stage.get() == Stage::Planned
            && moving.problem.with(Option::is_none)
            && !is_nothing()
    };
    let go = move |_| {
        if untrack(is_ready) {
            send::go(desk);
        }
    };
    let text = move || m::MOVING_GO.counted(of(|summary| summary.comments + summary.held));
    draw! {
        <p class="note" id="go-why" hidden=live(move || !is_nothing())>{m::MOVING_NOTHING.text()}</p>
        <p class="actions apart">
            <button type="button" class="main" id="go" aria-describedby=live(move || is_nothing().then_some("go-why")) aria-disabled=live(move || (!is_ready()).then_some("true")) on:click=handler(go)>{live(text)}</button>
            <button type="button" class="quiet" on:click=handler(move |_| send::save_receipt(desk))>{m::MOVING_FORECAST.text()}</button>
            <button type="button" class="quiet" hidden=live(move || moving.stage.get() != Stage::Planned) on:click=handler(move |_| moving.forget())>{m::CLOSE.text()}</button>
        </p>
    }
}

fn sending(desk: Desk) -> Drawn {
    let moving = desk.moving;
    let part = move || {
        moving
            .progress
            .with(|progress| (progress.done, progress.all))
    };
    let label = move || {
        let (done, all) = part();
        m::MOVING_SENT
            .with("{done}", &number(done))
            .replace("{all}", &number(all))
    };
    let waits = move || match moving.stage.get() {
        Stage::Waiting(until, why) => Some(send::waiting(until, why)),
        _ => None,
    };
    let is_stopped = move || moving.stage.get() == Stage::Stopped;
    // Before it has begun, nothing has become of anything.
    let has_receipt = move || is_stopped() && part().1 > 0;
    draw! {
        {bar(label, part)}
        <p class="note">{live(waits)}</p>
        <p class="note">{m::MOVING_KEEP_OPEN.text()}</p>
        <p class="actions apart">
            <button type="button" class="main" hidden=live(move || !is_stopped()) on:click=handler(move |_| send::go(desk))>{m::MOVING_GO_ON.text()}</button>
            <button type="button" class="quiet" hidden=live(is_stopped) on:click=handler(move |_| send::stop(desk))>{m::MOVING_STOP.text()}</button>
            <button type="button" class="quiet" hidden=live(move || !has_receipt()) on:click=handler(move |_| send::save_receipt(desk))>{m::MOVING_RECEIPT.text()}</button>
            <button type="button" class="quiet" hidden=live(move || !is_stopped()) on:click=handler(move |_| moving.forget())>{m::CLOSE.text()}</button>
        </p>
    }
}

fn done(desk: Desk) -> Drawn {
    let moving = desk.moving;
    let text = move || {
        let (new, there) = moving
            .progress
            .with(|progress| (progress.new, progress.done.saturating_sub(progress.new)));
        let there = (there > 0).then(|| m::MOVING_THERE.counted(there));
        format!(
            "{} {}",
            m::MOVING_DONE.counted(new),
            there.unwrap_or_default()
        )
    };
    draw! {
        <p>{live(text)}</p>
        <p class="actions apart">
            <button type="button" class="main" on:click=handler(move |_| send::save_receipt(desk))>{m::MOVING_RECEIPT.text()}</button>
            <button type="button" class="quiet" on:click=handler(move |_| moving.forget())>{m::CLOSE.text()}</button>
        </p>
    }
    .drawn()
}
