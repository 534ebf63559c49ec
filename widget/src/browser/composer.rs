//! What a composer does.

use leptos::html::Form;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use postil_model::{Body, Name};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};

use super::api::Failure;
use super::json::{Json, Value};
use super::{api, dom, focus, held, post};
use crate::state::{Kind, Section, Status};
use crate::words::message;

/// From how many characters before the end on they are counted.
const NEAR: usize = 500;

/// One composer. A handle: copies are the same composer.
#[derive(Clone, Copy)]
pub struct Composer {
    section: Section,
    parent: StoredValue<Option<String>>,
    /// The id of the comment in the making, and what was sent under it: the same text is sent
    /// under the same id, however often, so that it is posted once.
    attempt: StoredValue<Option<(String, [String; 2])>>,
    /// Its element.
    pub form: NodeRef<Form>,
    /// What it is at.
    pub status: RwSignal<Status>,
    /// Whether the preview is shown.
    pub previewing: RwSignal<bool>,
    /// How many characters are left, in words, near the end.
    pub left: RwSignal<String>,
}

/// Opens the reply to a comment, or closes it again.
pub fn reply(section: Section, id: &str) {
    let is_open = section
        .replying
        .with_untracked(|open| open.as_deref() == Some(id));
    if is_open {
        return cancel(section);
    }
    section.replying.set(Some(id.to_owned()));
    let id = id.to_owned();
    spawn_local(async move {
        tick().await;
        focus::in_row(section, &id, ".source");
    });
}

/// Closes the open reply; the focus goes back to where it was opened.
pub fn cancel(section: Section) {
    if let Some(id) = section.replying.try_update(Option::take).flatten() {
        focus::in_row(section, &id, ".reply");
    }
}

impl Composer {
    /// A composer for the thread, or for the reply to a comment.
    pub fn new(section: Section, parent: Option<String>) -> Self {
        let composer = Self {
            section,
            parent: StoredValue::new(parent),
            attempt: StoredValue::new(None),
            form: NodeRef::new(),
            status: RwSignal::new(Status::Writing),
            previewing: RwSignal::new(false),
            left: RwSignal::new(String::new()),
        };
        Effect::new(move |_| composer.recall_name());
        composer
    }

    /// Fills in the name this reader used last.
    fn recall_name(self) {
        if self.form.get().is_none() {
            return;
        }
        let known = self.section.host(|host| host.get("name")).flatten();
        if let (Some(field), Some(name)) = (self.field::<HtmlInputElement>(".name"), known)
            && field.value().is_empty()
        {
            field.set_value(&name);
        }
    }

    fn field<T: wasm_bindgen::JsCast>(self, selector: &str) -> Option<T> {
        let form = self.form.try_get_untracked().flatten()?;
        dom::find(form.as_ref(), selector)
    }

    fn source(self) -> String {
        self.field::<HtmlTextAreaElement>(".source")
            .map(|field| field.value())
            .unwrap_or_default()
    }

    /// Counts what is left near the end, and lets the field grow where the stylesheet cannot.
    pub fn typed(self) {
        let Some(field) = self.field::<HtmlTextAreaElement>(".source") else {
            return;
        };
        let length = field.value().chars().count();
        let words = self.section.words;
        let few = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        self.left.set(match Body::MOST.checked_sub(length) {
            None => words.counted(message::COMPOSER_OVER, few(length - Body::MOST)),
            Some(left) if left <= NEAR => words.counted(message::COMPOSER_LEFT, few(left)),
            Some(_) => String::new(),
        });
        if field.scroll_height() > field.client_height() {
            // By the object model, which strict pages allow.
            let _ = HtmlElement::style(&field)
                .set_property("height", &format!("{}px", field.scroll_height()));
        }
    }

