//! The outbox: a comment that was posted is kept here until the server has it, over reloads and
//! in whichever tab is open. Its id makes sure that it is posted once.

use js_sys::{Date, Function};
use postil_model::outbox::{Fate, Outcome, fate};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::api::{self, Failure};
use super::composer::Composer;
use super::json::{Json, Value};
use super::list::List;
use super::section::Section;
use super::{draft, focus, page, post, rows, send};
use crate::state::{Kind, RowData};
use crate::words::message;

/// When to look again at what another tab is sending, in milliseconds.
const OTHER_TAB: i32 = 5_000;

/// What this site's readers have written on this browser, and the server does not have yet.
pub fn list(section: &Section) -> List<'_> {
    List::of_site(section, "outbox")
}

/// Puts a comment in.
pub fn put(section: &Section, id: &str, parent: Option<String>, name: &str, body: &str) {
    let entry = Json::default()
        .object("thread", post::place(section))
        .text("on", &section.host().name())
        .maybe("parent", parent)
        .text("name", name)
        .text("body", body)
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
            let Some((_, first)) = list(&section).entries().into_iter().next() else {
                break;
            };
            wait = send_first(&section, &first).await;
        }
        section.sending(false);
        if let Some(wait) = wait {
            later(&section, wait);
        }
    });
}

/// Sends all of it now, whatever wait there was.
pub fn hurry(section: &Section) {
    for (_, entry) in list(section).entries() {
        if let Some(id) = entry.text("id") {
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
            let answer = api::post(&section.call("comments"), &request).await;
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
        #[expect(clippy::cast_precision_loss, reason = "an hour at most")]
        let wait = wait as f64;
        let entry = copy(entry)
            .number("tries", f64::from(tries) + 1.0)
            .number("due", Date::now() + wait);
        list(section).put(id, entry);
        send::waits(section, id);
        return Some(millis(wait));
    }
    list(section).take(id);
    match answer {
        Ok(answer) => send::taken(section, id, entry, &answer),
        Err(failure) if fate == Fate::GiveBack => give_back(section, id, entry, failure),
        Err(_) => rows::take(section, id),
    }
    None
}

/// What the server will not take goes back to where it was written.
fn give_back(section: &Section, id: &str, entry: &Value, failure: Failure) {
    let detail = failure.detail(section.word(message::FAILED));
    let text = |name: &str| entry.text(name).unwrap_or_default();
    let place = text("parent");
    if !is_here(section, entry) {
        let key = format!("draft {}", text("on"));
        return draft::put_in(&List::keyed(section, key), &place, &text("body"));
    }
    draft::put(section, &place, &text("body"));
    if let Some(composer) = Composer::sending(section, id) {
        return composer.fail(&detail);
    }
    rows::take(section, id);
    draft::restore(section);
    if let Some(composer) = Composer::at(section, &place) {
        composer.fail(&detail);
    }
}

/// Takes a waiting comment back into its composer.
pub fn take_back(section: &Section, id: &str) {
    let Some(entry) = list(section).entry(id) else {
        return;
    };
    list(section).take(id);
    rows::take(section, id);
    let place = entry.text("parent").unwrap_or_default();
    draft::put(section, &place, &entry.text("body").unwrap_or_default());
    draft::restore(section);
    if let Some(composer) = Composer::at(section, &place) {
        composer.focus();
    }
}

/// Makes the rows say what the outbox holds: after a reload, and when another tab has changed it.
pub fn show(section: &Section) {
    let list = list(section);
    if let Some(rows) = section.find(".rows") {
        for row in super::dom::find_all(&rows, ".waiting") {
            let id = row.id().split_off(2);
            if list.entry(&id).is_none() {
                // Another tab has sent it.
                rows::take(section, &id);
                section.host().news();
            }
        }
    }
    for (_, entry) in list.entries() {
        let id = entry.text("id").unwrap_or_default();
        // One that a composer is sending shows as that.
        let is_shown = focus::element(section, &id).is_some();
        if is_here(section, &entry) && !is_shown && Composer::sending(section, &id).is_none() {
            show_one(section, &id, &entry);
        }
    }
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
    let body = focus::element(section, id).and_then(|row| super::dom::find(&row, ".body"));
    if let Some(body) = body {
        let body: web_sys::Element = body;
        body.set_text_content(entry.text("body").as_deref());
    }
    super::own::mark_waiting(section, id);
}

/// Whether a comment was written on this thread.
pub fn is_here(section: &Section, entry: &Value) -> bool {
    entry.text("on") == Some(section.host().name())
}

/// An entry to be changed.
fn copy(entry: &Value) -> Json {
    [
        "thread", "on", "parent", "name", "body", "created", "tries", "due",
    ]
    .iter()
    .fold(Json::default(), |copy, name| {
        copy.value(name, &entry.get(name))
    })
}

fn later(section: &Section, wait: i32) {
    let section = section.clone();
    let go = Closure::once_into_js(move || {
        if !section.is_over() {
            flush(&section);
        }
    });
    // Fails where there is no such function.
    let _ = leptos::prelude::window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(go.unchecked_ref(), wait);
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "an hour at most, and a bit more than nothing"
)]
fn millis(wait: f64) -> i32 {
    (wait as i32).clamp(0, 3_600_000) + 50
}
