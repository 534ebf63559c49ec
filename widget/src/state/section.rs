//! A section: what never changes as values, what is drawn anew as signals, the rest on the shelf.

use std::sync::Arc;

use leptos::prelude::*;

use super::RowData;
use crate::browser::Shelf;
use crate::words::Words;

#[cfg(feature = "ssr")]
/// What the document without JavaScript needs: see [`crate::ssr::render_plain`].
#[derive(Clone, Debug)]
pub struct Plain {
    /// The page's title.
    pub title: String,
    /// The address that opens a reply, up to the comment's id.
    pub reply: String,
    /// The address that leads to a comment, up to its id.
    pub comment: String,
    /// The comment that is being answered, and its form as HTML.
    pub open: Option<(String, String)>,
}

/// What a published page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The site's id.
    pub site: String,
    /// The thread's id.
    pub thread: String,
    /// The thread's version.
    pub version: u64,
    /// How many comments everybody can see on the thread.
    pub count: u32,
    /// The page's place, from 0.
    pub page: u32,
    /// Whether it is the page of the most useful conversations, which has no place.
    pub best: bool,
    /// How many pages there are; at least one.
    pub pages: u32,
}

/// One comment section. A handle: copies are the same section.
#[derive(Clone, Copy)]
pub struct Section {
    /// Its words.
    pub words: Words,
    /// The page that was asked for.
    pub page: StoredValue<Page, LocalStorage>,
    /// What only the browser has: the loader, what is being sent.
    pub shelf: StoredValue<Shelf, LocalStorage>,
    /// How many comments everybody can see.
    pub count: RwSignal<u32>,
    /// How many pages there are, as far as it is known.
    pub pages: RwSignal<u32>,
    /// The page after the last that is shown.
    pub next: RwSignal<u32>,
    /// The rows that are shown.
    pub rows: StoredValue<Vec<Arc<RowData>>, LocalStorage>,
    /// How many rows that is.
    pub shown: RwSignal<u32>,
    /// What the live region says.
    pub notice: RwSignal<String>,
}

impl Section {
    /// A section that shows these rows.
    pub fn new(words: Words, page: Page, rows: Vec<RowData>, shelf: Shelf) -> Self {
        Self {
            words,
            count: RwSignal::new(page.count),
            pages: RwSignal::new(page.pages),
            next: RwSignal::new(page.page + 1),
            page: StoredValue::new_local(page),
            shelf: StoredValue::new_local(shelf),
            shown: RwSignal::new(u32::try_from(rows.len()).unwrap_or(u32::MAX)),
            rows: StoredValue::new_local(rows.into_iter().map(Arc::new).collect()),
            notice: RwSignal::new(String::new()),
        }
    }

    /// A row that is shown.
    pub fn row(self, id: &str) -> Option<Arc<RowData>> {
        self.rows
            .try_with_value(|rows| rows.iter().find(|row| row.id == id).cloned())?
    }

    /// Has the live region say something. After a wait the section may be gone: then nobody listens.
    pub fn say(self, text: String) {
        let _ = self.notice.try_set(text);
    }
}
