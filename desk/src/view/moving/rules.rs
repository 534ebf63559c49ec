//! The rules of an import. A change of one plans anew.

use leptos::prelude::*;
use postil_importer::talk::Pair;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use crate::browser;
use crate::state::Desk;
use crate::state::fetched::Fetched;
use crate::state::moving::form::{Badge, Form};
use crate::state::moving::plan::again;
use crate::view::drawn::{Drawn, draw, handler, live};
use crate::words::m;

/// A part of the form.
type Part = fn(&mut Form, usize) -> Option<&mut String>;

/// The form. Its fields are those that the plans have had need of until now.
pub fn view(desk: Desk) -> Drawn {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        again(desk);
    };
    let form = desk.moving.form.get();
    draw! {
        <form class="fields rules-of" novalidate=true on:submit=handler(submit) on:change=handler(move |_: Event| again(desk))>
            {restore(desk)}
            <fieldset>
                <legend>{m::RULE_MOVED.text()}</legend>
                <p class="note">{m::RULE_MOVED_HELP.text()}</p>
                {hosts(desk, &form.hosts)}
                {form.paths.iter().enumerate().map(|(at, _)| path(desk, at)).collect_view()}
                {slash(desk)}
                {list(desk)}
            </fieldset>
            {badges(desk, &form.badges)}
            <fieldset>
                <legend>{m::RULE_AUTHORS.text()}</legend>
                {field(desk, "nameless", 0, m::RULE_NAMELESS.text().to_owned(), |form, _| Some(&mut form.nameless))}
            </fieldset>
            <button type="submit" class="quiet">{m::RULE_AGAIN.text()}</button>
        </form>
    }
}

fn value(desk: Desk, at: usize, part: Part) -> String {
    // Read through a copy: there is one way to a part, and it can change it.
    let mut form = desk.moving.form.get();
    part(&mut form, at).cloned().unwrap_or_default()
}

fn change(desk: Desk, at: usize, part: Part, text: String) {
    desk.moving.form.update(|form| {
        if let Some(place) = part(form, at) {
            *place = text;
        }
    });
}

fn field(desk: Desk, name: &str, at: usize, label: String, part: Part) -> Drawn {
    let id = format!("rule-{name}-{at}");
    draw! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                type="text"
                spellcheck="false"
                autocapitalize="none"
                prop:value=live(move || value(desk, at, part))
                on:input=handler(move |event| change(desk, at, part, event_target_value(&event)))
            />
        </div>
    }
}

fn select(
    desk: Desk,
    name: &str,
    at: usize,
    label: String,
    options: Vec<(String, String)>,
    part: Part,
) -> Drawn {
    let id = format!("rule-{name}-{at}");
    let chosen = value(desk, at, part);
    let options = options.into_iter().map(|(value, text)| {
        let selected = value == chosen;
        draw! { <option value=value selected=selected>{text}</option> }
    });
    draw! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id on:change=handler(move |event| change(desk, at, part, event_target_value(&event)))>{options.collect_view()}</select>
        </div>
    }
}

/// Hosts that are none of the site's, each with the site's origins to choose from.
fn hosts(desk: Desk, hosts: &[Pair]) -> Drawn {
    let origins = desk.moving.origins();
    let rows = hosts.iter().enumerate().map(|(at, host)| {
        let mut options = vec![(String::new(), m::RULE_NOT_OURS.text().to_owned())];
        options.extend(origins.iter().map(|one| (one.clone(), one.clone())));
        let label = m::RULE_HOST.with("{host}", &host.from);
        select(desk, "host", at, label, options, |form, at| {
            form.hosts.get_mut(at).map(|host| &mut host.to)
        })
    });
    draw! { {rows.collect_view()} }
}

fn path(desk: Desk, at: usize) -> Drawn {
    let from: Part = |form, at| form.paths.get_mut(at).map(|path| &mut path.from);
    let to: Part = |form, at| form.paths.get_mut(at).map(|path| &mut path.to);
    draw! {
        <div class="inline">
            {field(desk, "from", at, m::RULE_PATH_FROM.text().to_owned(), from)}
            {field(desk, "to", at, m::RULE_PATH_TO.text().to_owned(), to)}
        </div>
    }
}

fn slash(desk: Desk) -> Drawn {
    let options = [
        ("", m::RULE_SLASH_AS_IS),
        ("with", m::RULE_SLASH_WITH),
        ("without", m::RULE_SLASH_WITHOUT),
    ];
    let options = options.map(|(value, text)| (value.to_owned(), text.text().to_owned()));
    let label = m::RULE_SLASH.text().to_owned();
    select(desk, "slash", 0, label, options.to_vec(), |form, _| {
        Some(&mut form.slash)
    })
}

/// A list of old and new addresses, typed or from a file.
fn list(desk: Desk) -> Drawn {
    let part: Part = |form, _| Some(&mut form.list);
    let from_file = move |event: Event| {
        // The form is changed when the file is read, and not before.
        event.stop_propagation();
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let file = input.and_then(|input| input.files()?.get(0));
        browser::spawn(async move {
            if let Some(file) = file
                && let Some(text) = browser::text_of(&file).await
            {
                change(desk, 0, part, text);
                again(desk);
            }
        });
    };
    draw! {
        <div class="field">
            <label for="rule-list">{m::RULE_LIST.text()}</label>
            <textarea
                id="rule-list"
                name="list"
                rows="3"
                spellcheck="false"
                aria-describedby="rule-list-help"
                prop:value=live(move || value(desk, 0, part))
                on:input=handler(move |event| change(desk, 0, part, event_target_value(&event)))
            ></textarea>
            <p class="note" id="rule-list-help">{m::RULE_LIST_HELP.text()}</p>
            <label class="field">
                <span>{m::RULE_LIST_FILE.text()}</span>
                <input type="file" id="rule-list-file" on:change=handler(from_file)/>
            </label>
        </div>
    }
}

fn badges(desk: Desk, badges: &[Badge]) -> Option<Drawn> {
    let rows = badges.iter().enumerate().map(|(at, badge)| {
        let label = m::RULE_BADGE.with("{name}", &badge.name);
        field(desk, "badge", at, label, |form, at| {
            form.badges.get_mut(at).map(|badge| &mut badge.text)
        })
    });
    (!badges.is_empty()).then(|| {
        draw! {
            <fieldset>
                <legend>{m::RULE_BADGES.text()}</legend>
                <p class="note">{m::RULE_BADGES_HELP.text()}</p>
                {rows.collect_view()}
            </fieldset>
        }
    })
}

/// Whether the site is to be what it was: where a file says that, and nothing is there yet.
fn restore(desk: Desk) -> Drawn {
    let moving = desk.moving;
    let is_told = move || {
        moving.summary.with(|summary| {
            summary
                .as_ref()
                .is_some_and(|summary| summary.site.is_some())
        })
    };
    let is_empty = move || {
        moving.imports.with(|imports| match imports {
            Fetched::There(imports) => imports.is_empty,
            _ => false,
        })
    };
    draw! {
        <div hidden=live(move || !is_told() || !is_empty())>
            <label class="check">
                <input type="checkbox" id="rule-restore" prop:checked=live(move || moving.form.with(|form| form.restore)) on:change=handler(move |event| moving.form.update(|form| form.restore = event_target_checked(&event)))/>
                <span>{m::RULE_RESTORE.text()}</span>
            </label>
            <p class="note">{m::RULE_RESTORE_HELP.text()}</p>
        </div>
    }
}
