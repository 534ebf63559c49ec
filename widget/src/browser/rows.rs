//! Rows that come after the first drawing: each is mounted at its place.

use std::sync::Arc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use web_sys::{Element, HtmlElement, Node};

use super::host::Host;
use super::{dom, focus};
use crate::state::{RowData, Section};
use crate::view::row;

/// Puts a row where it belongs, unless it is there already.
pub fn insert(section: Section, data: RowData) {
    let place = section.rows.with_value(|rows| data.place(rows));
    put(section, place, data);
}

/// Puts a row below all others, unless it is there already.
pub fn append(section: Section, data: RowData) -> bool {
    let place = section.rows.with_value(Vec::len);
    put(section, place, data)
}

fn put(section: Section, place: usize, data: RowData) -> bool {
    let list = section
        .host(Host::wrapper)
        .and_then(|wrapper| dom::find::<HtmlElement>(&wrapper, ".rows"));
    let Some(list) = list.filter(|_| section.row(&data.id).is_none()) else {
        return false;
    };
    let after = section.rows.with_value(|rows| rows.get(place).cloned());
    let after = after.and_then(|row| focus::element(section, &row.id));
    let data = Arc::new(data);
    let drawn = data.clone();
    let mounted = mount_to(list.clone(), move || row::row(section, &drawn));
    section
        .shelf
        .update_value(|shelf| shelf.mounted.push(Box::new(mounted)));
    section
        .rows
        .update_value(|rows| rows.insert(place, data.clone()));
    section.shown.update(|shown| *shown += 1);
    if let Some(element) = focus::element(section, &data.id) {
        fill(section, &element, &data.html);
        let after: Option<&Node> = after.as_ref().map(AsRef::as_ref);
        if after.is_some() {
            // Fails where the other row is no child of the list, which it was drawn as.
            let _ = list.insert_before(&element, after);
        }
    }
    true
}

/// Puts the text into a row that has been drawn without.
fn fill(section: Section, row: &Element, html: &str) {
    let body = dom::find::<Element>(row, ".body").filter(|_| !html.is_empty());
    if let (Some(body), Some(text)) = (body, section.host(|host| host.parse(html))) {
        body.set_text_content(None);
        // Fails for nodes that cannot stand there: an element takes any fragment.
        let _ = body.append_child(&text);
    }
}

/// Puts their texts into all rows of a section that has been drawn afresh.
pub fn fill_all(section: Section) {
    for row in section.rows.get_value() {
        if let Some(element) = focus::element(section, &row.id) {
            fill(section, &element, &row.html);
        }
    }
}
