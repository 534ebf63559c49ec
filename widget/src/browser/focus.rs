//! Where the reader is: moving the focus to a row, and what is new in the document.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use super::dom;
use crate::state::{RowData, Section};
use crate::words::message;

/// A link among the rows that leads to a row which is not shown: says so.
pub fn follow(section: Section, event: &Event, link: &Element) {
    let id = link
        .get_attribute("href")
        .and_then(|address| Some(address.strip_prefix("#c-")?.to_owned()));
    if id.is_some_and(|id| section.row(&id).is_none()) {
        event.prevent_default();
        section.say(section.words.get(message::ELSEWHERE).to_owned());
    }
}

/// The id of the comment that an element is part of.
pub fn row_around(part: &Element) -> Option<String> {
    let row = part.closest(".row").ok().flatten()?;
    Some(row.id().strip_prefix("c-")?.to_owned())
}

/// The element of a row.
pub fn element(section: Section, id: &str) -> Option<HtmlElement> {
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
