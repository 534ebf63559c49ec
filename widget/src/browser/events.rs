//! What a reader presses and types, for the whole section in one place: the views stay
//! declarative, and two hundred rows need no listener of their own.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget, KeyboardEvent, StorageEvent};

use super::composer::Composer;
use super::section::Section;
use super::{draft, edit, focus, outbox, own, remove, reply, storage, vote};

/// On the section. `postil-rows` says that rows have come, or that this reader is known anew; the
/// two others are those of "My comments" for what is no more.
const HERE: [&str; 8] = [
    "click",
    "submit",
    "keydown",
    "input",
    "focusin",
    "postil-rows",
    "postil-erased",
    "postil-forgotten",
];
/// On the window.
const AROUND: [&str; 5] = [
    "online",
    "storage",
    "beforeunload",
    "pagehide",
    "visibilitychange",
];

/// A section's ears. Dropped, it is deaf.
pub struct Listeners {
    ears: Vec<(EventTarget, &'static str)>,
    closure: Closure<dyn Fn(Event)>,
}

impl Listeners {
    /// Listens to everything in a section, and to what concerns it around.
    pub fn new(section: &Section) -> Self {
        let wrapper: EventTarget = section.host().wrapper().into();
        let window: EventTarget = leptos::prelude::window().into();
        let ears = HERE
            .map(|name| (wrapper.clone(), name))
            .into_iter()
            .chain(AROUND.map(|name| (window.clone(), name)))
            .collect();
        let section = section.clone();
        let closure: Closure<dyn Fn(Event)> = Closure::new(move |event| handle(&section, &event));
        let listeners = Self { ears, closure };
        for (target, name) in &listeners.ears {
            // Fails for what is no listener.
            let _ = target.add_event_listener_with_callback(name, listeners.function());
        }
        listeners
    }

    fn function(&self) -> &js_sys::Function {
        self.closure.as_ref().unchecked_ref()
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        for (target, name) in &self.ears {
            let _ = target.remove_event_listener_with_callback(name, self.function());
        }
    }
}

fn handle(section: &Section, event: &Event) {
    let name = event.type_();
    match name.as_str() {
        "online" => return outbox::hurry(section),
        "storage" => return stored_elsewhere(section, event),
        "beforeunload" => return ask_before_leaving(section, event),
        // Nothing may come after these.
        "pagehide" | "visibilitychange" => return draft::keep_typed(section),
        "postil-rows" => {
            own::mark(section);
            vote::mark(section);
            return draft::restore_others(section);
        }
        "postil-erased" => return remove::all(section),
        "postil-forgotten" => return outbox::show(section),
        _ => {}
    }
    let target = event.target().and_then(|target| target.dyn_into().ok());
    let Some(target): Option<Element> = target else {
        return;
    };
    let composer = Composer::around(section, &target);
    match (name.as_str(), composer) {
        ("click", composer) => click(section, &target, composer),
        ("submit", Some(composer)) => {
            event.prevent_default();
            composer.submit();
        }
        ("keydown", Some(composer)) => {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                key(event, &composer);
            }
        }
        ("input", Some(composer)) if target.class_list().contains("source") => composer.changed(),
        ("input", Some(composer)) => composer.remember_name(),
        ("focusin", Some(composer)) => composer.enter(),
        _ => {}
    }
}

/// Another tab has changed the outbox.
fn stored_elsewhere(section: &Section, event: &Event) {
    let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
    let is_outbox = key.is_some_and(|key| outbox::list(section).has(&key));
    if is_outbox {
        outbox::show(section);
    }
}

/// A draft survives, but who leaves may think that it was sent. A comment that waits goes by itself
/// later, unless nothing lasts here.
fn ask_before_leaving(section: &Section, event: &Event) {
    draft::keep_typed(section);
    let is_unsent = Composer::all(section).any(|composer| composer.is_unsent());
    let is_lost = !storage::keeps(section.host()) && !outbox::list(section).entries().is_empty();
    if is_unsent || is_lost {
        event.prevent_default();
        // Older browsers ask only then.
        let _ = js_sys::Reflect::set(event, &"returnValue".into(), &true.into());
    }
}

/// Ctrl+Enter or Cmd+Enter posts; Escape leaves a composer in a row that is still empty.
fn key(event: &KeyboardEvent, composer: &Composer) {
    match event.key().as_str() {
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            composer.submit();
        }
        "Escape" if composer.parent().is_some() && !composer.is_unsent() => draft::leave(composer),
        _ => {}
    }
}

fn click(section: &Section, target: &Element, composer: Option<Composer>) {
    let Some(pressed) = target.closest("button").ok().flatten() else {
        return;
    };
    let is = |class: &str| pressed.class_list().contains(class);
    match composer {
        Some(composer) if is("preview") => composer.preview(),
        Some(composer) if is("write") => composer.write(),
        Some(composer) if is("cancel") || is("discard") => draft::leave(&composer),
        Some(composer) if is("really") => draft::discard(&composer),
        Some(composer) if is("keep") => draft::go_on(&composer),
        None if is("later") => own::refuse_recovery(section),
        _ if is("me") => {
            own::answer_recovery(section);
            section.host().me();
        }
        Some(_) => {}
        None if is("reply") => reply::start(section, &pressed),
        None if is("useful") => vote::toggle(section, &pressed),
        None if is("edit") => edit::start(section, &pressed),
        None if is("delete") => remove::ask(section, &pressed),
        None if is("keep") => remove::keep(section, &pressed),
        None if is("really") => remove::really(section, &pressed),
        None if is("now") => outbox::insist(section),
        None if is("back") => {
            if let Some(id) = focus::row_around(&pressed) {
                outbox::take_back(section, &id);
            }
        }
        None => {}
    }
}
