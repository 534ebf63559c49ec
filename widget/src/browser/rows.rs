//! Rows that come after the published page: a reader's own.

use leptos::mount::mount_to;
use postil_model::mark;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::section::Section;
use super::{dom, focus};
use crate::state::RowData;
use crate::view::row;

/// Puts a row where it belongs, in the place of the one with its id if there is one.
pub fn put(section: &Section, data: &RowData) {
    let Some(list) = section.find(".rows") else {
        return;
    };
    let written = Written::take(section, &data.id);
    take(section, &data.id);
    let (words, page) = (section.words(), section.page());
    let mounted = mount_to(list, {
        let data = data.clone();
        move || row::row(words, page.votes, page.closed, &data)
    });
    section.keep(&data.id, mounted);
    let Some(element) = focus::element(section, &data.id) else {
        return;
    };
    fill(section, &element, ".body", &data.html);
    fill(section, &element, ".mark", &mark::picture(&data.mark));
    if let Some(when) = dom::find::<Element>(&element, ".when") {
        when.set_text_content(Some(&section.host().when(&data.created)));
    }
    written.give(&element);
    section.host().place(&element);
}

/// What is being written in a row that another is put in the place of.
struct Written {
    forms: Vec<Element>,
    active: Option<HtmlElement>,
}

impl Written {
    fn take(section: &Section, id: &str) -> Self {
        let row = focus::element(section, id);
        let forms: Vec<_> = row
            .iter()
            .flat_map(|row| dom::find_all(row, ":scope > form"))
            .collect();
        let active = section.host().root().active_element();
        let active = active.filter(|active| forms.iter().any(|form| form.contains(Some(active))));
        Self {
            forms,
            active: active.and_then(|active| active.dyn_into().ok()),
        }
    }

    fn give(self, row: &Element) {
        for form in &self.forms {
            // Fails for nodes that cannot stand there: an element takes any form.
            let _ = row.append_child(form);
        }
        dom::focus(self.active.as_ref());
    }
}

/// Takes a row away, whoever put it there.
pub fn take(section: &Section, id: &str) {
    section.release(id);
    if let Some(element) = focus::element(section, id) {
        element.remove();
    }
}

/// Puts HTML of our own renderer into a part of a row.
pub fn fill(section: &Section, row: &Element, part: &str, html: &str) {
    if let Some(part) = dom::find::<Element>(row, part).filter(|_| !html.is_empty()) {
        part.set_text_content(None);
        // Fails for nodes that cannot stand there: an element takes any fragment.
        let _ = part.append_child(&section.host().parse(html));
    }
}
