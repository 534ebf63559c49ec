//! A live section: where it is, what it speaks, and what was put into it.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

use super::api::{self, Failure};
use super::host::Host;
use super::json::{Json, Value};
use super::{dom, page};
use crate::state::Page;
use crate::words::{Message, Words};

/// What came of a call.
pub type Answer = Result<Value, Failure>;

type Then = Box<dyn FnOnce(&Section, Answer)>;

/// One comment section. Copies are the same section.
#[derive(Clone)]
pub struct Section(Rc<Inner>);

struct Inner {
    words: Words,
    host: Host,
    is_over: Cell<bool>,
    is_sending: Cell<bool>,
    is_draft_due: Cell<bool>,
    mounted: RefCell<Vec<Mounted>>,
}

/// Something that was put into the section: dropped, it is gone from the document.
struct Mounted {
    name: String,
    /// Held for its end.
    _view: Box<dyn Any>,
}

impl Section {
    /// The section of a host.
    pub fn new(words: Words, host: Host) -> Self {
        Self(Rc::new(Inner {
            words,
            host,
            is_over: Cell::new(false),
            is_sending: Cell::new(false),
            is_draft_due: Cell::new(false),
            mounted: RefCell::default(),
        }))
    }

    /// Its words.
    pub fn words(&self) -> Words {
        self.0.words
    }

    /// A message as it stands.
    pub fn word(&self, message: Message) -> &'static str {
        self.0.words.get(message)
    }

    /// The loader.
    pub fn host(&self) -> &Host {
        &self.0.host
    }

    /// What is this thread's own is remembered under this name, whichever address of the page the
    /// reader has come by.
    pub fn thread_name(&self) -> String {
        match self.page() {
            page if page.thread.is_empty() => self.0.host.name(),
            page => format!("{} {}", page.site, page.thread),
        }
    }

    /// The section's element.
    pub fn element(&self) -> Option<Element> {
        self.0.host.wrapper().first_element_child()
    }

    /// What the shown page says of itself, as of now.
    pub fn page(&self) -> Page {
        self.element()
            .map(|element| page::read(&element))
            .unwrap_or_default()
    }

    /// Something below the section's element.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        dom::find(&self.0.host.wrapper(), selector)
    }

    /// The address of a call.
    pub fn call(&self, path: &str) -> String {
        format!("{}/v1/{path}", self.0.host.base())
    }

    /// Posts a body to a call of the API, and has the answer dealt with if the section still lives.
    pub fn post(&self, path: &str, body: Json, then: impl FnOnce(&Self, Answer) + 'static) {
        self.post_boxed(self.call(path), body, Box::new(then));
    }

    /// One future for every call: each kind of future is code of its own.
    fn post_boxed(&self, address: String, body: Json, then: Then) {
        let section = self.clone();
        spawn_local(async move {
            let answer = api::post(&address, &body).await;
            if !section.is_over() {
                then(&section, answer);
            }
        });
    }

    /// Has the live region say something.
    pub fn say(&self, text: &str) {
        self.0.host.say(text);
    }

    /// Keeps what was mounted, under a name, for as long as the section lives.
    pub fn keep(&self, name: &str, view: impl Any) {
        self.0.mounted.borrow_mut().push(Mounted {
            name: name.to_owned(),
            _view: Box::new(view),
        });
    }

    /// Whether something is kept under a name.
    pub fn keeps(&self, name: &str) -> bool {
        self.0.mounted.borrow().iter().any(|one| one.name == name)
    }

    /// Takes what is kept under a name out of the document.
    pub fn release(&self, name: &str) {
        let mut mounted = self.0.mounted.borrow_mut();
        let released: Vec<_> = mounted.extract_if(.., |one| one.name == name).collect();
        // What is dropped may call back.
        drop(mounted);
        drop(released);
    }

    /// Whether the outbox is being sent; sets whether it is.
    pub fn sending(&self, now: bool) -> bool {
        self.0.is_sending.replace(now)
    }

    /// Whether drafts are about to be written; sets whether they are.
    pub fn draft_due(&self, now: bool) -> bool {
        self.0.is_draft_due.replace(now)
    }

    /// Does something in so many milliseconds, if the section still lives.
    pub fn later(&self, wait: i32, then: impl FnOnce(&Self) + 'static) {
        let section = self.clone();
        let go = Closure::once_into_js(move || {
            if !section.is_over() {
                then(&section);
            }
        });
        // Fails where there is no such function.
        let _ = leptos::prelude::window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(go.unchecked_ref(), wait);
    }

    /// Ends it: what comes back from a wait leaves it alone.
    pub fn end(&self) {
        self.0.is_over.set(true);
        drop(self.0.mounted.take());
    }

    /// Whether it has ended.
    pub fn is_over(&self) -> bool {
        self.0.is_over.get()
    }
}
