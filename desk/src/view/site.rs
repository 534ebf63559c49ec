//! The settings of a site.

use leptos::prelude::*;
use postil_model::wire::desk::Settings;
use wasm_bindgen_futures::spawn_local;

use super::{look, parts, policy};
use crate::api::{self, Failure};
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::{self, Signal};
use crate::state::route::Route;
use crate::state::site_form::{Editing, Field, Form};
use crate::words::{self, Message, m};

/// The form: of a site, or of one that is not there yet.
pub fn view(desk: Desk, site: Option<String>) -> impl IntoView {
    let Some(site) = site else {
        let editing = Editing::new(Form::new(words::language()), None);
        return view! {
            {parts::heading(m::SITE_NEW.text())}
            {form(desk, editing, true)}
        }
        .into_any();
    };
    let settings: Signal<Settings> = fetched::nothing();
    let title = format!("{} · {}", m::SITE.text(), desk.title_of(&site));
    let site = StoredValue::new(site);
    let fetch = move || fetched::fetch(desk, settings, "site", vec![("site", site.get_value())]);
    fetch();
    view! {
        {parts::heading(title)}
        {parts::fetched(settings, fetch, move |settings| {
            let editing = Editing::new(Form::of(&settings.site), settings.revision);
            view! {
                <Show when=move || editing.is_stale.get()>
                    <p class="note alert" role="alert">
                        {m::SITE_STALE.text()} " "
                        <button type="button" class="quiet" on:click=move |_| fetch()>{m::SITE_RELOAD.text()}</button>
                    </p>
                </Show>
                {form(desk, editing, false)}
            }
        })}
    }
    .into_any()
}

fn form(desk: Desk, editing: Editing, is_new: bool) -> impl IntoView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(desk, editing, is_new);
    };
    view! {
        <form class="fields settings" novalidate=true on:submit=submit>
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
            <p class="actions"><button type="submit" class="main" disabled=move || editing.is_saving.get()>{m::SAVE.text()}</button></p>
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
    spawn_local(async move {
        let answer = api::tell("site", &body).await;
        let _ = editing.is_saving.try_set(false);
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
        let _ = editing.is_stale.try_set(true);
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
    let _ = editing.wrong.try_set(wrong);
    spawn_local(async move {
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
) -> impl IntoView {
    let (id, about) = (format!("field-{field}"), format!("about-{field}"));
    view! {
        <div class="field">
            <label for=id.clone()>{label.text()}</label>
            <input
                id=id
                type="text"
                name=field
                readonly=fixed
                aria-describedby=about.clone()
                aria-invalid=move || editing.wrong_with(field).map(|_| "true")
                prop:value=move || value(editing, part)
                on:input=move |event| editing.form.update(|form| *part(form) = event_target_value(&event))
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
) -> impl IntoView {
    let (id, about) = (format!("field-{field}"), format!("about-{field}"));
    view! {
        <div class="field">
            <label for=id.clone()>{label.text()}</label>
            <textarea
                id=id
                name=field
                rows="3"
                spellcheck="false"
                aria-describedby=about.clone()
                aria-invalid=move || editing.wrong_with(field).map(|_| "true")
                prop:value=move || value(editing, part)
                on:input=move |event| editing.form.update(|form| *part(form) = event_target_value(&event))
            ></textarea>
            {about_field(editing, field, about, Some(help))}
        </div>
    }
}

/// What a field is for, and what is wrong with it.
pub fn about_field(
    editing: Editing,
    field: Field,
    id: String,
    help: Option<Message>,
) -> impl IntoView {
    view! {
        <p class="note" id=id>
            {move || editing.wrong_with(field).map(|wrong| view! { <span class="alert">{wrong} " "</span> })}
            {help.map(Message::text)}
        </p>
    }
}

/// A switch.
pub fn check(editing: Editing, label: Message, part: Part<bool>) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || value(editing, part) on:change=move |event| editing.form.update(|form| *part(form) = event_target_checked(&event))/>
            <span>{label.text()}</span>
        </label>
    }
}
