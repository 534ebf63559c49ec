//! What a composer does. A composer is its form: what it holds is in its fields.

use leptos::prelude::*;
use postil_model::Body;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::api::Failure;
use super::json::Json;
use super::{api, dom, focus};
use crate::state::Section;
use crate::words::{Message, message};

/// From how many characters before the end on they are counted.
const NEAR: usize = 500;
/// On a form while its comment is on its way.
pub(super) const BUSY: &str = "aria-busy";

/// One composer.
#[derive(Clone)]
pub struct Composer {
    pub(super) section: Section,
    pub(super) form: Element,
}

impl Composer {
    /// The composer that an element is part of.
    pub fn around(section: Section, part: &Element) -> Option<Self> {
        let form = part.closest(".composer").ok().flatten()?;
        Some(Self { section, form })
    }

    /// The comment it answers.
    pub(super) fn parent(&self) -> Option<String> {
        focus::row_around(&self.form)
    }

    pub(super) fn field<T: JsCast>(&self, selector: &str) -> Option<T> {
        dom::find(&self.form, selector)
    }

    pub(super) fn source(&self) -> Option<HtmlTextAreaElement> {
        self.field(".source")
    }

    /// Fills in the name this reader used last.
    pub fn recall_name(&self) {
        let known = self.section.host(|host| host.get("name")).flatten();
        if let (Some(field), Some(name)) = (self.field::<HtmlInputElement>(".name"), known)
            && field.value().is_empty()
        {
            field.set_value(&name);
        }
    }

    /// Counts what is left near the end, and lets the field grow where the stylesheet cannot.
    pub fn typed(&self) {
        let Some(field) = self.source() else { return };
        let length = field.value().chars().count();
        let words = self.section.words;
        let left = match Body::MOST.checked_sub(length) {
            None => words.counted(message::COMPOSER_OVER, few(length - Body::MOST)),
            Some(left) if left <= NEAR => words.counted(message::COMPOSER_LEFT, few(left)),
            Some(_) => String::new(),
        };
        self.set_text(".count", &left);
        if field.scroll_height() > field.client_height() {
            // By the object model, which strict pages allow.
            let height = format!("{}px", field.scroll_height());
            let _ = HtmlElement::style(&field).set_property("height", &height);
        }
    }

    pub(super) fn set_text(&self, selector: &str, text: &str) {
        if let Some(element) = self.field::<Element>(selector) {
            // An empty text node would keep the stylesheet from hiding it.
            element.set_text_content((!text.is_empty()).then_some(text));
        }
    }

    /// Whether it is a reply that nothing has been typed into.
    pub fn is_empty_reply(&self) -> bool {
        let is_empty = |field: HtmlTextAreaElement| field.value().trim().is_empty();
        self.parent().is_some() && self.source().is_some_and(is_empty)
    }

    /// Back from the preview to the text.
    pub fn write(&self) {
        self.show_preview(false);
        dom::focus(self.source().as_deref());
    }

    pub(super) fn show_preview(&self, shown: bool) {
        for (selector, hidden) in [(".source", shown), (".previewed", !shown)] {
            if let Some(element) = self.field::<HtmlElement>(selector) {
                element.set_hidden(hidden);
            }
        }
        for (selector, pressed) in [(".write", !shown), (".preview", shown)] {
            if let Some(tab) = self.field::<Element>(selector) {
                let _ = tab.set_attribute("aria-pressed", if pressed { "true" } else { "false" });
            }
        }
    }

    /// Says something below the fields; `alert` for what went wrong.
    pub(super) fn say(&self, text: &str, alert: bool) {
        self.set_text(".note", text);
        if let Some(note) = self.field::<Element>(".note") {
            note.set_class_name(if alert { "note alert" } else { "note" });
        }
        let words = self.section.words;
        self.set_text(
            ".post",
            words.get(if alert {
                message::COMPOSER_AGAIN
            } else {
                message::COMPOSER_POST
            }),
        );
        if alert {
            self.section.say(text.to_owned());
        }
    }

    pub(super) fn fail(&self, why: &str) {
        let _ = self.form.remove_attribute(BUSY);
        self.say(why, true);
    }

    pub(super) fn fail_with(&self, why: Message) {
        self.fail(self.section.words.get(why));
    }

    /// Shows the text as it will be published, by the very renderer that publishes it.
    pub fn preview(&self) {
        let body = self.source().map(|field| field.value()).unwrap_or_default();
        if body.trim().is_empty() {
            return self.fail_with(message::PREVIEW_EMPTY);
        }
        let section = self.section;
        let request = Json::default()
            .text("site", &section.page.with_value(|page| page.site.clone()))
            .text("body", &body)
            .text("lang", section.words.lang);
        let Some(address) = section.host(|host| format!("{}/v1/preview", host.base())) else {
            return;
        };
        let composer = self.clone();
        spawn_local(async move {
            match api::post(&address, &request).await {
                Ok(answer) => composer.previewed(&answer.text("html").unwrap_or_default()),
                Err(Failure::Refused { detail, .. }) => composer.fail(&detail),
                Err(_) => composer.fail_with(message::PREVIEW_FAILED),
            }
        });
    }

    fn previewed(&self, html: &str) {
        let text = self.section.host(|host| host.parse(html));
        if let (Some(place), Some(text)) = (self.field::<Element>(".previewed"), text) {
            place.set_text_content(None);
            let _ = place.append_child(&text);
            self.say("", false);
            self.show_preview(true);
        }
    }
}

/// A count as messages take it.
pub(super) fn few(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
