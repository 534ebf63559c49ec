//! Reading a published page back from the document.

use postil_model::thread::{Answers, Number};
use web_sys::Element;

use super::dom::{find, find_all, text_of};
use crate::state::{Kind, Page, RowData};

/// What the section's element says of itself.
pub fn read(section: &Element) -> Page {
    let number = |name: &str| {
        section
            .get_attribute(name)
            .and_then(|text| text.parse::<u64>().ok())
    };
    let small = |name: &str| {
        number(name)
            .and_then(|number| u32::try_from(number).ok())
            .unwrap_or_default()
    };
    let text = |name: &str| section.get_attribute(name).unwrap_or_default();
    Page {
        site: text("data-site"),
        thread: text("data-thread"),
        version: number("data-version").unwrap_or_default(),
        count: small("data-count"),
        page: small("data-page"),
        best: text("data-page") == "best",
        pages: small("data-pages").max(1),
    }
}

/// The rows below an element; with their texts, if they are to be drawn elsewhere.
pub fn rows(section: &Element, with_texts: bool) -> Vec<RowData> {
    find_all(section, ".row")
        .iter()
        .filter_map(|row| self::row(row, with_texts))
        .collect()
}

fn row(row: &Element, with_text: bool) -> Option<RowData> {
    let author: Option<Element> = find(row, ".author");
    let body = with_text.then(|| find::<Element>(row, ".body")).flatten();
    let answers = find::<Element>(row, ".answers").and_then(|link| {
        Some(Answers {
            id: link.get_attribute("href")?.strip_prefix("#c-")?.to_owned(),
            number: link.get_attribute("data-number")?.parse().ok()?,
            name: link.get_attribute("data-name")?,
        })
    });
    let number: Option<Number> = row
        .get_attribute("data-number")
        .and_then(|number| number.parse().ok());
    Some(RowData {
        id: row.id().strip_prefix("c-")?.to_owned(),
        number,
        depth: row.get_attribute("data-depth")?.parse().ok()?,
        parent: row.get_attribute("data-parent"),
        name: author
            .as_ref()
            .and_then(|author| author.text_content())
            .unwrap_or_default(),
        url: author.and_then(|author| author.get_attribute("href")),
        badge: text_of(row, ".badge"),
        html: body.map(|body| body.inner_html()).unwrap_or_default(),
        created: find::<Element>(row, ".when")
            .and_then(|when| when.get_attribute("datetime"))
            .unwrap_or_default(),
        answers,
        kind: if row.class_list().contains("removed") {
            Kind::Removed
        } else {
            Kind::Published
        },
        fresh: false,
    })
}
