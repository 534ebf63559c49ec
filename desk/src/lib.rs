//! The desk: where owners and moderators decide about comments. A page of its own, drawn in the
//! browser, that speaks to `/v1/desk/…` of the Worker which serves it.
//!
//! `words` ← `state` (signals, and what changes them) ← `view` (what is drawn). A view fetches
//! nothing by itself, and `state` draws nothing.
//!
//! **Architecture Invariant:** what somebody wrote is a text node. Two strings alone become
//! markup: a comment's `html`, which is the renderer's, and the picture of a mark, which `model`
//! draws.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)
)]

mod api;
mod browser;
mod module;
mod preview;
mod state;
mod view;
mod words;

use js_sys::Function;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use state::Desk;

/// Draws the desk into the page, in a language whose messages the page has got. `open` starts the
/// module that reads files, given what hears how far it has read.
#[wasm_bindgen]
pub fn start(language: String, messages: String, open: Function) {
    module::open_with(open);
    words::speak(language, messages);
    if let Some(root) = document().document_element() {
        // Fails for no name that is one.
        let _ = root.set_attribute("lang", words::language());
    }
    document().set_title(words::m::TITLE.text());
    mount_to_body(|| {
        let desk = Desk::new();
        desk.start();
        view::app(desk)
    });
}
