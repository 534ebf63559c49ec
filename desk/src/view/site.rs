//! The settings of a site.

use leptos::prelude::*;
use postil_model::wire::desk::Settings;

use super::drawn::{Drawn, draw, handler, live};
use super::{look, parts, policy};
use crate::api::{self, Failure};
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::{self, Signal};
use crate::state::route::Route;
use crate::state::signal::StoredValue;
use crate::state::site_form::{Editing, Field, Form};
use crate::words::{self, Message, m};

/// The form: of a site, or of one that is not there yet.
pub fn view(desk: Desk, site: Option<String>) -> Drawn {
    let Some(site) = site else {
        let editing = Editing::new(Form::new(words::language()), None);
        return draw! {
            {parts::heading(m::SITE_NEW.text())}
            {form(desk, editing, true)}
        };
    };
    let settings: Signal<Settings> = fetched::nothing();
    let title = format!("{} · {}", m::SITE.text(), desk.title_of(&site));
    let site = StoredValue::new(site);
    let fetch = move || fetched::fetch(desk, settings, "site", vec![("site", site.get_value())]);
    fetch();
    draw! {
        {parts::heading(title)}
        {parts::fetched(settings, fetch, move |settings| {
            let editing = Editing::new(Form::of(&settings.site), settings.revision);
            draw! {
                {live(move || editing.is_stale.get().then(|| draw! {
                    <p class="note alert" role="alert">
                        {m::SITE_STALE.text()} " "
                        <button type="button" class="quiet" on:click=handler(move |_| fetch())>{m::SITE_RELOAD.text()}</button>
                    </p>
                }))}
                {form(desk, editing, false)}
            }
        })}
    }
}

fn form(desk: Desk, editing: Editing, is_new: bool) -> Drawn {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(desk, editing, is_new);
    };
    draw! {
        <form class="fields settings" novalidate=true on:submit=handler(submit)>
            <fieldset>
                <legend>{m::SITE_PLACE.text()}</legend>
                {text(editing, "site", m::SITE_ID, Some(m::SITE_ID_HELP), !is_new, |form| &mut form.id)}
                {text(editing, "title", m::SITE_TITLE, Some(m::SITE_TITLE_HELP), false, |form| &mut form.title)}
                {lines(editing, "origins", m::SITE_ORIGINS, m::SITE_ORIGINS_HELP, |form| &mut form.origins)}
                {lines(editing, "mirrors", m::SITE_MIRRORS, m::SITE_MIRRORS_HELP, |form| &mut form.mirrors)}
                {text(editing, "languages", m::SITE_LANGUAGES, Some(m::SITE_LANGUAGES_HELP), false, |form| &mut form.languages)}
                {check(editing, m::SITE_OWN_IDS, |form| &mut form.own_ids)}
            </fieldset>
            {policy::view(desk, editing, is_new)}
            <fieldset>
                <legend>{m::SITE_AUTHORS.text()}</legend>
                {text(editing, "edit_hours", m::SITE_EDIT_HOURS, Some(m::SITE_EDIT_HOURS_HELP), false, |form| &mut form.edit_hours)}
                {check(editing, m::SITE_VOTES, |form| &mut form.votes)}
            </fieldset>
            <fieldset>
                <legend>{m::TITLES.text()}</legend>
                {text(editing, "ending", m::SITE_ENDING, Some(m::SITE_ENDING_HELP), false, |form| &mut form.ending)}
                {text(editing, "readers", m::SITE_READERS, Some(m::SITE_READERS_HELP), false, |form| &mut form.readers)}
            </fieldset>
            {look::view(editing, is_new)}
            <p class="actions"><button type="submit" class="main" disabled=live(move || editing.is_saving.get())>{m::SAVE.text()}</button></p>
        </form>
    }
}

fn save(desk: Desk, editing: Editing, is_new: bool) {
    let site = match editing.form.with_untracked(Form::read) {
        Ok(site) => site,
        Err(wrong) => {
            let in_words = wrong
                .into_iter()
                .map(|(field, message)| (field.to_owned(), message.text().to_owned()));
            return show_wrong(editing, in_words.collect());
        }
    };
    editing.wrong.set(Vec::new());
    editing.is_saving.set(true);
    let id = site.id.to_string();
    let body = Settings {
        site,
        revision: editing.revision.get_untracked(),
    };
    browser::spawn(async move {
        let answer = api::tell("site", &body).await;
        editing.is_saving.try_set(false);
        match answer {
            Ok(()) => {
                desk.say(m::SITE_SAVED.text());
                desk.refresh();
                let next = if is_new {
                    Route::Tag { site: id }
                } else {
                    Route::Sites
                };
                browser::go(&next.link());
            }
            Err(failure) => refused(desk, editing, &failure),
        }
    });
}

