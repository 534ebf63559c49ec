//! The rules of an import. A change of one plans anew.

use leptos::prelude::*;
use postil_importer::talk::{Pair, Summary};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use super::plan::more_of;
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::Fetched;
use crate::state::moving::form::{Badge, Place};
use crate::state::moving::plan::again;
use crate::view::drawn::{Drawn, draw, handler, live};
use crate::words::{Message, m, number};

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
                {field(desk, "nameless", m::RULE_NAMELESS.text().to_owned(), Place::Nameless)}
            </fieldset>
            <button type="submit" class="quiet">{m::RULE_AGAIN.text()}</button>
        </form>
    }
}

fn value(desk: Desk, place: Place) -> String {
    desk.moving.form.with(|form| form.text(place).to_owned())
}

fn change(desk: Desk, place: Place, text: String) {
    desk.moving.form.update(|form| form.put(place, text));
}

fn field(desk: Desk, name: &str, label: String, place: Place) -> Drawn {
    let id = format!("rule-{name}");
    draw! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                type="text"
                spellcheck="false"
                autocapitalize="none"
                prop:value=live(move || value(desk, place))
                on:input=handler(move |event| change(desk, place, event_target_value(&event)))
            />
        </div>
    }
}

fn select(
    desk: Desk,
    name: &str,
    label: String,
    options: Vec<(String, String)>,
    place: Place,
) -> Drawn {
    let id = format!("rule-{name}");
    let chosen = value(desk, place);
    let options = options.into_iter().map(|(value, text)| {
        let selected = value == chosen;
        draw! { <option value=value selected=selected>{text}</option> }
    });
    draw! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id on:change=handler(move |event| change(desk, place, event_target_value(&event)))>{options.collect_view()}</select>
        </div>
    }
}

/// That the file has more of something than there are fields for.
fn more(desk: Desk, text: Message, of: fn(&Summary) -> u32) -> Drawn {
    let summary = desk.moving.summary;
    let more = move || summary.with(|summary| summary.as_ref().map_or(0, of));
    draw! { {live(move || more_of(text, more()))} }
}

/// Hosts that are none of the site's, each with the site's origins to choose from.
fn hosts(desk: Desk, hosts: &[Pair]) -> Drawn {
    let origins = desk.moving.origins();
    let rows = hosts.iter().enumerate().map(|(at, host)| {
        let mut options = vec![(String::new(), m::RULE_NOT_OURS.text().to_owned())];
        options.extend(origins.iter().map(|one| (one.clone(), one.clone())));
        let label = m::RULE_HOST.with("{host}", &host.from);
        let name = format!("host-{at}");
        select(desk, &name, label, options, Place::Host(at))
    });
    let more = more(desk, m::RULE_MORE_HOSTS, |summary| summary.more_foreign);
    draw! { {rows.collect_view()} {more} }
}

fn path(desk: Desk, at: usize) -> Drawn {
    let part = |name: &str, text: Message, place: Place| {
        let label = match at {
            0 => text.text().to_owned(),
            // Each has a name of its own.
            at => {
                let nth = number(u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1));
                let label = m::RULE_NTH.with("{rule}", text.text());
                label.replace("{nth}", &nth)
            }
        };
        field(desk, &format!("{name}-{at}"), label, place)
    };
    draw! {
        <div class="inline">
            {part("from", m::RULE_PATH_FROM, Place::From(at))}
            {part("to", m::RULE_PATH_TO, Place::To(at))}
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
    select(desk, "slash", label, options.to_vec(), Place::Slash)
}

/// A list of old and new addresses, typed or from a file.
fn list(desk: Desk) -> Drawn {
    let from_file = move |event: Event| {
        // The form is changed when the file is read, and not before.
        event.stop_propagation();
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else {
            return;
        };
        let file = input.files().and_then(|files| files.get(0));
        // The same file can be chosen again.
        input.set_value("");
        browser::spawn(async move {
            let Some(file) = file else {
                return;
            };
            match browser::text_of(&file).await {
                Some(text) => {
                    change(desk, Place::List, text);
                    again(desk);
                }
                None => desk
                    .trouble
                    .set(Some(m::RULE_LIST_UNREAD.text().to_owned())),
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
                prop:value=live(move || value(desk, Place::List))
                on:input=handler(move |event| change(desk, Place::List, event_target_value(&event)))
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
        field(desk, &format!("badge-{at}"), label, Place::Badge(at))
    });
    let more = more(desk, m::RULE_MORE_STAFF, |summary| summary.more_staff);
    (!badges.is_empty()).then(|| {
        draw! {
            <fieldset>
                <legend>{m::RULE_BADGES.text()}</legend>
                <p class="note">{m::RULE_BADGES_HELP.text()}</p>
                {rows.collect_view()}
                {more}
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
