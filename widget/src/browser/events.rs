//! What a reader presses and types, for the whole section in one place: the views stay
//! declarative, and two hundred rows need no listener of their own.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::composer::Composer;
use super::{focus, more, reply};
use crate::state::Section;

const TYPES: [&str; 5] = ["click", "submit", "keydown", "input", "focusin"];

/// A section's ears. Dropped, it is deaf.
pub struct Listeners {
    wrapper: HtmlElement,
    closure: Closure<dyn Fn(Event)>,
}

impl Listeners {
    /// Listens to everything below an element.
    pub fn new(section: Section, wrapper: HtmlElement) -> Self {
        let closure: Closure<dyn Fn(Event)> = Closure::new(move |event| handle(section, &event));
        for name in TYPES {
            // Fails for what is no listener.
            let _ =
                wrapper.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        }
        Self { wrapper, closure }
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        for name in TYPES {
            let _ = self
                .wrapper
                .remove_event_listener_with_callback(name, self.closure.as_ref().unchecked_ref());
        }
    }
}

fn handle(section: Section, event: &Event) {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return;
    };
    let composer = Composer::around(section, &target);
    match (event.type_().as_str(), composer) {
        ("click", composer) => click(section, event, &target, composer),
        ("submit", Some(composer)) => {
            event.prevent_default();
            composer.submit();
        }
        ("keydown", Some(composer)) => {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                key(event, &composer);
            }
        }
        ("input", Some(composer)) => composer.typed(),
        ("focusin", Some(composer)) => composer.recall_name(),
        _ => {}
    }
}

/// Ctrl+Enter or Cmd+Enter posts; Escape leaves a reply that is still empty.
fn key(event: &KeyboardEvent, composer: &Composer) {
    match event.key().as_str() {
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            composer.submit();
        }
        "Escape" if composer.is_empty_reply() => reply::cancel(composer),
        _ => {}
    }
}

fn click(section: Section, event: &Event, target: &Element, composer: Option<Composer>) {
    let Some(pressed) = target.closest("button, .answers").ok().flatten() else {
        return;
    };
    let is = |class: &str| pressed.class_list().contains(class);
    match composer {
        Some(composer) if is("preview") => composer.preview(),
        Some(composer) if is("write") => composer.write(),
        Some(composer) if is("cancel") => reply::cancel(&composer),
        Some(_) => {}
        None if is("reply") => reply::start(section, &pressed),
        None if is("more") => more::more(section),
        None => focus::follow(section, event, &pressed),
    }
}
