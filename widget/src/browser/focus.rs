//! Where the reader is: moving the focus to a row, and what is new in the document.

use leptos::prelude::*;
use leptos::web_sys::MouseEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::dom;
use crate::state::{RowData, Section};
use crate::words::message;

/// A click among the rows: a link to another row moves the focus there, since a fragment leads
/// nowhere inside a shadow root.
pub fn follow(section: Section, event: &MouseEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a.answers").ok().flatten());
    let Some(id) = link.and_then(|link| {
        link.get_attribute("href")?
            .strip_prefix("#c-")
            .map(str::to_owned)
    }) else {
        return;
    };
    let shown = section
        .rows
        .with_untracked(|rows| rows.iter().any(|row| row.id == id));
    if !shown {
        event.prevent_default();
        section
            .notice
            .set(section.words.get(message::ELSEWHERE).to_owned());
    }
}

/// The element of a row.
fn element(section: Section, id: &str) -> Option<HtmlElement> {
    section
        .host(|host| host.root().get_element_by_id(&RowData::anchor(id)))??
        .dyn_into()
        .ok()
}

/// Moves the focus to a row.
pub fn row(section: Section, id: &str) {
    dom::focus(element(section, id).as_ref());
}

/// Moves the focus to something in a row.
pub fn in_row(section: Section, id: &str, selector: &str) {
    let found = element(section, id).and_then(|row| dom::find::<HtmlElement>(&row, selector));
    dom::focus(found.as_ref());
}

/// Puts the texts into rows that have been drawn without.
pub fn fill(section: Section) {
    for row in section.rows.get_untracked() {
        let body = (!row.html.is_empty())
            .then(|| element(section, &row.id))
            .flatten();
        let body = body.and_then(|row| dom::find::<Element>(&row, ".body"));
        // An element without children is drawn with a comment in it.
        let Some(body) = body.filter(|body| body.first_element_child().is_none()) else {
            continue;
        };
        if let Some(text) = section.host(|host| host.parse(&row.html)) {
            // Fails for nodes that cannot stand there: an element takes any fragment.
            let _ = body.append_child(&text);
        }
    }
}
