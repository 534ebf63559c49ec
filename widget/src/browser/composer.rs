//! What a composer does. A composer is its form: what it holds is in its fields.

use js_sys::Date;
use postil_model::Body;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::json::{Json, Value};
use super::section::Section;
use super::{dom, draft, focus};
use crate::words::{Message, message};

/// From how many characters before the end on they are counted.
const NEAR: usize = 500;
/// On a form while its comment is on its way.
const BUSY: &str = "aria-busy";
/// On a form into which something was typed that is not kept yet.
const TYPED: &str = "data-typed";
/// On a form for an edit: the revision of the comment that its text was made from.
const REVISION: &str = "data-revision";
/// On such a form: the id of the comment.
const SENDING: &str = "data-sending";
/// On a form whose text was begun here: when it was entered.
const ENTERED: &str = "data-entered";
/// What is said below the fields.
const NOTE: &str = ".foot + .note";

/// One composer.
#[derive(Clone)]
pub struct Composer {
    pub(super) section: Section,
    pub(super) form: Element,
}

impl Composer {
    /// The composer that an element is part of.
    pub fn around(section: &Section, part: &Element) -> Option<Self> {
        let form = part.closest(".composer").ok().flatten()?;
        Some(Self {
            section: section.clone(),
            form,
        })
    }

    /// The composer of the thread.
    pub fn main(section: &Section) -> Option<Self> {
        let form: Element = section.find(".postil > .composer")?.into();
        Self::around(section, &form)
    }

    /// All that are open.
    pub fn all(section: &Section) -> impl Iterator<Item = Self> {
        let forms = dom::find_all(&section.host().wrapper(), ".composer");
        forms
            .into_iter()
            .filter_map(|form| Self::around(section, &form))
    }

    /// The composer of a place: see [`Composer::place`].
    pub fn at(section: &Section, place: &str) -> Option<Self> {
        if place.is_empty() {
            return Self::main(section);
        }
        let (id, selector) = match place.strip_prefix("edit ") {
            Some(id) => (id, ".edits"),
            None => (place, ".composer:not(.edits)"),
        };
        let row = focus::element(section, id)?;
        Self::around(section, &dom::find::<Element>(&row, selector)?)
    }

    /// The composer from which a comment is being sent.
    pub fn sending(section: &Section, id: &str) -> Option<Self> {
        let form = section.find(&format!("[{SENDING}=\"{id}\"]"))?;
        Self::around(section, &form)
    }

    /// What is written here: nothing for the thread, the answered comment's id, or `edit ` and
    /// the edited one's.
    pub fn place(&self) -> String {
        let id = focus::row_around(&self.form).unwrap_or_default();
        if self.is_edit() {
            format!("edit {id}")
        } else {
            id
        }
    }

