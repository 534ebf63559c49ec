//! A reader's own comments that wait for a moderator. Nobody else is told of them, so this browser
//! remembers them, until they are published or a month has gone by.

use js_sys::Date;
use leptos::prelude::*;

use super::json::{Json, Value};
use super::rows;
use crate::state::{Kind, RowData, Section};

/// How long a comment is shown as waiting, in milliseconds.
const PATIENCE: f64 = 30.0 * 86_400_000.0;

fn key(section: Section) -> String {
    section
        .page
        .with_value(|page| format!("held {} {}", page.site, page.thread))
}

/// Remembers a held comment.
pub fn remember(section: Section, row: &RowData) {
    let comment = Json::default()
        .text("id", &row.id)
        .maybe("parent", row.parent.clone())
        .text("depth", &row.depth.to_string())
        .text("name", &row.name)
        .text("html", &row.html)
        .text("created", &row.created);
    let mut lines = lines(section);
    lines.push(comment.write());
    keep(section, &lines);
}

/// Puts the remembered comments among the rows, and forgets those that are there by themselves.
pub fn show(section: Section) {
    let lines = lines(section);
    let (waiting, rest): (Vec<_>, Vec<_>) = lines
        .iter()
        .filter_map(|line| Some((line.clone(), row(line)?)))
        .partition(|(_, row)| {
            let is_there = section.row(&row.id).is_some();
            !is_there && Date::now() - Date::parse(&row.created) < PATIENCE
        });
    if !rest.is_empty() {
        keep(
            section,
            &waiting
                .iter()
                .map(|(line, _)| line.clone())
                .collect::<Vec<_>>(),
        );
    }
    for (_, row) in waiting {
        rows::insert(section, row);
    }
}

fn lines(section: Section) -> Vec<String> {
    let text = section
        .host(|host| host.get(&key(section)))
        .flatten()
        .unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

fn keep(section: Section, lines: &[String]) {
    let text = (!lines.is_empty()).then(|| lines.join("\n"));
    section.host(|host| host.set(&key(section), text.as_deref()));
}

fn row(line: &str) -> Option<RowData> {
    let comment = Value::read(line);
    Some(RowData {
        id: comment.text("id")?,
        number: None,
        depth: comment.text("depth")?.parse().ok()?,
        parent: comment.text("parent"),
        name: comment.text("name")?,
        url: None,
        badge: None,
        html: comment.text("html")?,
        created: comment.text("created")?,
        answers: None,
        kind: Kind::Held,
        fresh: false,
    })
}
