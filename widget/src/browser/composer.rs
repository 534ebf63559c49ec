//! What a composer does. A composer is its form: what it holds is in its fields.

use leptos::mount::mount_to;
use leptos::prelude::*;
use postil_model::{Body, Name};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};

use super::api::Failure;
use super::json::{Json, Value};
use super::shelf::{Attempt, Reply};
use super::{api, dom, focus, held, post, rows};
use crate::state::{Kind, RowData, Section};
use crate::view;
use crate::words::{Message, message};

/// From how many characters before the end on they are counted.
const NEAR: usize = 500;
/// On a form while its comment is on its way.
const BUSY: &str = "aria-busy";

/// One composer.
#[derive(Clone)]
pub struct Composer {
    section: Section,
    form: Element,
}

/// Opens the reply to the comment whose button was pressed, or closes it again.
pub fn reply(section: Section, pressed: &Element) {
    let Some(id) = focus::row_around(pressed) else {
        return;
    };
    if replying(section).as_ref() == Some(&id) {
        return cancel(section);
    }
    open(section, &id);
    focus::in_row(section, &id, ".source");
}

/// Opens the reply to a comment; another that was open is closed.
pub fn open(section: Section, id: &str) {
    let (Some(row), Some(element)) = (section.row(id), focus::element(section, id)) else {
        return;
    };
    let words = section.words;
    let composer = mount_to(element, move || {
        view::composer::composer(words, Some(&row.name))
    });
    let reply = Reply {
        id: id.to_owned(),
        composer: Box::new(composer),
    };
    section
        .shelf
        .update_value(|shelf| shelf.reply = Some(reply));
}

/// The comment whose reply is open.
fn replying(section: Section) -> Option<String> {
    section
        .shelf
        .with_value(|shelf| shelf.reply.as_ref().map(|reply| reply.id.clone()))
}

/// Closes the open reply; the focus goes back to where it was opened.
pub fn cancel(section: Section) {
    if let Some(id) = close(section) {
        focus::in_row(section, &id, ".reply");
    }
}

fn close(section: Section) -> Option<String> {
    let reply = section
        .shelf
        .try_update_value(|shelf| shelf.reply.take())
        .flatten()?;
    drop(reply.composer);
    Some(reply.id)
}

impl Composer {
    /// The composer that an element is part of.
    pub fn around(section: Section, part: &Element) -> Option<Self> {
        let form = part.closest(".composer").ok().flatten()?;
        Some(Self { section, form })
    }

    /// The comment it answers.
    fn parent(&self) -> Option<String> {
        focus::row_around(&self.form)
    }

    fn field<T: JsCast>(&self, selector: &str) -> Option<T> {
        dom::find(&self.form, selector)
    }

    fn source(&self) -> Option<HtmlTextAreaElement> {
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

    fn set_text(&self, selector: &str, text: &str) {
        if let Some(element) = self.field::<Element>(selector) {
            // An empty text node would keep the stylesheet from hiding it.
            element.set_text_content((!text.is_empty()).then_some(text));
        }
    }

    /// Ctrl+Enter or Cmd+Enter posts; Escape leaves a reply that is still empty.
    pub fn key(&self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => {
                event.prevent_default();
                self.submit();
            }
            "Escape"
                if self.parent().is_some()
                    && self
                        .source()
                        .is_some_and(|field| field.value().trim().is_empty()) =>
            {
                cancel(self.section);
            }
            _ => {}
        }
    }

    /// Back from the preview to the text.
    pub fn write(&self) {
        self.show_preview(false);
        dom::focus(self.source().as_deref());
    }

