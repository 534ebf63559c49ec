//! The button for the next page of a long thread.

use leptos::prelude::*;

use crate::state::Section;
use crate::words::message;

/// Shown while there are pages that are not.
pub fn more(section: Section) -> impl IntoView {
    let left = move || section.count.get().saturating_sub(section.shown.get());
    move || {
        (section.next.get() < section.pages.get()).then(|| {
            view! {
                <button class="more" type="button">
                    {move || section.words.counted(message::MORE, left())}
                </button>
            }
        })
    }
}