    /// Ctrl+Enter or Cmd+Enter posts; Escape leaves a reply that is still empty.
    pub fn key(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => {
                event.prevent_default();
                self.submit();
            }
            "Escape" if self.parent.get_value().is_some() && self.source().trim().is_empty() => {
                cancel(self.section)
            }
            _ => {}
        }
    }

    /// Back from the preview to the text.
    pub fn write(self) {
        self.previewing.set(false);
        spawn_local(async move {
            tick().await;
            dom::focus(self.field(".source").as_ref());
        });
    }

    /// Shows the text as it will be published, by the very renderer that publishes it.
    pub fn preview(self) {
        let words = self.section.words;
        let body = self.source();
        if body.trim().is_empty() {
            return self
                .status
                .set(Status::Failed(words.get(message::PREVIEW_EMPTY).to_owned()));
        }
        let request = Json::default()
            .text("site", &self.section.site.get_value())
            .text("body", &body)
            .text("lang", words.lang);
        let Some(address) = self
            .section
            .host(|host| format!("{}/v1/preview", host.base()))
        else {
            return;
        };
        spawn_local(async move {
            let html = match api::post(&address, &request).await {
                Ok(answer) => answer.text("html"),
                Err(Failure::Refused { detail, .. }) => return self.fail(detail),
                Err(_) => None,
            };
            let Some(html) = html else {
                return self.fail(words.get(message::PREVIEW_FAILED).to_owned());
            };
            let text = self.section.host(|host| host.parse(&html));
            if let (Some(place), Some(text)) = (self.field::<Element>(".previewed"), text) {
                place.replace_children_with_node_1(&text);
                let _ = self.status.try_set(Status::Writing);
                let _ = self.previewing.try_set(true);
            }
        });
    }

    fn fail(self, why: String) {
        let _ = self.status.try_set(Status::Failed(why));
    }

    /// Sends the comment. Whatever happens, the text stays until the comment is safe.
    pub fn submit(self) {
        if self
            .status
            .with_untracked(|status| *status == Status::Sending)
        {
            return;
        }
        let words = self.section.words;
        let Some(name_field) = self.field::<HtmlInputElement>(".name") else {
            return;
        };
        let (name, body) = (name_field.value(), self.source());
        if let Err(error) = Body::try_from(body.clone()) {
            let long = words.counted(
                message::BODY_LONG,
                u32::try_from(Body::MOST).unwrap_or(u32::MAX),
            );
            self.previewing.set(false);
            self.fail(if error.code == "body_too_long" {
                long
            } else {
                words.get(message::BODY_MISSING).to_owned()
            });
            return dom::focus(self.field(".source").as_ref());
        }
        if Name::try_from(name.clone()).is_err() {
            self.fail(words.get(message::NAME_MISSING).to_owned());
            return dom::focus(Some(&name_field));
        }
        self.section.host(|host| host.set("name", Some(&name)));
        let id = self.id_for(&name, &body);
        let request = post::request(self.section, &id, self.parent.get_value(), &name, &body);
        let Some(address) = self
            .section
            .host(|host| format!("{}/v1/comments", host.base()))
        else {
            return;
        };
        self.status.set(Status::Sending);
        spawn_local(async move {
            match api::post(&address, &request).await {
                Ok(answer) => self.sent(&answer).await,
                Err(failure) => self.refused(failure),
            }
        });
    }

    /// The id under which this very text is sent.
    fn id_for(self, name: &str, body: &str) -> String {
        let text = [name.to_owned(), body.to_owned()];
        if let Some((id, before)) = self.attempt.get_value()
            && before == text
        {
            return id;
        }
        let id = post::new_id();
        self.attempt.set_value(Some((id.clone(), text)));
        id
    }

    fn refused(self, failure: Failure) {
        let words = self.section.words;
        let online = window().navigator().on_line();
        self.fail(match failure {
            Failure::Network if online => words.get(message::FAILED).to_owned(),
            Failure::Network => words.get(message::OFFLINE).to_owned(),
            Failure::TooFast(seconds) => {
                words.with(message::SLOW, "{seconds}", &seconds.to_string())
            }
            Failure::Refused { code, detail } => {
                if code == "conflict" {
                    // The id is another comment's: the next attempt has its own.
                    let _ = self.attempt.try_set_value(None);
                }
                detail
            }
        });
        dom::focus(self.field(".post").as_ref());
    }

    /// The comment is durable: show it at its place, and take the reader there.
    async fn sent(self, answer: &Value) {
        let section = self.section;
        let Some(taken) = post::taken(section, answer) else {
            return self.fail(section.words.get(message::FAILED).to_owned());
        };
        let is_held = taken.row.kind == Kind::Held;
        let id = taken.row.id.clone();
        if is_held {
            held::remember(section, &taken.row);
        } else {
            let is_new = section
                .rows
                .with_untracked(|rows| rows.iter().all(|row| row.id != id));
            section.count.update(|count| *count += u32::from(is_new));
            section.host(|host| host.posted(taken.version));
        }
        section.insert(taken.row);
        self.clear();
        if self.parent.get_value().is_some() {
            section.replying.set(None);
        }
        tick().await;
        focus::fill(section);
        focus::row(section, &id);
        let reason = answer.text("reason").filter(|_| is_held);
        let said = if is_held {
            message::HELD
        } else {
            message::POSTED
        };
        let forgetful = section.host(|host| !host.kept()).unwrap_or_default() && is_held;
        let mut notice = reason.unwrap_or_else(|| section.words.get(said).to_owned());
        if forgetful {
            notice = format!("{notice} {}", section.words.get(message::FORGETFUL));
        }
        let _ = section.notice.try_set(notice);
    }

    fn clear(self) {
        let _ = self.attempt.try_set_value(None);
        let _ = self.status.try_set(Status::Writing);
        let _ = self.previewing.try_set(false);
        let _ = self.left.try_set(String::new());
        if let Some(field) = self.field::<HtmlTextAreaElement>(".source") {
            field.set_value("");
            let _ = HtmlElement::style(&field).remove_property("height");
        }
    }
}
