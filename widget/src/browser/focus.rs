//! Where the reader is: moving the focus to a row, and to what stands in it.

use web_sys::{Element, HtmlElement};

use super::dom;
use super::section::Section;
use crate::state::RowData;

/// The id of the comment that an element is part of.
pub fn row_around(part: &Element) -> Option<String> {
    let row = part.closest(".row").ok().flatten()?;
    Some(row.id().strip_prefix("c-")?.to_owned())
}

/// The element of a row.
pub fn element(section: &Section, id: &str) -> Option<HtmlElement> {
    use wasm_bindgen::JsCast;
    let root = section.host().root();
    root.get_element_by_id(&RowData::anchor(id))?
        .dyn_into()
        .ok()
}

/// Moves the focus to a row.
pub fn row(section: &Section, id: &str) {
    dom::focus(element(section, id).as_ref());
}

/// Moves the focus to something in a row, or to the row where there is no such thing.
pub fn in_row(section: &Section, id: &str, selector: &str) {
    let Some(row) = element(section, id) else {
        return;
    };
    let found = dom::find::<HtmlElement>(&row, selector);
    dom::focus(found.as_ref().or(Some(&row)));
}
