//! Sending a comment: whatever happens, what was typed is kept until the comment is safe.

use postil_model::{Body, Name};
use web_sys::HtmlInputElement;

use super::composer::{Composer, few};
use super::json::{Json, Value};
use super::section::Section;
use super::{draft, edit, focus, held, outbox, own, post, reply, rows, storage};
use crate::state::{Kind, RowData};
use crate::words::message;

impl Composer {
    /// Sends what is written, if it can be.
    pub fn submit(&self) {
        if self.is_busy() || !self.is_valid() {
            return;
        }
        // While it is on its way, its text is no draft.
        draft::keep_typed(&self.section);
        if self.is_edit() {
            return edit::save(self);
        }
        let Some(name_field) = self.field::<HtmlInputElement>(".name") else {
            return;
        };
        let name = name_field.value();
        if Name::try_from(name.clone()).is_err() {
            return self.blame(".name", self.section.word(message::NAME_MISSING));
        }
        let section = &self.section;
        self.remember_name();
        let id = post::new_id();
        if self.begin(&id) {
            // First the outbox has it, then the draft goes: at no moment has neither.
            outbox::put(section, &id, self.written(&name));
            draft::close(self);
            outbox::hurry(section);
        }
    }

    /// What the outbox keeps of what is written.
    fn written(&self, name: &str) -> Json {
        let trap: Option<HtmlInputElement> = self.field(".trap");
        let trap = trap.map(|field| field.value());
        let written = Json::default()
            .maybe("parent", self.parent())
            .text("name", name)
            .text("body", &self.text())
            .maybe("trap", trap.filter(|text| !text.is_empty()));
        match self.took() {
            Some(took) => written.number("took", took),
            None => written,
        }
    }

    fn is_valid(&self) -> bool {
        let Err(error) = Body::try_from(self.text()) else {
            return true;
        };
        let words = self.section.words();
        self.show_preview(false);
        let why = if error.code == "body_too_long" {
            words.counted(message::BODY_LONG, few(Body::MOST))
        } else {
            words.get(message::BODY_MISSING).to_owned()
        };
        self.blame(".source", &why);
        false
    }

    /// Its comment is safe, or kept: there is nothing more to write here, but for what was given
    /// back meanwhile. Answers whether the reader was still there.
    pub(super) fn done(&self) -> bool {
        let had_focus = self.has_focus();
        match self.parent() {
            Some(parent) => reply::close(&self.section, &parent),
            None => {
                self.clear();
                draft::fill(self);
            }
        }
        draft::restore_others(&self.section);
        had_focus
    }
}

/// A comment stays in the outbox for now: it is shown as waiting, where it will stand.
pub fn waits(section: &Section, id: &str) {
    let Some(composer) = Composer::sending(section, id) else {
        return;
    };
    let had_focus = composer.done();
    outbox::show(section);
    if had_focus {
        focus::row(section, id);
    }
    let said = if storage::keeps(section.host()) {
        message::WAITING_SAID
    } else {
        message::WAITING_MEMORY
    };
    section.say(section.word(said));
}

/// The server has a comment: it is shown at its place, and its author taken there.
pub fn taken(section: &Section, id: &str, entry: &Value, answer: &Value) {
    let had_focus = Composer::sending(section, id).map(|composer| composer.done());
    if !outbox::is_here(section, entry) {
        return section.say(section.word(message::SENT));
    }
    let Some(row) = post::taken(section, answer) else {
        return;
    };
    let said = keep(section, answer, &row);
    rows::put(section, &row);
    own::mark(section);
    if let Some(row) = focus::element(section, id) {
        let _ = row.class_list().add_1("new");
    }
    if let Some(had_focus) = had_focus {
        if had_focus {
            focus::row(section, id);
        }
        section.say(&said);
        own::offer_recovery(section);
    } else if row.kind == Kind::Held {
        section.say(&said);
    } else {
        section.say(section.word(message::SENT));
    }
}

/// Counts a published comment, remembers a held one; answers with what to say of it.
fn keep(section: &Section, answer: &Value, row: &RowData) -> String {
    let host = section.host();
    let mark = (!row.mark.is_empty()).then_some(&*row.mark);
    host.set(&post::mark_key(section), mark);
    if row.kind == Kind::Published {
        let is_new =
            focus::element(section, &row.id).is_none_or(|row| row.class_list().contains("waiting"));
        host.count(i32::from(is_new));
        host.posted(answer.number("version"));
        return section.word(message::POSTED).to_owned();
    }
    held::remember(section, row);
    let reason = answer
        .text("reason")
        .unwrap_or_else(|| section.word(message::HELD).to_owned());
    if storage::keeps(host) {
        reason
    } else {
        format!("{reason} {}", section.word(message::FORGETFUL))
    }
}
