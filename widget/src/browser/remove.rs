//! Deleting a comment of one's own: asked once, done for good.

use std::iter::successors;

use leptos::mount::mount_to;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::section::Section;
use super::{dom, draft, edit, focus, held, own, page, post, rows};
use crate::view;
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
        section.keep(&name, mount_to(row, move || view::own::ask_delete(words)));
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
        Err(failure) => section.say(&failure.detail(section.word(message::UNDONE))),
    });
}

/// All of a reader's own are deleted.
pub fn all(section: &Section) {
    // The last first: what stands above may then have no replies any more.
    for row in own::rows(section).iter().rev() {
        let is_sent = !row.class_list().contains("waiting");
        if let Some(id) = focus::row_around(row).filter(|_| is_sent) {
            take(section, &id);
        }
    }
}

fn gone(section: &Section, id: &str) {
    let next = focus::element(section, id).and_then(|row| neighbour(&row));
    take(section, id);
    let stone = focus::element(section, id).or(next);
    dom::focus(stone.or_else(|| section.find(".source")).as_ref());
    section.say(section.word(message::DELETED));
}

/// Takes a deleted comment away, but for a tombstone above its replies.
fn take(section: &Section, id: &str) {
    section.release(&name(id));
    edit::close(section, id);
    draft::orphan(section, id);
    held::forget(section, id);
    let Some(row) = focus::element(section, id) else {
        return;
    };
    let was_published = row.has_attribute("data-number");
    if has_replies(&row) {
        bury(section, &row);
    } else {
        rows::take(section, id);
    }
    section.host().count(-i32::from(was_published));
    section.host().settle();
}

/// Whether others see an answer to it.
fn has_replies(row: &Element) -> bool {
    let depth = |row: &Element| page::answered(row).depth;
    let next = row.next_element_sibling();
    next.is_some_and(|next| depth(&next) > depth(row) && next.has_attribute("data-number"))
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
