//! The heading: how many thoughts on what.

use leptos::prelude::*;

use crate::words::{Words, message};

/// What stands before and after the title.
pub fn around(words: Words, count: u32) -> (String, String) {
    let text = match count {
        0 => words.get(message::HEADING_NONE).to_owned(),
        _ => words.counted(message::HEADING_SOME, count),
    };
    let (before, after) = text.split_once("{title}").unwrap_or((&text, ""));
    (before.to_owned(), after.to_owned())
}

/// The heading of a live section. The title is put in by the loader, as text: the published page
/// must not hold what its first reader's browser claimed.
pub fn heading(words: Words, count: u32) -> impl IntoView {
    let (before, after) = around(words, count);
    let title = view! { <span class="title"></span> };
    view! {
        <h2 class="heading" id="postil-heading">
            {before}
            {title}
            {after}
        </h2>
    }
}

/// The heading of a document without JavaScript.
#[cfg(feature = "ssr")]
pub fn plain(words: Words, count: u32, title: &str) -> impl IntoView + use<> {
    let (before, after) = around(words, count);
    view! { <h1 class="heading" id="postil-heading">{before}<span class="title">{title.to_owned()}</span>{after}</h1> }
}
