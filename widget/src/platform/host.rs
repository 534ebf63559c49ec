//! The loader, as the widget sees it. The widget knows no page but through it.

use js_sys::{Object, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{DocumentFragment, Element, HtmlElement, ShadowRoot};

#[wasm_bindgen]
extern "C" {
    /// What the loader offers: see `Host` in `embed/types.ts`.
    #[derive(Clone)]
    pub type Host;

    /// The section's shadow root.
    #[wasm_bindgen(method, getter)]
    pub fn root(this: &Host) -> ShadowRoot;
    /// The one element in it that holds the published page.
    #[wasm_bindgen(method, getter)]
    pub fn wrapper(this: &Host) -> HtmlElement;
    /// The Worker's address, without a slash at the end.
    #[wasm_bindgen(method, getter)]
    pub fn base(this: &Host) -> String;
    /// The site's id.
    #[wasm_bindgen(method, getter)]
    pub fn site(this: &Host) -> String;
    /// What the loader remembers of a thread by its address (`seen`, `last`, `room`, `typed`) stands
    /// under this name.
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &Host) -> String;
    /// The page this section stands on.
    #[wasm_bindgen(method, getter)]
    pub fn thread(this: &Host) -> Place;
    /// The widget's words, one message a line.
    #[wasm_bindgen(method, getter)]
    pub fn strings(this: &Host) -> String;
    /// Whether anything but the loader has changed the HTML since it was put in.
    #[wasm_bindgen(method)]
    pub fn touched(this: &Host) -> bool;
    /// HTML of the Worker as nodes, also on pages that enforce Trusted Types.
    #[wasm_bindgen(method)]
    pub fn parse(this: &Host, html: &str) -> DocumentFragment;
    /// The published page as it came, completed and arranged for this reader.
    #[wasm_bindgen(method)]
    pub fn fresh(this: &Host) -> DocumentFragment;
    /// The section is taken over: what is pressed is heard from now on.
    #[wasm_bindgen(method)]
    pub fn live(this: &Host);
    /// Puts another published page in place.
    #[wasm_bindgen(method)]
    pub fn show(this: &Host, source: &str);
    /// A moment as local date and time.
    #[wasm_bindgen(method)]
    pub fn when(this: &Host, moment: &str) -> String;
    /// Puts a row where it belongs.
    #[wasm_bindgen(method)]
    pub fn place(this: &Host, row: &Element);
    /// Has the rows say what they are among each other, after some have gone.
    #[wasm_bindgen(method)]
    pub fn settle(this: &Host);
    /// So many comments have come (or, below zero, gone).
    #[wasm_bindgen(method)]
    pub fn count(this: &Host, change: i32);
    /// Has the live region say something.
    #[wasm_bindgen(method)]
    pub fn say(this: &Host, text: &str);
    /// What is selected within a row's text, if anything.
    #[wasm_bindgen(method)]
    pub fn quotation(this: &Host, row: &Element) -> String;
    /// Looks for news now.
    #[wasm_bindgen(method)]
    pub fn news(this: &Host);
    /// Opens "My comments".
    #[wasm_bindgen(method)]
    pub fn me(this: &Host);
    /// Does the work that a challenge asks for: answers with what proves it.
    #[wasm_bindgen(method)]
    pub fn work(this: &Host, challenge: &str) -> Promise;
    /// Holds a lock that all tabs share: answers with what releases it, or with nothing while
    /// another tab has it.
    #[wasm_bindgen(method)]
    pub fn lock(this: &Host, name: &str) -> Promise;
    /// Remembers that this reader has seen this version.
    #[wasm_bindgen(method)]
    pub fn posted(this: &Host, version: f64);
    /// What is remembered on this browser.
    #[wasm_bindgen(method)]
    pub fn get(this: &Host, key: &str) -> Option<String>;
    /// Remembers something, or forgets it.
    #[wasm_bindgen(method)]
    pub fn set(this: &Host, key: &str, value: Option<&str>);
    /// What could not be kept on this browser, by its key.
    #[wasm_bindgen(method, getter)]
    pub fn memory(this: &Host) -> Object;

    /// A page of the blog.
    pub type Place;

    /// The thread's id, where the page's owner named it.
    #[wasm_bindgen(method, getter)]
    pub fn id(this: &Place) -> Option<String>;
    /// The page's address.
    #[wasm_bindgen(method, getter)]
    pub fn url(this: &Place) -> String;
    /// The page's canonical link.
    #[wasm_bindgen(method, getter)]
    pub fn canonical(this: &Place) -> Option<String>;
    /// The page's title.
    #[wasm_bindgen(method, getter)]
    pub fn title(this: &Place) -> String;
    /// The language in which the section is shown.
    #[wasm_bindgen(method, getter)]
    pub fn lang(this: &Place) -> String;
}
