//! Sending a comment: whatever happens, what was typed stays until the comment is safe.

use leptos::prelude::*;
use postil_model::{Body, Name};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement};

use super::api::Failure;
use super::composer::{BUSY, Composer, few};
use super::json::Value;
use super::shelf::Attempt;
use super::{api, dom, focus, held, post, reply, rows};
use crate::state::{Kind, RowData};
use crate::words::message;

impl Composer {
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
        if let Some(parent) = self.parent() {
            reply::close(section, &parent);
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
