//! The outbox: a comment that was posted is kept here until the server has it, over reloads and
//! in whichever tab is open. Its id makes sure that it is posted once.

use js_sys::{Date, Function};
use postil_model::outbox::{Fate, Outcome, fate};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

use super::api::Failure;
use super::composer::Composer;
use super::json::{Json, Value};
use super::list::List;
use super::section::Section;
use super::{dom, draft, focus, own, page, post, reply, rows, send, work};
use crate::state::{Kind, RowData};
use crate::words::message;

/// When to look again at what another tab is sending, in milliseconds.
const OTHER_TAB: i32 = 5_000;

/// What this site's readers have written on this browser, and the server does not have yet.
pub fn list(section: &Section) -> List<'_> {
    List::of_site(section, "outbox")
}

/// Puts a comment in.
pub fn put(section: &Section, id: &str, written: Json) {
    let entry = written
        .object("thread", post::place(section))
        .text("on", &section.thread_name())
        .text("created", &String::from(Date::new_0().to_iso_string()));
    list(section).put(id, entry);
}

/// Sends what there is, in order, unless that is being done.
pub fn flush(section: &Section) {
    if section.sending(true) {
        return;
    }
    let section = section.clone();
    spawn_local(async move {
        let mut wait = None;
        while wait.is_none() && !section.is_over() {
            let Some(first) = list(&section).entries().into_iter().next() else {
                break;
            };
            wait = send_first(&section, &first).await;
        }
        section.sending(false);
        if section.is_over() {
            return;
        }
        for entry in list(&section).entries() {
            send::waits(&section, &entry.text("id").unwrap_or_default());
        }
        // Another section of the page, which no event tells of, may have sent some.
        show(&section);
        if let Some(wait) = wait {
            section.later(wait, flush);
        }
    });
}

/// Sends all of it now. Only a wait that the server has asked for is waited out.
pub fn hurry(section: &Section) {
    send_now(section, |entry| entry.small("tries") > 0);
}

/// Sends all of it now, whatever wait there was: the reader wishes it.
pub fn insist(section: &Section) {
    send_now(section, |_| true);
}

fn send_now(section: &Section, ends: impl Fn(&Value) -> bool) {
    for entry in list(section).entries() {
        if let Some(id) = entry.text("id").filter(|_| ends(&entry)) {
            list(section).put(&id, copy(&entry).number("due", 0.0));
        }
    }
    flush(section);
}

/// Sends the first entry. Answers with the wait until there is something to do again, if there is
/// one to be made.
async fn send_first(section: &Section, entry: &Value) -> Option<i32> {
    let id = entry.text("id").unwrap_or_default();
    let wait = entry.number("due") - Date::now();
    if wait > 0.0 {
        return Some(millis(wait));
    }
    let lock = JsFuture::from(section.host().lock(&id)).await.ok()?;
    let Some(release) = lock.dyn_ref::<Function>() else {
        return Some(OTHER_TAB);
    };
    // Another tab may have sent it before this one got the lock.
    let wait = match list(section).entry(&id) {
        Some(entry) => {
            let request = post::request(section, &entry);
            let answer = work::post(section, "comments", &id, request).await;
            settle(section, &id, &entry, answer)
        }
        None => None,
    };
    // Does not throw: it is the resolver of a promise.
    let _ = release.call0(&JsValue::NULL);
    wait
}

/// Deals with an answer. Answers with the wait, if the comment stays.
fn settle(
    section: &Section,
    id: &str,
    entry: &Value,
    answer: Result<Value, Failure>,
) -> Option<i32> {
    let outcome = answer
        .as_ref()
        .map_or_else(Failure::outcome, |_| Outcome::Taken);
    let tries = entry.small("tries");
    let fate = fate(outcome, tries);
    if let Fate::Again(wait) = fate {
        // Taken back meanwhile, it is its author's again.
        list(section).entry(id)?;
        // Whoever asks to wait can be reached.
        let tries = match outcome {
            Outcome::TooFast(_) => 0,
            _ => tries.saturating_add(1),
        };
        #[expect(clippy::cast_precision_loss, reason = "an hour at most")]
        let wait = wait as f64;
        let entry = copy(entry)
            .number("tries", tries.into())
            .number("due", Date::now() + wait);
        list(section).put(id, entry);
        note(section, id, section.word(message::WAITING));
        return Some(millis(wait));
    }
    match answer {
        Ok(answer) => send::taken(section, id, entry, &answer),
        Err(failure) if fate == Fate::GiveBack => give_back(section, id, entry, failure),
        Err(_) => take_row(section, id),
    }
    // Not sooner: a text that is given back is a draft by then, and another tab, which hears of
    // this, finds what it needs to show the comment.
    list(section).take(id);
    None
}