fn refused(desk: Desk, editing: Editing, failure: &Failure) {
    let is_new = editing.revision.get_untracked().is_none();
    if is_new && failure.is("settings_stale") {
        let taken = m::SITE_TAKEN.text().to_owned();
        show_wrong(editing, vec![("site".to_owned(), taken)]);
    } else if failure.is("settings_stale") {
        editing.is_stale.try_set(true);
    } else if let Some(field) = failure.field() {
        // A rule's pattern has no field of its own.
        let field = if field == "pattern" { "words" } else { field };
        show_wrong(editing, vec![(field.to_owned(), failure.words())]);
    } else {
        desk.complain(failure);
    }
}

/// What is wrong, and the focus on the first of it.
fn show_wrong(editing: Editing, wrong: Vec<(String, String)>) {
    let first = wrong.first().map(|(field, _)| format!("#field-{field}"));
    editing.wrong.try_set(wrong);
    browser::spawn(async move {
        leptos::task::tick().await;
        if let Some(first) = first {
            browser::focus(&first);
        }
    });
}

/// A way to a part of the form.
pub type Part<T> = fn(&mut Form) -> &mut T;

/// What stands in a part of the form.
pub fn value<T: Clone>(editing: Editing, part: Part<T>) -> T {
    // The way leads to something that can be changed, so it is walked on a copy.
    let mut form = editing.form.get();
    part(&mut form).clone()
}

/// A field of one line.
pub fn text(
    editing: Editing,
    field: Field,
    label: Message,
    help: Option<Message>,
    fixed: bool,
    part: Part<String>,
) -> Drawn {
    let label = label.text().to_owned();
    line(editing, field, label, help, fixed, Line::Text(part))
}

/// A field of one line for a property of the theme, with an example of what it takes.
pub fn property(editing: Editing, name: Field, example: Message) -> Drawn {
    let label = format!("--postil-{name}");
    line(editing, name, label, None, false, Line::Property(example))
}

/// What a field of one line holds.
#[derive(Clone, Copy)]
enum Line {
    /// A part of the form.
    Text(Part<String>),
    /// The property of the theme that is called like the field, such as in this example.
    Property(Message),
}

fn line(
    editing: Editing,
    field: Field,
    label: String,
    help: Option<Message>,
    fixed: bool,
    kind: Line,
) -> Drawn {
    let (id, about) = (format!("field-{field}"), format!("about-{field}"));
    let example = match kind {
        Line::Text(_) => None,
        Line::Property(example) => Some(example.text()),
    };
    let value = move || match kind {
        Line::Text(part) => value(editing, part),
        Line::Property(_) => editing.form.with(|form| form.property(field).to_owned()),
    };
    let change = move |event| {
        let typed = event_target_value(&event);
        editing.form.update(|form| match kind {
            Line::Text(part) => *part(form) = typed,
            Line::Property(_) => form.set_property(field, typed),
        });
    };
    draw! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                type="text"
                name=field
                readonly=fixed
                spellcheck=example.map(|_| "false")
                autocapitalize=example.map(|_| "none")
                placeholder=example
                aria-describedby=about.clone()
                aria-invalid=live(move || editing.wrong_with(field).map(|_| "true"))
                prop:value=live(value)
                on:input=handler(change)
            />
            {about_field(editing, field, about, help)}
        </div>
    }
}

fn lines(
    editing: Editing,
    field: Field,
    label: Message,
    help: Message,
    part: Part<String>,
) -> Drawn {
    let (id, about) = (format!("field-{field}"), format!("about-{field}"));
    draw! {
        <div class="field">
            <label for=id.clone()>{label.text()}</label>
            <textarea
                id=id
                name=field
                rows="3"
                spellcheck="false"
                aria-describedby=about.clone()
                aria-invalid=live(move || editing.wrong_with(field).map(|_| "true"))
                prop:value=live(move || value(editing, part))
                on:input=handler(move |event| editing.form.update(|form| *part(form) = event_target_value(&event)))
            ></textarea>
            {about_field(editing, field, about, Some(help))}
        </div>
    }
}

/// What a field is for, and what is wrong with it.
pub fn about_field(editing: Editing, field: Field, id: String, help: Option<Message>) -> Drawn {
    draw! {
        <p class="note" id=id>
            {live(move || editing.wrong_with(field).map(|wrong| draw! { <span class="alert">{wrong} " "</span> }))}
            {help.map(Message::text)}
        </p>
    }
}

/// A switch.
pub fn check(editing: Editing, label: Message, part: Part<bool>) -> Drawn {
    draw! {
        <label class="check">
            <input type="checkbox" prop:checked=live(move || value(editing, part)) on:change=handler(move |event| editing.form.update(|form| *part(form) = event_target_checked(&event)))/>
            <span>{label.text()}</span>
        </label>
    }
}
