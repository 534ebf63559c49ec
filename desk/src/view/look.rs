//! What a site's section looks like: the custom properties of its theme, and a preview of them.

use leptos::html;
use leptos::prelude::*;
use postil_model::theme::{self, Kind, PROPERTIES};

use super::drawn::{Drawn, draw};
use super::site::property;
use crate::browser;
use crate::preview;
use crate::state::signal::RwSignal;
use crate::state::site_form::Editing;
use crate::words::{Message, m};

/// The part of the form. The preview shows a thread of the site: of one that is not there yet there
/// is none.
pub fn view(editing: Editing, is_new: bool) -> Drawn {
    let fields = PROPERTIES.map(|(name, kind)| property(editing, name, example(kind)));
    draw! {
        <fieldset>
            <legend>{m::LOOK.text()}</legend>
            <p class="note">{m::LOOK_HELP.text()}</p>
            <div class="properties">{fields.collect_view()}</div>
            {(!is_new).then(|| preview(editing))}
        </fieldset>
    }
}

/// An example of what a property takes.
const fn example(kind: Kind) -> Message {
    match kind {
        Kind::Colour => m::LOOK_COLOUR,
        Kind::Length => m::LOOK_LENGTH,
        Kind::Number => m::LOOK_NUMBER,
        Kind::Fonts => m::LOOK_FONTS,
    }
}

/// The site's latest thread, drawn with the stylesheet that readers get. What cannot be used yet,
/// since it is being typed, is left out.
fn preview(editing: Editing) -> Drawn {
    let place = NodeRef::<html::Div>::new();
    let drawn = RwSignal::new(false);
    place.on_load(move |element| {
        let site = editing.form.with_untracked(|form| form.id.clone());
        browser::spawn(async move {
            drawn.try_set(preview::draw(&element, &site).await.is_some());
        });
    });
    Effect::new(move |_| {
        let values = editing.form.with(|form| {
            PROPERTIES.map(|(name, _)| (name, theme::read(name, form.property(name))))
        });
        if let (true, Some(element)) = (drawn.get(), place.get()) {
            preview::dress(&element, &values);
        }
    });
    draw! {
        <p class="label" id="preview">{m::LOOK_PREVIEW.text()}</p>
        <div class="preview" node_ref=place inert=true role="group" aria-labelledby="preview"></div>
    }
}