    fn show_preview(&self, shown: bool) {
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
    fn say(&self, text: &str, alert: bool) {
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

    fn fail(&self, why: &str) {
        let _ = self.form.remove_attribute(BUSY);
        self.say(why, true);
    }

    fn fail_with(&self, why: Message) {
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

    /// Sends the comment. Whatever happens, the text stays until the comment is safe.
    pub fn submit(&self) {
        let section = self.section;
        if self.form.has_attribute(BUSY) {
            return;
        }
        let (Some(source), Some(name_field)) =
            (self.source(), self.field::<HtmlInputElement>(".name"))
        else {
            return;
        };
        let (name, body) = (name_field.value(), source.value());
        if let Err(error) = Body::try_from(body.clone()) {
            self.show_preview(false);
            self.fail(&if error.code == "body_too_long" {
                section.words.counted(message::BODY_LONG, few(Body::MOST))
            } else {
                section.words.get(message::BODY_MISSING).to_owned()
            });
            return dom::focus(Some(&source));
        }
        if Name::try_from(name.clone()).is_err() {
            self.fail_with(message::NAME_MISSING);
            return dom::focus(Some(&name_field));
        }
        section.host(|host| host.set("name", Some(&name)));
        let attempt = self.attempt([name, body]);
        let request = post::request(section, &attempt);
        let Some(address) = section.host(|host| format!("{}/v1/comments", host.base())) else {
            return;
        };
        let _ = self.form.set_attribute(BUSY, "true");
        self.say(section.words.get(message::SENDING), false);
        let composer = self.clone();
        spawn_local(async move {
            match api::post(&address, &request).await {
                Ok(answer) => composer.sent(&answer),
                Err(failure) => composer.refused(failure),
            }
        });
    }

    /// The attempt under which this very text is sent.
    fn attempt(&self, text: [String; 2]) -> Attempt {
        let parent = self.parent();
        let attempt = self.section.shelf.try_update_value(|shelf| {
            let known = shelf
                .attempts
                .iter()
                .find(|attempt| attempt.parent == parent && attempt.text == text)
                .cloned();
            known.unwrap_or_else(|| {
                shelf.attempts.retain(|attempt| attempt.parent != parent);
                let attempt = Attempt {
                    parent: parent.clone(),
                    id: post::new_id(),
                    text: text.clone(),
                };
                shelf.attempts.push(attempt.clone());
                attempt
            })
        });
        // A section that is gone sends nothing more; what is asked for here is made all the same.
        attempt.unwrap_or_else(|| Attempt {
            parent: None,
            id: post::new_id(),
            text,
        })
    }

    fn forget_attempt(&self) {
        let parent = self.parent();
        let _ = self
            .section
            .shelf
            .try_update_value(|shelf| shelf.attempts.retain(|attempt| attempt.parent != parent));
    }

    fn refused(&self, failure: Failure) {
        match failure {
            Failure::Network if window().navigator().on_line() => self.fail_with(message::FAILED),
            Failure::Network => self.fail_with(message::OFFLINE),
            Failure::TooFast(seconds) => {
                self.fail(&self.section.words.with(
                    message::SLOW,
                    "{seconds}",
                    &seconds.to_string(),
                ));
            }
            Failure::Refused { code, detail } => {
                if code == "conflict" {
                    // The id is another comment's: the next attempt has its own.
                    self.forget_attempt();
                }
                self.fail(&detail);
            }
        }
        dom::focus(self.field(".post").as_ref());
    }

    /// The comment is durable: show it at its place, and take the reader there.
    fn sent(&self, answer: &Value) {
        let section = self.section;
        let Some(row) = post::taken(section, answer) else {
            return self.fail_with(message::FAILED);
        };
        let id = row.id.clone();
        let said = self.keep(answer, &row);
        self.clear();
        rows::insert(section, row);
        if self.parent().is_some() {
            close(section);
        }
        focus::row(section, &id);
        section.say(said);
    }

    /// Counts a published comment, remembers a held one; answers with what to say of it.
    fn keep(&self, answer: &Value, row: &RowData) -> String {
        let section = self.section;
        let words = section.words;
        if row.kind == Kind::Published {
            let is_new = section.row(&row.id).is_none();
            section.count.update(|count| *count += u32::from(is_new));
            section.host(|host| host.posted(answer.number("version").unwrap_or_default()));
            return words.get(message::POSTED).to_owned();
        }
        held::remember(section, row);
        let reason = answer
            .text("reason")
            .unwrap_or_else(|| words.get(message::HELD).to_owned());
        let is_forgetful = section.host(|host| !host.kept()).unwrap_or_default();
        if is_forgetful {
            format!("{reason} {}", words.get(message::FORGETFUL))
        } else {
            reason
        }
    }

    fn clear(&self) {
        self.forget_attempt();
        let _ = self.form.remove_attribute(BUSY);
        self.say("", false);
        self.show_preview(false);
        self.set_text(".count", "");
        if let Some(field) = self.source() {
            field.set_value("");
            let _ = HtmlElement::style(&field).remove_property("height");
        }
    }
}

/// A count as messages take it.
fn few(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
