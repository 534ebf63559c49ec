//! Drafts: what is typed survives a reload, a crash and a closed tab, until it is posted.

use js_sys::Date;
use leptos::mount::mount_to;

use super::composer::Composer;
use super::json::{Json, Value};
use super::list::List;
use super::section::Section;
use super::{edit, reply};
use crate::view::own;

/// How long a draft is kept, in milliseconds.
const PATIENCE: f64 = 90.0 * 86_400_000.0;

fn list(section: &Section) -> List<'_> {
    List::of_thread(section, "draft")
}

/// Keeps what stands in a composer.
pub fn keep(composer: &Composer) {
    let (place, body) = (composer.place(), composer.text());
    if body.trim().is_empty() {
        return list(&composer.section).take(&place);
    }
    put(&composer.section, &place, &body);
}

/// Keeps a text for the composer of a place.
pub fn put(section: &Section, place: &str, body: &str) {
    put_in(&list(section), place, body);
}

/// Keeps a text in a list of drafts, which may be another thread's.
pub fn put_in(list: &List<'_>, place: &str, body: &str) {
    let draft = Json::default().text("body", body).number("at", Date::now());
    list.put(place, draft);
}

/// Forgets the draft of a place.
pub fn forget(section: &Section, place: &str) {
    list(section).take(place);
}

/// Puts the drafts back where they were written. What is typed already stays as it is.
pub fn restore(section: &Section) {
    let list = list(section);
    list.retain(|draft| Date::now() - draft.number("at") < PATIENCE);
    for (_, draft) in list.entries() {
        restore_one(section, &draft);
    }
}

fn restore_one(section: &Section, draft: &Value) -> Option<()> {
    let (place, body) = (draft.text("id")?, draft.text("body")?);
    let composer = match place.strip_prefix("edit ") {
        Some(id) => edit::open(section, id, &body),
        None if place.is_empty() => Composer::main(section),
        None => reply::open(section, &place),
    }?;
    if composer.text().is_empty() || composer.is_edit() {
        composer.set(&body);
        composer.typed();
        say_so(&composer);
    }
    Some(())
}

/// Says that the text is back, with a way to be rid of it.
fn say_so(composer: &Composer) {
    let section = &composer.section;
    let (words, name) = (section.words(), note(composer));
    if section.keeps(&name) {
        return;
    }
    if let Some(form) = composer.element() {
        let view = mount_to(form, move || own::restored(words));
        section.keep(&name, view);
    }
}

fn note(composer: &Composer) -> String {
    format!("draft {}", composer.place())
}

/// Throws a restored text away. The button goes with it, so that the focus has to go elsewhere.
pub fn discard(composer: &Composer) {
    composer.clear();
    close(composer);
    composer.focus();
}

/// Ends a composer's draft: its text is posted, or not wanted.
pub fn close(composer: &Composer) {
    let section = &composer.section;
    forget(section, &composer.place());
    section.release(&note(composer));
}