    /// Whether it holds another text for a comment of one's own.
    pub fn is_edit(&self) -> bool {
        self.form.class_list().contains("edits")
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

    /// Its form.
    pub fn element(&self) -> Option<HtmlElement> {
        self.form.clone().dyn_into().ok()
    }

    /// What is typed in it.
    pub fn text(&self) -> String {
        self.source().map(|field| field.value()).unwrap_or_default()
    }

    /// Types into it.
    pub fn set(&self, text: &str) {
        if let Some(field) = self.source() {
            field.set_value(text);
        }
    }

    /// Puts a text into it that ends in what stands there: a reader who is typing goes on where they
    /// are.
    pub fn set_before_caret(&self, text: &str) {
        let Some(field) = self.source() else { return };
        let end = field.selection_end().ok().flatten().unwrap_or_default();
        let behind = field.text_length().saturating_sub(end);
        field.set_value(text);
        let caret = field.text_length().saturating_sub(behind);
        // Fails in fields that hold no text.
        let _ = field.set_selection_range(caret, caret);
    }

    /// Whether it holds a text that is not safe anywhere else.
    pub fn is_unsent(&self) -> bool {
        let text = self.text();
        let was_there = self.source().and_then(|field| field.default_value().ok());
        let is_as_it_was = self.is_edit() && was_there.as_ref() == Some(&text);
        !is_as_it_was && !text.trim().is_empty()
    }

    /// Takes the reader there.
    pub fn focus(&self) {
        dom::focus(self.source().as_deref());
    }

    /// Takes the reader to something in it.
    pub(super) fn focus_on(&self, selector: &str) {
        dom::focus(self.field::<HtmlElement>(selector).as_ref());
    }

    /// Whether the reader is in it. Who has gone on to something else is not called back.
    pub(super) fn has_focus(&self) -> bool {
        let active = self.section.host().root().active_element();
        active.is_some_and(|active| self.form.contains(Some(&active)))
    }

    /// The reader has come here: for a new text, if there is none yet.
    pub fn enter(&self) {
        self.recall_name();
        if self.text().is_empty() && !self.form.has_attribute(ENTERED) {
            let now = String::from(Date::new_0().to_iso_string());
            let _ = self.form.set_attribute(ENTERED, &now);
        }
    }

    /// For how many milliseconds its text has been written. Nothing where it was begun elsewhere:
    /// on another visit, say.
    pub(super) fn took(&self) -> Option<f64> {
        let entered = self.form.get_attribute(ENTERED)?;
        // A clock may be put back.
        Some((Date::now() - Date::parse(&entered)).max(0.0))
    }

    /// Fills in the name this reader used last.
    pub fn recall_name(&self) {
        let known = self.section.host().get("name");
        if let (Some(field), Some(name)) = (self.field::<HtmlInputElement>(".name"), known)
            && field.value().is_empty()
        {
            field.set_value(&name);
        }
    }

    /// Remembers the name as it is typed, and forgets one that is taken out.
    pub fn remember_name(&self) {
        if let Some(field) = self.field::<HtmlInputElement>(".name") {
            let name = field.value();
            let known = (!name.trim().is_empty()).then_some(&*name);
            self.section.host().set("name", known);
        }
    }

    /// Counts what is left near the end, and lets the field grow where the stylesheet cannot.
    pub fn typed(&self) {
        let Some(field) = self.source() else { return };
        let length = field.value().chars().count();
        let words = self.section.words();
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

    /// Back from the preview to the text.
    pub fn write(&self) {
        self.show_preview(false);
        self.focus();
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

    /// Says something below the fields; `alert` for what went wrong. No field is to blame for it,
    /// or not any more.
    pub(super) fn note(&self, text: &str, alert: bool) {
        for field in dom::find_all(&self.form, "[aria-invalid]") {
            let _ = field.remove_attribute("aria-invalid");
        }
        let Some(note) = self.field::<Element>(NOTE) else {
            return;
        };
        note.set_text_content((!text.is_empty()).then_some(text));
        note.set_class_name(if alert { "note alert" } else { "note" });
        let word = match (alert, self.is_edit()) {
            (true, _) => message::COMPOSER_AGAIN,
            (false, true) => message::SAVE,
            (false, false) => message::COMPOSER_POST,
        };
        self.set_text(".post", self.section.word(word));
        if alert {
            self.section.say(text);
        }
    }

    /// Remarks on something, where nothing else is said.
    pub(super) fn remark(&self, text: &str) {
        let note: Option<Element> = self.field(NOTE);
        if let Some(note) = note.filter(|note| !note.has_child_nodes()) {
            note.set_text_content(Some(text));
        }
    }

    /// From now on its comment is on its way; not if one is already. Nothing can be typed meanwhile
    /// that would not be sent.
    pub(super) fn begin(&self, id: &str) -> bool {
        if self.form.has_attribute(BUSY) {
            return false;
        }
        let _ = self.form.set_attribute(BUSY, "true");
        let _ = self.form.set_attribute(SENDING, id);
        self.lock(true);
        self.note(self.section.word(message::SENDING), false);
        true
    }

    /// The comment that is on its way from here.
    pub(super) fn sends(&self) -> Option<String> {
        self.form.get_attribute(SENDING)
    }

    /// Whether a comment is on its way from here.
    pub(super) fn is_busy(&self) -> bool {
        self.form.has_attribute(BUSY)
    }

    fn end(&self) {
        for name in [BUSY, SENDING] {
            let _ = self.form.remove_attribute(name);
        }
        self.lock(false);
    }

    fn lock(&self, is_locked: bool) {
        if let Some(field) = self.source() {
            field.set_read_only(is_locked);
        }
    }

    /// Says what went wrong; what was typed stays.
    pub fn fail(&self, why: &str) {
        self.end();
        self.note(why, true);
        if self.has_focus() {
            self.focus_on(".post");
        }
    }

    pub(super) fn fail_with(&self, why: Message) {
        self.fail(self.section.word(why));
    }

    /// Says what is wrong with a field, and takes the reader there.
    pub(super) fn blame(&self, selector: &str, why: &str) {
        self.fail(why);
        if let Some(field) = self.field::<HtmlElement>(selector) {
            let _ = field.set_attribute("aria-invalid", "true");
            dom::focus(Some(&field));
        }
    }

    /// Says whether something was typed into it that is not kept yet.
    pub(super) fn mark_typed(&self, is_typed: bool) {
        // Fails for what is no name.
        let _ = self.form.toggle_attribute_with_force(TYPED, is_typed);
    }

    /// Whether something was typed into it that is not kept yet.
    pub(super) fn is_typed(&self) -> bool {
        self.form.has_attribute(TYPED)
    }

    /// The revision of the comment that the text of an edit was made from.
    pub(super) fn revision(&self) -> Option<String> {
        self.form.get_attribute(REVISION)
    }

    /// The text was made from the revision of a source or a draft, or is meant to replace it.
    pub(super) fn remember_revision(&self, of: &Value) {
        if let Some(revision) = of.text("revision") {
            let _ = self.form.set_attribute(REVISION, &revision);
        }
    }

    /// Empties it.
    pub fn clear(&self) {
        self.end();
        let _ = self.form.remove_attribute(ENTERED);
        self.mark_typed(false);
        self.note("", false);
        self.show_preview(false);
        self.set_text(".count", "");
        if let Some(field) = self.source() {
            field.set_value("");
            let _ = HtmlElement::style(&field).remove_property("height");
        }
    }

    /// Shows the text as it will be published, by the very renderer that publishes it.
    pub fn preview(&self) {
        let body = self.text();
        if body.trim().is_empty() {
            return self.fail_with(message::PREVIEW_EMPTY);
        }
        let section = &self.section;
        let request = Json::default()
            .text("site", &section.host().site())
            .text("body", &body)
            .text("lang", section.words().lang);
        let composer = self.clone();
        section.post("preview", request, move |section, answer| match answer {
            // Who has gone on meanwhile, writing or posting, is not interrupted.
            _ if composer.text() != body || composer.is_busy() => {}
            Ok(answer) => composer.previewed(&answer.text("html").unwrap_or_default()),
            Err(failure) => {
                composer.fail(&failure.detail(section.word(message::PREVIEW_FAILED)));
            }
        });
    }

    fn previewed(&self, html: &str) {
        if let Some(place) = self.field::<Element>(".previewed") {
            place.set_text_content(None);
            let _ = place.append_child(&self.section.host().parse(html));
            self.note("", false);
            self.show_preview(true);
        }
    }

    /// What was typed has changed.
    pub fn changed(&self) {
        self.typed();
        draft::keep_soon(self);
    }
}

/// A count as messages take it.
pub(super) fn few(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
