//! What a section has only in the browser.

use std::any::Any;

use leptos::prelude::*;

use super::host::Host;
use crate::state::Section;

/// A comment on its way: the same text is sent under the same id, however often, so that it is
/// posted once.
#[derive(Clone)]
pub struct Attempt {
    /// The comment it answers.
    pub parent: Option<String>,
    /// Its id.
    pub id: String,
    /// The name and the text that were sent under it.
    pub text: [String; 2],
}

/// A reply that is being written.
pub struct Reply {
    /// The comment it answers.
    pub id: String,
    /// Its composer: dropped, it is gone from the document.
    pub composer: Box<dyn Any>,
}

/// What a section has only in the browser.
#[derive(Default)]
pub struct Shelf {
    /// The loader; none where HTML is rendered.
    pub host: Option<Host>,
    /// Whether the next page is on its way.
    pub more_is_coming: bool,
    /// What has been sent and not yet acknowledged.
    pub attempts: Vec<Attempt>,
    /// The rows that were put among the first: dropped, they are gone from the document.
    pub mounted: Vec<Box<dyn Any>>,
    /// The replies that are being written.
    pub replies: Vec<Reply>,
}

impl Section {
    /// Calls the loader, where there is one.
    pub fn host<T>(self, call: impl FnOnce(&Host) -> T) -> Option<T> {
        let host = self.shelf.try_with_value(|shelf| shelf.host.clone())??;
        Some(call(&host))
    }
}
