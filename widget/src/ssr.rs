//! Rendering to HTML, in the Worker.

use leptos::prelude::*;
use postil_model::Row;

pub use crate::MARKUP;
use crate::browser::Shelf;
use crate::state::{self, RowData, Section};
use crate::{locale, view};

/// One page of a thread, and what is said of it.
#[derive(Clone, Debug)]
pub struct PageView<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The thread's id.
    pub thread: &'a str,
    /// The language to render in; an unknown one gets English.
    pub lang: &'a str,
    /// The thread's version; 0 for a thread that nobody has written in.
    pub version: u64,
    /// How many comments everybody can see on the whole thread.
    pub count: u32,
    /// The page's place, from 0; none for the page of the most useful conversations.
    pub page: Option<u32>,
    /// How many pages there are.
    pub pages: u32,
    /// The page's rows, in order.
    pub rows: Vec<Row>,
}

/// What the document without JavaScript needs besides.
#[derive(Clone, Copy, Debug)]
pub struct Plain<'a> {
    /// The page's title, shown as text.
    pub title: &'a str,
    /// The address that opens a reply, up to the comment's id.
    pub reply: &'a str,
    /// The address that leads to a comment, up to its id.
    pub comment: &'a str,
    /// The comment that is being answered, and its form as HTML that is safe as it stands.
    pub open: Option<(&'a str, &'a str)>,
}

/// Renders a published page: the very HTML that the widget takes over in the browser.
#[must_use]
pub fn render_page(page: PageView<'_>) -> String {
    Owner::new().with(|| view::section(section(page)).to_html())
}

/// Renders the same page for a document without JavaScript: no composer, and replies by links.
#[must_use]
pub fn render_plain(page: PageView<'_>, plain: Plain<'_>) -> String {
    let plain = state::Plain {
        title: plain.title.to_owned(),
        reply: plain.reply.to_owned(),
        comment: plain.comment.to_owned(),
        open: plain
            .open
            .map(|(id, form)| (id.to_owned(), form.to_owned())),
    };
    Owner::new().with(|| view::plain(section(page), &plain).to_html())
}

fn section(view: PageView<'_>) -> Section {
    let page = state::Page {
        site: view.site.to_owned(),
        thread: view.thread.to_owned(),
        version: view.version,
        count: view.count,
        page: view.page.unwrap_or_default(),
        best: view.page.is_none(),
        pages: view.pages.max(1),
    };
    let rows = view.rows.into_iter().map(RowData::from).collect();
    Section::new(locale::words(view.lang), page, rows, Shelf::default())
}

#[cfg(test)]
mod tests;
