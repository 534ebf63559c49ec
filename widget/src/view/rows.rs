//! The rows: a flat list, however deep the conversation is.

use leptos::prelude::*;

use super::row;
use crate::state::Section;

/// The rows of a live section, as they come. Rows that come later are mounted among them by
/// `browser::rows`: a list that compares itself with the one before costs more than all rows.
pub fn rows(section: Section) -> impl IntoView {
    let rows = section.rows.get_value();
    let rows: Vec<_> = rows.iter().map(|data| row::row(section, data)).collect();
    view! { <ol class="rows">{rows}</ol> }
}

/// The rows of a document without JavaScript.
#[cfg(feature = "ssr")]
pub fn plain(section: Section, plain: &crate::state::Plain) -> impl IntoView + use<> {
    let rows = section.rows.get_value();
    let rows: Vec<_> = rows
        .iter()
        .map(|data| row::plain(section, data, plain))
        .collect();
    view! { <ol class="rows">{rows}</ol> }
}
