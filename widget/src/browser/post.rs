//! What is sent of a comment, and what comes back.

use js_sys::Date;
use postil_model::thread::{Answers, INDENTED_LEVELS};
use postil_model::{CommentId, DeviceKey, Number};

use super::json::{Json, Value};
use super::section::Section;
use super::{focus, page};
use crate::state::{Kind, RowData};

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

/// Under which key this reader's own mark on the site is remembered.
pub fn mark_key(section: &Section) -> String {
    format!("mark {}", section.host().site())
}

/// This browser's device key, if it has one.
pub fn known_key(section: &Section) -> Option<String> {
    let known = section.host().get("key")?;
    DeviceKey::try_from(known).ok().map(String::from)
}

/// This browser's device key; made now if it has none.
pub fn key(section: &Section) -> String {
    known_key(section).unwrap_or_else(|| {
        let key = DeviceKey::new(random()).reveal().to_owned();
        section.host().set("key", Some(&key));
        key
    })
}

/// Where this thread is.
pub fn place(section: &Section) -> Json {
    let place = section.host().thread();
    Json::default()
        .maybe("id", place.id())
        .text("url", &place.url())
        .maybe("canonical", place.canonical())
        .text("title", &place.title())
        .text("lang", &place.lang())
}

/// The body of `POST /v1/comments` for an entry of the outbox.
pub fn request(section: &Section, entry: &Value) -> Json {
    let name = entry.text("name").unwrap_or_default();
    ["thread", "id", "parent", "body", "trap", "took"]
        .iter()
        .fold(Json::default(), |json, name| {
            json.value(name, &entry.get(name))
        })
        .text("site", &section.host().site())
        .object("author", Json::default().text("name", &name))
        .text("key", &key(section))
}

/// The body of a call about a comment of one's own, or a vote.
pub fn about(section: &Section) -> Json {
    let thread = Json::default().text("id", &section.page().thread);
    Json::default()
        .text("site", &section.host().site())
        .object("thread", thread)
        .text("lang", section.words().lang)
        .text("key", &key(section))
}

/// Reads the answer. It is an answer only if it has a comment with an id.
pub fn taken(section: &Section, answer: &Value) -> Option<RowData> {
    let comment = answer.get("comment");
    let author = comment.get("author");
    let number: Option<Number> = comment
        .text("number")
        .and_then(|number| number.parse().ok());
    let is_held = comment.text("state").as_deref() != Some("published");
    let parent = comment.text("parent");
    let answered = parent
        .as_deref()
        .and_then(|id| focus::element(section, id))
        .map(|row| page::answered(&row));
    let below = answered
        .as_ref()
        .map_or(0, |row| row.depth.saturating_add(1));
    let depth = number.as_ref().map_or(below, Number::depth);
    let is_plain = depth < INDENTED_LEVELS && depth == below;
    let answers = answered
        .filter(|_| !is_plain)
        .zip(parent.clone())
        .and_then(|(row, id)| {
            Some(Answers {
                id,
                number: row.number?,
                name: row.name,
            })
        });
    let kind = if is_held { Kind::Held } else { Kind::Published };
    Some(RowData {
        number,
        depth,
        parent,
        name: author.text("name")?,
        url: author.text("url"),
        badge: author.text("badge"),
        mark: author.text("mark").unwrap_or_default(),
        html: comment.text("html")?,
        created: comment.text("created")?,
        answers,
        ..RowData::of(comment.text("id")?, kind)
    })
}
