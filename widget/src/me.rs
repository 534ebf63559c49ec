//! "My comments": what one reader has written on a site, with what can be done with all of it, and
//! the way to another device. It stands on its own, and is loaded when somebody opens it.

mod code;
mod device;
mod export;
mod forget;
mod list;
mod mine;
mod panel;

use std::any::Any;
use std::cell::RefCell;

use js_sys::Function;
use leptos::mount::mount_to;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::platform::host::Host;
use crate::words::Words;
use panel::Panel;

/// The open panel.
#[wasm_bindgen]
pub struct Handle(RefCell<Option<Box<dyn Any>>>);

#[wasm_bindgen]
impl Handle {
    /// Takes it out of the document.
    pub fn unmount(&self) {
        self.0.take();
    }
}

/// Opens the panel in an element. `close` is called when its reader is done with it.
#[wasm_bindgen]
pub fn mount(host: Host, place: HtmlElement, close: Function) -> Handle {
    let words = Words::read(host.thread().lang(), host.strings());
    let mounted = mount_to(place, move || {
        let panel = Panel::new(words, host, close);
        panel.fetch();
        list::view(panel)
    });
    Handle(RefCell::new(Some(Box::new(mounted))))
}
