//! Reading a published page back from the document.

use postil_model::thread::Number;
use web_sys::Element;

use super::dom::text_of;
use crate::state::{Page, PageName};

/// What the section's element says of itself.
pub fn read(section: &Element) -> Page {
    let text = |name: &str| section.get_attribute(name).unwrap_or_default();
    let number = |name: &str| text(name).parse::<u32>().unwrap_or_default();
    Page {
        site: text("data-site"),
        thread: text("data-thread"),
        version: text("data-version").parse().unwrap_or_default(),
        count: number("data-count"),
        page: PageName::read(&text("data-page")),
        pages: number("data-pages").max(1),
        edit_hours: number("data-edit"),
        votes: section.has_attribute("data-votes"),
        theme: text("data-look"),
        closed: section.has_attribute("data-closed"),
        tools: section
            .query_selector(".tools")
            .is_ok_and(|tools| tools.is_some()),
        left: 0,
    }
}

/// What a row's element says of its comment, as far as a reply to it needs to know.
pub struct Answered {
    /// Its number.
    pub number: Option<Number>,
    /// Its level, from 0.
    pub depth: u8,
    /// Its author's name.
    pub name: String,
}

/// Reads a row.
pub fn answered(row: &Element) -> Answered {
    let data = |name: &str| row.get_attribute(name).unwrap_or_default();
    Answered {
        number: data("data-number").parse().ok(),
        depth: data("data-depth").parse().unwrap_or_default(),
        name: text_of(row, ".author").unwrap_or_default(),
    }
}
