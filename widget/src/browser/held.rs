//! A reader's own comments that wait for a moderator. Nobody else is told of them, so this browser
//! remembers them, until they are published or a month has gone by.

use js_sys::Date;

use super::json::{Json, Value};
use super::list::List;
use super::section::Section;
use super::{focus, rows};
use crate::state::{Kind, RowData};

/// How long a comment is shown as waiting, in milliseconds.
const PATIENCE: f64 = 30.0 * 86_400_000.0;

fn list(section: &Section) -> List<'_> {
    List::of_thread(section, "held")
}

/// Remembers a held comment.
pub fn remember(section: &Section, row: &RowData) {
    let comment = Json::default()
        .maybe("parent", row.parent.clone())
        .text("depth", &row.depth.to_string())
        .text("name", &row.name)
        .text("mark", &row.mark)
        .text("html", &row.html)
        .text("created", &row.created);
    list(section).put(&row.id, comment);
}

/// Forgets one.
pub fn forget(section: &Section, id: &str) {
    list(section).take(id);
}

/// Puts the remembered comments among the rows, and forgets those that are there by themselves.
pub fn show(section: &Section) {
    let list = list(section);
    list.retain(|entry| {
        let id = entry.text("id").unwrap_or_default();
        let age = Date::now() - Date::parse(&entry.text("created").unwrap_or_default());
        focus::element(section, &id).is_none() && age < PATIENCE
    });
    for row in list.entries().iter().filter_map(row) {
        rows::put(section, &row);
    }
}

fn row(comment: &Value) -> Option<RowData> {
    Some(RowData {
        depth: comment.text("depth")?.parse().ok()?,
        parent: comment.text("parent"),
        name: comment.text("name")?,
        mark: comment.text("mark").unwrap_or_default(),
        html: comment.text("html")?,
        created: comment.text("created")?,
        ..RowData::of(comment.text("id")?, Kind::Held)
    })
}
