//! What a section looks like as HTML. A view draws; what a click does stands in `browser`.

pub mod composer;
mod heading;
mod more;
pub mod row;
mod rows;

use leptos::prelude::*;

use crate::MARKUP;
use crate::state::Section;

/// A whole section, as the browser takes it over.
pub fn section(section: Section) -> impl IntoView {
    let words = section.words;
    let page = section.page.get_value();
    view! {
        <section
            class="postil"
            data-markup=MARKUP
            data-site=page.site
            data-thread=page.thread
            data-version=page.version.to_string()
            data-count=page.count.to_string()
            data-page=if page.best { "best".to_owned() } else { page.page.to_string() }
            data-pages=page.pages.to_string()
            lang=words.lang
            dir=words.dir()
            aria-labelledby="postil-heading"
        >
            {heading::heading(section)}
            <p class="notice" role="status">{move || shown(section.notice.get())}</p>
            {rows::rows(section)}
            {more::more(section)}
            {composer::composer(words, None)}
        </section>
    }
}

/// A text, or nothing at all: an element with an empty text is not `:empty`.
fn shown(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The same for a document without JavaScript: no composer, and replies by links.
#[cfg(feature = "ssr")]
pub fn plain(section: Section, plain: &crate::state::Plain) -> impl IntoView + use<> {
    let words = section.words;
    view! {
        <section class="postil" lang=words.lang dir=words.dir() aria-labelledby="postil-heading">
            {heading::plain(section, &plain.title)}
            {rows::plain(section, plain)}
        </section>
    }
}
