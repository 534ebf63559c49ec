//! What a reader has typed, carried from a section to the one that is drawn in its place.

use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use super::composer::Composer;
use super::dom::{find, find_all, focus};
use super::host::Host;
use super::reply;
use super::section::Section;

/// The fields of one composer.
struct Fields {
    /// The comment it answers.
    parent: Option<String>,
    name: String,
    body: String,
    /// The caret, or what is selected, if the field has the focus.
    caret: Option<(u32, u32)>,
    /// Whether the name has the focus.
    in_name: bool,
}

/// Everything that was typed.
pub struct Typed(Vec<Fields>);

impl Typed {
    /// Takes what the section's composers hold.
    pub fn take(host: &Host) -> Self {
        let active = host.root().active_element();
        let fields = find_all(&host.wrapper(), ".composer:not(.edits)")
            .into_iter()
            .filter_map(|form| {
                let source: HtmlTextAreaElement = find(&form, ".source")?;
                let name: HtmlInputElement = find(&form, ".name")?;
                let has_focus = |field: &Element| active.as_ref() == Some(field);
                let caret = has_focus(&source).then(|| {
                    let place =
                        |end: Result<Option<u32>, _>| end.ok().flatten().unwrap_or_default();
                    (
                        place(source.selection_start()),
                        place(source.selection_end()),
                    )
                });
                let row = form.closest(".row").ok().flatten();
                Some(Fields {
                    parent: row.and_then(|row| row.id().strip_prefix("c-").map(str::to_owned)),
                    name: name.value(),
                    body: source.value(),
                    caret,
                    in_name: has_focus(&name),
                })
            });
        Self(fields.collect())
    }

    /// Puts it into the composers of a section that has just been drawn.
    pub fn give(self, section: &Section) {
        for fields in self.0 {
            fields.give(section);
        }
    }
}

impl Fields {
    fn give(self, section: &Section) -> Option<()> {
        let composer = match &self.parent {
            Some(id) => reply::open(section, id),
            None => Composer::main(section),
        }?;
        composer.set(&self.body);
        let name: HtmlInputElement = composer.field(".name")?;
        if !self.name.is_empty() {
            name.set_value(&self.name);
        }
        if let Some((start, end)) = self.caret {
            composer.focus();
            let _ = composer.source()?.set_selection_range(start, end);
        } else if self.in_name {
            focus(Some(name.as_ref()));
        }
        Some(())
    }
}
