//! Replies: a composer below the comment it answers. Several may be open, so that no text is lost
//! to a second one.

use leptos::mount::mount_to;
use web_sys::Element;

use super::composer::Composer;
use super::section::Section;
use super::{draft, focus, page};
use crate::view::composer::{self, Purpose};

fn name(id: &str) -> String {
    format!("reply {id}")
}

/// Opens the reply to the comment whose button was pressed, and takes the reader there. What is
/// selected in that comment becomes a quotation.
pub fn start(section: &Section, pressed: &Element) {
    let Some(id) = focus::row_around(pressed) else {
        return;
    };
    let quoted = focus::element(section, &id)
        .map(|row| section.host().quotation(&row))
        .unwrap_or_default();
    let Some(composer) = draft::bring(section, &id) else {
        return;
    };
    if !quoted.trim().is_empty() {
        let lines: Vec<String> = quoted
            .trim()
            .lines()
            .map(|line| format!("> {line}"))
            .collect();
        let before = composer.text();
        let gap = if before.is_empty() { "" } else { "\n\n" };
        composer.set(&format!("{before}{gap}{}\n\n", lines.join("\n")));
        composer.changed();
    }
    composer.recall_name();
    composer.focus();
}

/// Opens the reply to a comment, if it is not open already.
pub fn open(section: &Section, id: &str) -> Option<Composer> {
    let row = focus::element(section, id)?;
    // A comment that is gone, or that a moderator has not read, cannot be answered.
    row.query_selector(".reply").ok()??;
    if !section.keeps(&name(id)) {
        let words = section.words();
        let author = page::answered(&row).name;
        let to = id.to_owned();
        let view = mount_to(row, move || {
            composer::composer(words, Purpose::Reply(&to, &author))
        });
        section.keep(&name(id), view);
    }
    Composer::at(section, id)
}

/// Leaves a composer in a row; the focus goes back to where it was opened.
pub fn leave(composer: &Composer) {
    let section = &composer.section;
    let Some(id) = composer.parent() else { return };
    if composer.is_edit() {
        section.release(&composer.place());
        focus::in_row(section, &id, ".edit");
    } else {
        close(section, &id);
        focus::in_row(section, &id, ".reply");
    }
}

/// Closes the reply to a comment.
pub fn close(section: &Section, id: &str) {
    section.release(&name(id));
}
