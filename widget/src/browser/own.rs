//! A reader's own comments: known by the mark, which is the same on all of a site's threads.

use js_sys::Date;
use leptos::mount::mount_to;
use web_sys::{Element, HtmlElement};

use super::section::Section;
use super::{dom, focus, page, post};
use crate::view::own;

/// The rows that are this reader's own.
pub fn rows(section: &Section) -> Vec<Element> {
    let Some(mine) = section.host().get(&post::mark_key(section)) else {
        return Vec::new();
    };
    let all = section
        .find(".rows")
        .map(|rows| dom::find_all(&rows, ".row"));
    let mut all = all.unwrap_or_default();
    all.retain(|row| row.get_attribute("data-mark").as_ref() == Some(&mine));
    all
}

/// Puts "Edit" and "Delete" to this reader's comments that do not have them. The server must have
/// a comment for that.
pub fn mark(section: &Section) {
    let window = f64::from(section.page().edit_hours) * 3_600_000.0;
    for row in rows(section) {
        if !row.class_list().contains("waiting") {
            mark_row(section, &row, window);
        }
    }
}

fn mark_row(section: &Section, row: &Element, window: f64) {
    let actions: Option<HtmlElement> = dom::find(row, ".actions");
    let has_them = dom::find::<Element>(row, ".delete").is_some();
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
    // Nor a report.
    if let Some(report) = dom::find::<Element>(row, ".report") {
        report.remove();
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

/// What is mounted, and remembered once it is answered.
const OFFERED: &str = "offered";

/// After a comment: offers the recovery code, until the reader has answered.
pub fn offer_recovery(section: &Section) {
    if section.keeps(OFFERED) || section.host().get(OFFERED).is_some() {
        return;
    }
    if let Some(element) = section.find(".postil") {
        let words = section.words();
        section.keep(OFFERED, mount_to(element, move || own::offer(words)));
    }
}

/// The reader has seen where the code is, and is not offered it again.
pub fn answer_recovery(section: &Section) {
    if section.keeps(OFFERED) {
        section.host().set(OFFERED, Some("1"));
    }
}

/// The reader does not want it.
pub fn refuse_recovery(section: &Section) {
    answer_recovery(section);
    section.release(OFFERED);
    dom::focus(section.find(".postil > .composer").as_ref());
}
