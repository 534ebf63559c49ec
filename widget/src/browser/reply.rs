//! Replies: a composer below the comment it answers. Several may be open, so that no text is lost
//! to a second one.

use leptos::mount::mount_to;
use leptos::prelude::*;
use web_sys::Element;

use super::composer::Composer;
use super::focus;
use super::shelf::Reply;
use crate::state::Section;
use crate::view;

/// Opens the reply to the comment whose button was pressed, and takes the reader there.
pub fn start(section: Section, pressed: &Element) {
    let Some(id) = focus::row_around(pressed) else {
        return;
    };
    open(section, &id);
    focus::in_row(section, &id, ".source");
}

/// Opens the reply to a comment, if it is not open already.
pub fn open(section: Section, id: &str) {
    let is_open = section
        .shelf
        .with_value(|shelf| shelf.replies.iter().any(|reply| reply.id == id));
    let (Some(row), Some(element)) = (section.row(id), focus::element(section, id)) else {
        return;
    };
    if is_open {
        return;
    }
    let words = section.words;
    let composer = mount_to(element, move || {
        view::composer::composer(words, Some(&row.name))
    });
    let reply = Reply {
        id: id.to_owned(),
        composer: Box::new(composer),
    };
    section
        .shelf
        .update_value(|shelf| shelf.replies.push(reply));
}

/// Closes a reply; the focus goes back to where it was opened.
pub fn cancel(composer: &Composer) {
    if let Some(id) = composer.parent() {
        close(composer.section, &id);
        focus::in_row(composer.section, &id, ".reply");
    }
}

/// Closes the reply to a comment.
pub fn close(section: Section, id: &str) {
    let closed = section.shelf.try_update_value(|shelf| {
        let closed = shelf.replies.extract_if(.., |reply| reply.id == id);
        closed.collect::<Vec<_>>()
    });
    // Not while the shelf is held: what is dropped leaves the document.
    for reply in closed.unwrap_or_default() {
        drop(reply.composer);
    }
}
