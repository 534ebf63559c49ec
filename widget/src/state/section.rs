//! A section: what does not change as values, what changes as signals.

use std::sync::Arc;

use leptos::prelude::*;

use super::RowData;
use crate::browser::Host;
use crate::words::Words;

/// What a composer is at.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// The reader writes.
    Writing,
    /// The comment is on its way.
    Sending,
    /// It did not arrive, or was refused: what to do, in words.
    Failed(String),
}

#[cfg(feature = "ssr")]
/// What the document without JavaScript needs: see [`crate::ssr::render_plain`].
#[derive(Clone, Debug)]
pub struct Plain {
    /// The page's title.
    pub title: String,
    /// The address that opens a reply, up to the comment's id.
    pub reply: String,
    /// The comment that is being answered, and its form as HTML.
    pub open: Option<(String, String)>,
}

/// One comment section. A handle: copies are the same section.
#[derive(Clone, Copy)]
pub struct Section {
    /// Its words.
    pub words: Words,
    /// The loader; none where HTML is rendered.
    pub host: StoredValue<Option<Host>, LocalStorage>,
    /// The site's id.
    pub site: StoredValue<String>,
    /// The thread's id.
    pub thread: StoredValue<String>,
    /// The thread's version.
    pub version: RwSignal<u64>,
    /// How many comments everybody can see.
    pub count: RwSignal<u32>,
    /// The page that was asked for.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// The page after the last that is shown.
    pub next: RwSignal<u32>,
    /// The rows that are shown.
    pub rows: RwSignal<Vec<Arc<RowData>>>,
    /// The comment whose reply is being written.
    pub replying: RwSignal<Option<String>>,
    /// What the live region says.
    pub notice: RwSignal<String>,
}

impl Section {
    /// A section that shows these rows.
    pub fn new(words: Words, site: String, thread: String, page: Page, rows: Vec<RowData>) -> Self {
        Self {
            words,
            host: StoredValue::new_local(None),
            site: StoredValue::new(site),
            thread: StoredValue::new(thread),
            version: RwSignal::new(page.version),
            count: RwSignal::new(page.count),
            page: page.page,
            pages: page.pages,
            next: RwSignal::new(page.page + 1),
            rows: RwSignal::new(rows.into_iter().map(Arc::new).collect()),
            replying: RwSignal::new(None),
            notice: RwSignal::new(String::new()),
        }
    }

    /// Calls the loader, where there is one.
    pub fn host<T>(self, call: impl FnOnce(&Host) -> T) -> Option<T> {
        self.host
            .try_with_value(|host| host.as_ref().map(call))
            .flatten()
    }

    /// Puts a new row where it belongs.
    pub fn insert(self, row: RowData) {
        self.rows.update(|rows| {
            if rows.iter().all(|other| other.id != row.id) {
                rows.insert(row.place(rows), Arc::new(row));
            }
        });
    }
}

/// What a published page says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The thread's version.
    pub version: u64,
    /// How many comments everybody can see on the thread.
    pub count: u32,
    /// The page's place, from 0.
    pub page: u32,
    /// How many pages there are; at least one.
    pub pages: u32,
}
