//! What the panel knows, and what it asks the server for.

use js_sys::Function;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, Element};

use super::forget;
use super::mine::Mine;
use crate::platform::api;
use crate::platform::dom;
use crate::platform::host::Host;
use crate::platform::json::{Json, Value};
use crate::words::message::me as message;
use crate::words::{Message, Words};
use postil_model::DeviceKey;

/// The panel itself, which takes the focus where what had it goes.
const PANEL: &str = ".mine section";

/// How far the list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is being fetched.
    Fetching,
    /// It is there.
    There,
    /// It could not be fetched.
    Failed,
}

/// What the reader is asked before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To delete everything.
    Erase,
    /// To forget the key.
    Forget,
}

/// The panel. Copies are the same panel.
#[derive(Clone, Copy)]
pub struct Panel {
    /// Its words.
    pub words: Words,
    host: StoredValue<Host, LocalStorage>,
    close: StoredValue<Function, LocalStorage>,
    /// The comments that have come.
    pub comments: RwSignal<Vec<Mine>>,
    /// Where the list goes on.
    pub next: RwSignal<Option<String>>,
    /// How far the list has come.
    pub status: RwSignal<Status>,
    /// What the reader is asked.
    pub asks: RwSignal<Option<Ask>>,
    /// What the live region says.
    pub said: RwSignal<String>,
    /// The key of this browser, if it has one.
    pub key: RwSignal<Option<String>>,
    /// Whether something is being done that must not be begun twice.
    pub busy: RwSignal<bool>,
}

impl Panel {
    /// A panel that has fetched nothing yet.
    pub fn new(words: Words, host: Host, close: Function) -> Self {
        let key = host
            .get("key")
            .filter(|key| DeviceKey::try_from(&**key).is_ok());
        Self {
            words,
            host: StoredValue::new_local(host),
            close: StoredValue::new_local(close),
            comments: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            status: RwSignal::new(Status::There),
            asks: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            key: RwSignal::new(key),
            busy: RwSignal::new(false),
        }
    }

    /// Calls the loader.
    pub fn host<T: Default>(self, call: impl FnOnce(&Host) -> T) -> T {
        self.host.try_with_value(call).unwrap_or_default()
    }

    /// Has the live region say something.
    pub fn say(self, message: Message) {
        let _ = self.said.try_set(self.words.get(message).to_owned());
    }

    /// The reader is done.
    pub fn close(self) {
        self.close.with_value(|close| {
            // The loader's own function: it does not throw.
            let _ = close.call0(&JsValue::NULL);
        });
    }

    /// Fetches the beginning of the list, or where it goes on.
    pub fn fetch(self) {
        if self.key.get_untracked().is_none() {
            return;
        }
        self.status.set(Status::Fetching);
        spawn_local(async move {
            let after = self.next.get_untracked();
            match self.ask("list", after).await {
                Some(answer) => self.take(&answer),
                None => {
                    let _ = self.status.try_set(Status::Failed);
                }
            }
        });
    }

    fn take(self, answer: &Value) {
        let more = answer.get("comments").items();
        let more = more.iter().filter_map(Mine::read);
        // The server goes from thread to thread.
        let _ = self.comments.try_update(|comments| {
            comments.extend(more);
            // Within a second, ids tell.
            comments.sort_by(|a, b| (&b.created, &b.id).cmp(&(&a.created, &a.id)));
        });
        let next = answer.text("next");
        if next.is_none() && self.next.try_get_untracked().flatten().is_some() {
            // The button that was pressed is about to go.
            self.focus(PANEL);
        }
        let _ = self.next.try_set(next);
        let _ = self.status.try_set(Status::There);
        // So that this browser knows its own comments on every page.
        if let Some(mark) = answer.text("mark") {
            self.host(|host| host.set(&format!("mark {}", host.site()), Some(&mark)));
            self.tell("postil-rows");
        }
    }

    /// Takes the reader to something in the panel.
    pub fn focus(self, selector: &str) {
        let wrapper = self.host.try_with_value(Host::wrapper);
        let found = wrapper.and_then(|wrapper| dom::find(&wrapper, selector));
        dom::focus(found.as_ref());
    }

    /// Asks the reader before something is done.
    pub fn put_question(self, ask: Ask) {
        self.asks.set(Some(ask));
        spawn_local(async move {
            // The question is drawn by then.
            tick().await;
            self.focus(".mine .keep");
        });
    }

    /// The answer was no.
    pub fn drop_question(self) {
        self.focus(match self.asks.get_untracked() {
            Some(Ask::Forget) => ".mine .forget",
            _ => ".mine .erase",
        });
        self.asks.set(None);
    }

    /// Asks for everything of this key: one part of it at a time.
    pub async fn ask(self, what: &str, after: Option<String>) -> Option<Value> {
        let key = self.key.try_get_untracked()??;
        let (site, base) = self.host(|host| (host.site(), host.base()));
        let body = Json::default()
            .text("site", &site)
            .text("key", &key)
            .text("do", what)
            .text("lang", self.words.lang)
            .maybe("after", after);
        api::post(&format!("{base}/v1/me"), &body).await.ok()
    }

    /// Deletes everything, part by part.
    pub fn erase(self) {
        self.focus(PANEL);
        self.asks.set(None);
        self.busy.set(true);
        spawn_local(async move {
            let mut after = None;
            let erased = loop {
                let Some(answer) = self.ask("erase", after).await else {
                    break false;
                };
                after = answer.text("next");
                if after.is_none() {
                    break true;
                }
            };
            let _ = self.busy.try_set(false);
            if erased {
                self.comments.try_update(Vec::clear);
                let _ = self.next.try_set(None);
                self.say(message::ERASED);
                self.tell("postil-erased");
            } else {
                self.say(message::ERASE_FAILED);
            }
        });
    }

    /// Forgets the reader on this browser: the key, and all that is remembered beside it.
    pub fn forget(self) {
        self.focus(PANEL);
        self.asks.set(None);
        self.host(forget::everything);
        self.know(None);
        self.tell("postil-forgotten");
        self.say(message::FORGOTTEN);
    }

    /// This browser is now known by another key.
    pub fn use_key(self, key: &DeviceKey) {
        let key = key.reveal().to_owned();
        self.host(|host| host.set("key", Some(&key)));
        self.know(Some(key));
        self.say(message::ENTER_USED);
        self.fetch();
    }

    /// The rows of whoever was known before are this reader's own no more.
    fn know(self, key: Option<String>) {
        self.key.set(key);
        self.comments.set(Vec::new());
        self.next.set(None);
        let wrapper = self.host.try_with_value(Host::wrapper);
        for button in wrapper
            .iter()
            .flat_map(|wrapper| dom::find_all(wrapper, ".row :is(.edit, .delete)"))
        {
            button.remove();
        }
    }

    /// Tells the section.
    fn tell(self, what: &str) {
        let wrapper = self.host.try_with_value(Host::wrapper);
        if let (Some(wrapper), Ok(event)) = (wrapper, CustomEvent::new(what)) {
            let wrapper: &Element = &wrapper;
            let _ = wrapper.dispatch_event(&event);
        }
    }
}
