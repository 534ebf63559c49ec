//! Editing a comment of one's own. What the server has is fetched first: the page shows only what
//! the renderer made of it.

use leptos::mount::mount_to;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::composer::Composer;
use super::json::Value;
use super::section::Section;
use super::{dom, draft, focus, post, rows, work};
use crate::view::composer::{self, Purpose};
use crate::words::message;

fn path(id: &str) -> String {
    format!("comments/{id}/edit")
}

fn place(id: &str) -> String {
    format!("edit {id}")
}

/// Opens the comment whose button was pressed.
pub fn start(section: &Section, pressed: &Element) {
    let Some(id) = focus::row_around(pressed) else {
        return;
    };
    if let Some(composer) = Composer::at(section, &place(&id)) {
        return composer.focus();
    }
    let ask = post::about(section);
    section.post(&path(&id), ask, move |section, answer| match answer {
        Ok(answer) => {
            let body = answer.text("body").unwrap_or_default();
            if let Some(composer) = open(section, &id, &body) {
                composer.remember_revision(&answer);
                draft::fill(&composer);
                composer.focus();
            }
        }
        Err(failure) => section.say(&failure.detail(section.word(message::UNDONE))),
    });
}

/// Opens a comment with the text that the server has, if it is not open already: that text counts
/// as nothing typed.
pub fn open(section: &Section, id: &str, body: &str) -> Option<Composer> {
    let place = place(id);
    let row = focus::element(section, id)?;
    if !section.keeps(&place) {
        // Nor can one that is gone be edited.
        row.query_selector(".delete").ok()??;
        let words = section.words();
        let of = id.to_owned();
        let view = mount_to(row, move || composer::composer(words, Purpose::Edit(&of)));
        section.keep(&place, view);
        let composer = Composer::at(section, &place)?;
        let _ = composer.source()?.set_default_value(body);
        composer.typed();
    }
    Composer::at(section, &place)
}

/// Closes a comment that is no more, and forgets what was to be changed in it.
pub fn close(section: &Section, id: &str) {
    let place = place(id);
    draft::forget(section, &place);
    section.release(&place);
}

/// Saves what stands in a composer.
pub fn save(composer: &Composer) {
    let Some(id) = composer.parent().filter(|id| composer.begin(id)) else {
        return;
    };
    let section = &composer.section;
    let request = post::about(section)
        .text("body", &composer.text())
        .maybe("revision", composer.revision());
    let (section, composer) = (section.clone(), composer.clone());
    spawn_local(async move {
        let answer = work::post(&section, &path(&id), &id, request).await;
        match answer {
            _ if section.is_over() => {}
            Ok(answer) => saved(&composer, &id, &answer),
            Err(failure) => {
                composer.fail(&failure.detail(section.word(message::FAILED)));
                renew_revision(composer, &id);
            }
        }
    });
}

/// Learns what there is now. What failed may have been stored all the same, and whoever was told
/// that the comment has changed meanwhile means the next attempt.
fn renew_revision(composer: Composer, id: &str) {
    let section = composer.section.clone();
    section.post(&path(id), post::about(&section), move |_, answer| {
        if let Ok(source) = answer {
            composer.remember_revision(&source);
        }
    });
}

fn saved(composer: &Composer, id: &str, answer: &Value) {
    let section = &composer.section;
    draft::close(composer);
    section.release(&composer.place());
    let Some(row) = focus::element(section, id) else {
        return;
    };
    focus::row(section, id);
    if let Some(reason) = answer.text("reason") {
        return section.say(&format!("{reason} {}", section.word(message::EDIT_HELD)));
    }
    let comment = answer.get("comment");
    rows::fill(
        section,
        &row,
        ".body",
        &comment.text("html").unwrap_or_default(),
    );
    if let Some(edited) = comment.text("edited") {
        say_edited(section, &row, &edited);
    }
    section.host().posted(answer.number("version"));
    section.say(section.word(message::SAVED));
}

/// Writes "edited" into a row, as the Worker will.
fn say_edited(section: &Section, row: &Element, moment: &str) -> Option<()> {
    let note = match dom::find::<Element>(row, ".edited") {
        Some(note) => note,
        None => {
            let when: Element = dom::find(row, ".when")?;
            let note: Element = when.clone_node().ok()?.dyn_into().ok()?;
            note.set_class_name("edited");
            when.insert_adjacent_element("afterend", &note).ok()??
        }
    };
    let _ = note.set_attribute("datetime", moment);
    let _ = note.set_attribute("title", &section.host().when(moment));
    note.set_text_content(Some(section.word(message::EDITED)));
    Some(())
}
