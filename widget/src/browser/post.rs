//! Sending a comment: what is made here, and what comes back.

use js_sys::Date;
use leptos::prelude::*;
use postil_model::thread::{Answers, INDENTED_LEVELS};
use postil_model::{CommentId, DeviceKey};

use super::json::{Json, Value};
use super::shelf::Attempt;
use crate::state::{Kind, RowData, Section};

/// Random bytes, also on pages without https, which have no other part of Web Cryptography.
fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Ok(crypto) = leptos::prelude::window().crypto() {
        // Fails past 65,536 bytes only.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// An id for a new comment.
pub fn new_id() -> String {
    // A date is a whole number of milliseconds, far below what a u64 holds.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "see above"
    )]
    let now = Date::now() as u64;
    CommentId::new_v7(now, random()).to_string()
}

/// This browser's device key; made now if it has none.
fn key(section: Section) -> String {
    let known = section.host(|host| host.get("key")).flatten();
    known
        .filter(|key| DeviceKey::try_from(key.clone()).is_ok())
        .unwrap_or_else(|| {
            let key = DeviceKey::new(random()).reveal().to_owned();
            section.host(|host| host.set("key", Some(&key)));
            key
        })
}

/// The body of `POST /v1/comments`.
pub fn request(section: Section, attempt: &Attempt) -> Json {
    let [name, body] = &attempt.text;
    let place = section.host(|host| {
        let place = host.thread();
        Json::default()
            .maybe("id", place.id())
            .text("url", &place.url())
            .maybe("canonical", place.canonical())
            .text("title", &place.title())
            .text("lang", &place.lang())
    });
    Json::default()
        .text("site", &section.page.with_value(|page| page.site.clone()))
        .object("thread", place.unwrap_or_default())
        .text("id", &attempt.id)
        .maybe("parent", attempt.parent.clone())
        .object("author", Json::default().text("name", name))
        .text("body", body)
        .text("key", &key(section))
}

/// Reads the answer. It is an answer only if it has a comment with an id.
pub fn taken(section: Section, answer: &Value) -> Option<RowData> {
    let comment = answer.get("comment");
    let author = comment.get("author");
    let number: Option<postil_model::Number> = comment
        .text("number")
        .and_then(|number| number.parse().ok());
    let is_held = comment.text("state").as_deref() != Some("published");
    let parent = comment.text("parent");
    let answered = parent.as_deref().and_then(|parent| section.row(parent));
    let below = answered
        .as_ref()
        .map_or(0, |row| row.depth.saturating_add(1));
    let depth = number.as_ref().map_or(below, postil_model::Number::depth);
    let is_plain = depth < INDENTED_LEVELS && depth == below;
    let answers = answered.filter(|_| !is_plain).and_then(|row| {
        Some(Answers {
            id: row.id.clone(),
            number: row.number.clone()?,
            name: row.name.clone(),
        })
    });
    Some(RowData {
        id: comment.text("id")?,
        number,
        depth,
        parent,
        name: author.text("name")?,
        url: author.text("url"),
        badge: author.text("badge"),
        html: comment.text("html")?,
        created: comment.text("created")?,
        answers,
        kind: if is_held { Kind::Held } else { Kind::Published },
        fresh: true,
    })
}
