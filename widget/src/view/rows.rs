//! The rows: a flat list, however deep the conversation is.

use leptos::prelude::*;

use super::row;
use crate::state::Section;

/// The rows of a live section.
pub fn rows(section: Section) -> impl IntoView {
    view! {
        <ol class="rows">
            <For each=move || section.rows.get() key=|row| row.id.clone() children=move |row| row::row(section, &row) />
        </ol>
    }
}

/// The rows of a document without JavaScript.
#[cfg(feature = "ssr")]
pub fn plain(section: Section, plain: &crate::state::Plain) -> impl IntoView + use<> {
    let rows = section.rows.get_untracked();
    let rows: Vec<_> = rows
        .iter()
        .map(|data| row::plain(section, data, plain))
        .collect();
    view! { <ol class="rows">{rows}</ol> }
}
