//! A reader's own comments: known by the mark, which is the same on all of a site's threads.

use js_sys::Date;
use leptos::mount::mount_to;
use web_sys::{Element, HtmlElement};

use super::section::Section;
use super::{dom, focus, page, post};
use crate::view::own;

/// Puts "Edit" and "Delete" to this reader's comments that do not have them.
pub fn mark(section: &Section) {
    let Some(mine) = section.host().get(&post::mark_key(section)) else {
        return;
    };
    let window = f64::from(section.page().edit_hours) * 3_600_000.0;
    let Some(rows) = section.find(".rows") else {
        return;
    };
    for row in dom::find_all(&rows, ".row") {
        if row.get_attribute("data-mark").as_deref() == Some(&*mine) {
            mark_row(section, &row, window);
        }
    }
}

fn mark_row(section: &Section, row: &Element, window: f64) {
    let actions: Option<HtmlElement> = dom::find(row, ".actions");
    let has_them = dom::find::<Element>(row, ".delete, .back").is_some();
    let Some(actions) = actions.filter(|_| !has_them) else {
        return;
    };
    let created =
        dom::find::<Element>(row, ".when").and_then(|when| when.get_attribute("datetime"));
    let age = Date::now() - Date::parse(&created.unwrap_or_default());
    let (words, edits) = (section.words(), age < window);
    // One's own comment needs no vote of one's own.
    if let Some(useful) = dom::find::<HtmlElement>(row, ".useful") {
        let _ = useful.set_attribute("aria-disabled", "true");
    }
    let of = page::answered(row);
    let view = mount_to(actions, move || {
        own::actions(words, edits, of.number.as_ref(), &of.name)
    });
    section.keep(&row.id(), view);
}

/// Puts what can be done with a comment that the server does not have yet.
pub fn mark_waiting(section: &Section, id: &str) {
    let row = focus::element(section, id);
    if let Some(actions) = row.and_then(|row| dom::find::<HtmlElement>(&row, ".actions")) {
        let words = section.words();
        let view = mount_to(actions, move || own::waiting_actions(words));
        section.keep(id, view);
    }
}

/// After the first comment: offers the recovery code, once.
pub fn offer_recovery(section: &Section) {
    const OFFERED: &str = "offered";
    if section.host().get(OFFERED).is_some() {
        return;
    }
    section.host().set(OFFERED, Some("1"));
    if let Some(element) = section.find(".postil") {
        let words = section.words();
        section.keep(OFFERED, mount_to(element, move || own::offer(words)));
    }
}