/// What the server will not take goes back to where it was written.
fn give_back(section: &Section, id: &str, entry: &Value, failure: Failure) {
    let detail = failure.detail(section.word(message::FAILED));
    let text = |name: &str| entry.text(name).unwrap_or_default();
    let place = text("parent");
    if let Some(composer) = Composer::sending(section, id) {
        composer.fail(&detail);
        composer.changed();
        return draft::keep_typed(section);
    }
    // Taken back meanwhile, or given back by another tab, it is where it belongs.
    if list(section).entry(id).is_none() {
        return;
    }
    if !is_here(section, entry) {
        let list = List::named(section, &format!("draft {}", text("on")));
        return draft::give(&list, &place, &text("body"));
    }
    draft::orphan(section, id);
    rows::take(section, id);
    match draft::give_here(section, &place, &text("body")) {
        Some(composer) if !composer.is_busy() => composer.fail(&detail),
        _ => section.say(&detail),
    }
}

/// Takes a waiting comment back into its composer.
pub fn take_back(section: &Section, id: &str) {
    let Some(entry) = list(section).entry(id) else {
        return;
    };
    draft::orphan(section, id);
    rows::take(section, id);
    let text = |name: &str| entry.text(name).unwrap_or_default();
    let composer = draft::give_here(section, &text("parent"), &text("body"));
    list(section).take(id);
    if let Some(composer) = composer {
        composer.focus();
    }
}

/// Makes the rows say what the outbox holds: after a reload, and when another tab has changed it.
pub fn show(section: &Section) {
    if drop_sent(section) {
        section.host().news();
    }
    for entry in list(section).entries() {
        let id = entry.text("id").unwrap_or_default();
        // One that a composer is sending shows as that.
        let is_shown = focus::element(section, &id).is_some();
        if is_here(section, &entry) && !is_shown && Composer::sending(section, &id).is_none() {
            show_one(section, &id, &entry);
        }
    }
}

/// Takes away what waits no more, because another tab has sent it. Answers whether there was any.
fn drop_sent(section: &Section) -> bool {
    let list = list(section);
    let is_sent = |id: &String| list.entry(id).is_none();
    let wrapper = section.host().wrapper();
    let waiting = dom::find_all(&wrapper, ".row.waiting");
    let waiting: Vec<_> = waiting.iter().filter_map(focus::row_around).collect();
    let sending: Vec<_> = Composer::all(section)
        .filter(|composer| !composer.is_edit() && composer.sends().as_ref().is_some_and(is_sent))
        .collect();
    let mut any = !sending.is_empty();
    for composer in sending {
        composer.done();
    }
    for id in waiting.iter().filter(|id| is_sent(id)) {
        take_row(section, id);
        any = true;
    }
    any
}

/// Takes a waiting row away that is about to come as a published one. What is being written to it is
/// a draft until then.
fn take_row(section: &Section, id: &str) {
    draft::keep_typed(section);
    reply::close(section, id);
    rows::take(section, id);
}

/// Shows a comment as waiting, at its place.
pub fn show_one(section: &Section, id: &str, entry: &Value) {
    let parent = entry.text("parent");
    let answered = parent.as_deref().and_then(|id| focus::element(section, id));
    let depth = answered.map_or(0, |row| page::answered(&row).depth.saturating_add(1));
    let row = RowData {
        depth,
        parent,
        name: entry.text("name").unwrap_or_default(),
        mark: section
            .host()
            .get(&post::mark_key(section))
            .unwrap_or_default(),
        created: entry.text("created").unwrap_or_default(),
        ..RowData::of(id.to_owned(), Kind::Waiting)
    };
    rows::put(section, &row);
    let body = focus::element(section, id).and_then(|row| dom::find(&row, ".body"));
    if let Some(body) = body {
        let body: Element = body;
        body.set_text_content(entry.text("body").as_deref());
    }
    own::mark_waiting(section, id);
}

/// Says something in a row that waits.
pub fn note(section: &Section, id: &str, text: &str) {
    let row = focus::element(section, id);
    if let Some(note) = row.and_then(|row| dom::find::<Element>(&row, ":scope > .note")) {
        note.set_text_content(Some(text));
    }
}

/// Whether a comment was written on this thread.
pub fn is_here(section: &Section, entry: &Value) -> bool {
    entry.text("on") == Some(section.thread_name())
}

/// An entry to be changed.
fn copy(entry: &Value) -> Json {
    [
        "thread", "on", "parent", "name", "body", "trap", "took", "created", "tries", "due",
    ]
    .iter()
    .fold(Json::default(), |copy, name| {
        copy.value(name, &entry.get(name))
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "an hour at most, and a bit more than nothing"
)]
fn millis(wait: f64) -> i32 {
    (wait as i32).clamp(0, 3_600_000) + 50
}
