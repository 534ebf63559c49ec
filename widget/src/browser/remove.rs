//! Deleting a comment of one's own: asked once, done for good.

use std::iter::successors;

use leptos::mount::mount_to;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::section::Section;
use super::{dom, focus, held, post, rows};
use crate::view::own;
use crate::words::message;

fn name(id: &str) -> String {
    format!("delete {id}")
}

/// Asks.
pub fn ask(section: &Section, pressed: &Element) {
    let Some(id) = focus::row_around(pressed) else {
        return;
    };
    let (words, name) = (section.words(), name(&id));
    if !section.keeps(&name)
        && let Some(row) = focus::element(section, &id)
    {
        section.keep(&name, mount_to(row, move || own::ask_delete(words)));
    }
    focus::in_row(section, &id, ".keep");
}

/// The answer was no.
pub fn keep(section: &Section, pressed: &Element) {
    if let Some(id) = focus::row_around(pressed) {
        section.release(&name(&id));
        focus::in_row(section, &id, ".delete");
    }
}

/// The answer was yes.
pub fn really(section: &Section, pressed: &Element) {
    let Some(id) = focus::row_around(pressed) else {
        return;
    };
    let (path, ask) = (format!("comments/{id}/delete"), post::about(section));
    section.post(&path, ask, move |section, answer| match answer {
        Ok(answer) => {
            section.host().posted(answer.number("version"));
            gone(section, &id);
        }
        Err(failure) => section.say(&failure.detail(section.word(message::FAILED))),
    });
}

fn gone(section: &Section, id: &str) {
    section.release(&name(id));
    held::forget(section, id);
    let Some(row) = focus::element(section, id) else {
        return;
    };
    let was_published = row.has_attribute("data-number");
    if dom::find::<Element>(&row, ".fold").is_some() {
        bury(section, &row);
        dom::focus(Some(&row));
    } else {
        let next = neighbour(&row);
        rows::take(section, id);
        let composer = || section.find(".source");
        dom::focus(next.or_else(composer).as_ref());
    }
    section.host().count(-i32::from(was_published));
    section.say(section.word(message::DELETED));
}

/// The next row that is shown, or else the one before.
fn neighbour(row: &Element) -> Option<HtmlElement> {
    // Between rows there may be buttons for what is missing.
    let is_shown = |other: &Element| other.matches(".row:not([hidden])").unwrap_or_default();
    let after = successors(row.next_element_sibling(), Element::next_element_sibling);
    let before = successors(
        row.previous_element_sibling(),
        Element::previous_element_sibling,
    );
    after.chain(before).find(is_shown)?.dyn_into().ok()
}

/// What stays of a comment that has replies.
fn bury(section: &Section, row: &HtmlElement) {
    row.set_class_name("row removed");
    for gone in dom::find_all(
        row,
        ".author, .mark, .badge, .edited, .answers, .actions > :not(.fold)",
    ) {
        gone.remove();
    }
    if let Some(body) = dom::find::<Element>(row, ".body") {
        body.set_text_content(Some(section.word(message::REMOVED)));
    }
}
