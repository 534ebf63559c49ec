//! Drafts: what is typed survives a reload, a crash and a closed tab, until it is posted.

use js_sys::Date;
use leptos::mount::mount_to;
use postil_model::typed::join;

use super::composer::Composer;
use super::json::{Json, Value};
use super::list::List;
use super::section::Section;
use super::{edit, focus, reply, storage};
use crate::view::own;
use crate::words::message;

/// How long a draft is kept, in milliseconds.
const PATIENCE: f64 = 90.0 * 86_400_000.0;
/// No copy of a thread is as old as this, in milliseconds: a comment that one written later does not
/// have is gone.
const STALE: f64 = 600_000.0;

/// How soon what is typed is kept, in milliseconds. Not with every key: a slow telephone would
/// feel it.
const SOON: i32 = 250;

/// The thread's drafts, with what was typed last.
fn list(section: &Section) -> List<'_> {
    keep_typed(section);
    List::of_thread(section, "draft")
}

/// Has what was typed into a composer kept soon.
pub fn keep_soon(composer: &Composer) {
    let section = &composer.section;
    composer.mark_typed(true);
    if !section.draft_due(true) {
        section.later(SOON, keep_typed);
    }
}

/// Keeps now what was to be kept soon. A composer that nothing was typed into says nothing of its
/// draft: that may be another tab's.
pub fn keep_typed(section: &Section) {
    if section.draft_due(false) {
        for composer in Composer::all(section).filter(Composer::is_typed) {
            composer.mark_typed(false);
            keep(&composer);
        }
    }
}

/// Keeps what stands in a composer, and says so where it will not last.
fn keep(composer: &Composer) {
    let section = &composer.section;
    let place = composer.place();
    if !composer.is_unsent() {
        return list(section).take(&place);
    }
    let draft = draft(&composer.text()).maybe("revision", composer.revision());
    list(section).put(&place, draft);
    if !storage::keeps(section.host()) {
        composer.remark(section.word(message::DRAFT_MEMORY));
    }
}

fn draft(body: &str) -> Json {
    Json::default().text("body", body).number("at", Date::now())
}

/// Gives a text back to a place, of this thread or another. What is written there since comes after
/// it.
pub fn give(list: &List<'_>, place: &str, body: &str) {
    let since = list.entry(place).and_then(|draft| draft.text("body"));
    list.put(place, draft(&join(body, &since.unwrap_or_default())));
}

/// Gives a text back to a place of this thread, and shows it: with the thread's own composer, where
/// there is nothing to be written at that place.
pub fn give_here(section: &Section, place: &str, body: &str) -> Option<Composer> {
    give(&list(section), place, body);
    bring(section, place).or_else(|| move_out(section, place))
}

/// A comment is no more. What was being written to it is its author's all the same.
pub fn orphan(section: &Section, id: &str) {
    keep_typed(section);
    reply::close(section, id);
    move_out(section, id);
}

/// Moves a draft to the thread's own composer.
fn move_out(section: &Section, place: &str) -> Option<Composer> {
    let list = list(section);
    let body = list.entry(place)?.text("body")?;
    give(&list, "", &body);
    list.take(place);
    bring(section, "")
}

/// Forgets the draft of a place.
pub fn forget(section: &Section, place: &str) {
    list(section).take(place);
}

/// Puts the drafts back where they were written.
pub fn restore(section: &Section) {
    list(section).retain(|draft| age(draft) < PATIENCE);
    bring(section, "");
    restore_others(section);
}

/// Puts back what was written in rows, where they have come and nobody is writing in them.
pub fn restore_others(section: &Section) {
    for draft in list(section).entries() {
        let place = draft.text("id").unwrap_or_default();
        if Composer::at(section, &place).is_none()
            && bring(section, &place).is_none()
            && is_gone(section, &place, &draft)
        {
            move_out(section, &place);
        }
    }
}

fn age(draft: &Value) -> f64 {
    Date::now() - draft.number("at")
}

/// Whether the comment that a text was written in is gone, rather than on another page or not
/// published yet.
fn is_gone(section: &Section, place: &str, draft: &Value) -> bool {
    let id = place.strip_prefix("edit ").unwrap_or(place);
    match focus::element(section, id) {
        Some(row) => row.class_list().contains("removed"),
        None => section.page().pages == 1 && age(draft) > STALE,
    }
}

/// Opens the composer of a place, with its draft. Of a comment that is gone there is none.
pub fn bring(section: &Section, place: &str) -> Option<Composer> {
    let composer = match place.strip_prefix("edit ") {
        Some(id) => edit::open(section, id, ""),
        None if place.is_empty() => Composer::main(section),
        None => reply::open(section, place),
    }?;
    fill(&composer);
    Some(composer)
}

/// Puts a composer's draft into it. What is typed in it already stays, after the draft.
pub fn fill(composer: &Composer) {
    let Some(draft) = list(&composer.section).entry(&composer.place()) else {
        return;
    };
    let body = draft.text("body").unwrap_or_default();
    let typed = composer.text();
    let whole = if composer.is_edit() {
        body.clone()
    } else {
        join(&body, &typed)
    };
    composer.remember_revision(&draft);
    // While it is being sent, a composer's text has left the drafts.
    if whole != typed && !composer.is_busy() {
        composer.set_before_caret(&whole);
        composer.typed();
        say_so(composer);
        if whole != body {
            keep_soon(composer);
        }
    }
}

/// Says that the text is back, with a way to be rid of it.
fn say_so(composer: &Composer) {
    let section = &composer.section;
    let (words, name) = (section.words(), note(composer));
    if section.keeps(&name) {
        return;
    }
    if let Some(form) = composer.element() {
        let view = mount_to(form, move || own::restored(words));
        section.keep(&name, view);
    }
}

fn note(composer: &Composer) -> String {
    format!("draft {}", composer.place())
}

fn question(composer: &Composer) -> String {
    format!("discard {}", composer.place())
}

/// Leaves a composer. A text in it is not thrown away unasked.
pub fn leave(composer: &Composer) {
    let section = &composer.section;
    if composer.is_busy() {
        return;
    }
    if !composer.is_unsent() {
        return discard(composer);
    }
    let (words, name) = (section.words(), question(composer));
    if !section.keeps(&name)
        && let Some(form) = composer.element()
    {
        section.keep(&name, mount_to(form, move || own::ask_discard(words)));
    }
    composer.focus_on(".keep");
}

/// Throws a text away.
pub fn discard(composer: &Composer) {
    close(composer);
    if composer.parent().is_some() {
        reply::leave(composer);
    } else {
        composer.clear();
        composer.focus();
    }
}

/// Goes on writing.
pub fn go_on(composer: &Composer) {
    composer.section.release(&question(composer));
    composer.focus();
}

/// Ends a composer's draft: its text is posted, or not wanted. Another text, which another tab keeps
/// for the same place, stays.
pub fn close(composer: &Composer) {
    let section = &composer.section;
    let (place, body) = (composer.place(), composer.text());
    let is_it = |draft: &Value| {
        draft.text("id").as_ref() == Some(&place) && draft.text("body").as_ref() == Some(&body)
    };
    list(section).retain(|draft| !is_it(draft));
    section.release(&note(composer));
    section.release(&question(composer));
}
