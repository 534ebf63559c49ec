//! What a section looks like as HTML. A view draws values; what a click does stands in `browser`.
//!
//! An element that says nothing but literals is a view of its own here, and is put into another by
//! its name. Written there, the macro would have it made of HTML, which pages with enforced Trusted
//! Types refuse.

pub mod composer;
pub mod heading;
#[cfg(feature = "ssr")]
pub mod mentions;
#[cfg(not(feature = "ssr"))]
pub mod own;
pub mod row;
mod tools;

use leptos::either::Either;
use leptos::prelude::*;

use crate::MARKUP;
use crate::state::{Page, PageName};
use crate::words::{Words, message};
use composer::Purpose;

/// A whole section, as the browser takes it over, around its rows.
///
/// The rows are the Worker's HTML, and stay it: the browser gives none, and so walks over none.
/// However many there are, and whatever a reader has done to them since (sorted, folded, added to),
/// what the widget takes over is the same.
pub fn section<R: IntoView>(words: Words, page: Page, rows: R) -> impl IntoView + use<R> {
    let has_more = has_more(&page);
    let notice = view! { <p class="notice" role="status"></p> };
    view! {
        <section
            class="postil"
            data-markup=MARKUP
            data-version=page.version.to_string()
            data-count=page.count.to_string()
            data-page=page.page.written()
            data-pages=page.pages.to_string()
            data-edit=page.edit_hours.to_string()
            data-votes=page.votes
            data-closed=page.closed
            data-look=(!page.theme.is_empty()).then_some(page.theme)
            data-time-form=time_form(words)
            lang=words.lang
            dir=words.dir()
            aria-labelledby="postil-heading"
            data-site=page.site
            data-thread=page.thread
        >
            {heading::heading(words, page.count)}
            {page.tools.then(|| tools::tools(words, page.votes))}
            {notice}
            {rows}
            <button class="more" type="button" hidden=!has_more>
                {words.counted(message::MORE, page.left)}
            </button>
            {match page.closed {
                true => Either::Left(composer::closed(words)),
                false => Either::Right(composer::composer(words, Purpose::Thread)),
            }}
        </section>
    }
}

/// How the loader is to write moments. In the browser it stands there already.
fn time_form(words: Words) -> Option<&'static str> {
    #[cfg(feature = "ssr")]
    return Some(crate::locale::text(words.lang, "time.form"));
    #[cfg(not(feature = "ssr"))]
    {
        let _ = words;
        None
    }
}

/// The list of rows, as the browser takes it over. Where there are mentions, it takes what holds both.
#[cfg(not(feature = "ssr"))]
pub fn taken_rows() -> impl IntoView {
    view! { <ol class="rows" role="list"></ol> }
}

fn has_more(page: &Page) -> bool {
    match page.page {
        PageName::Number(number) => number + 1 < page.pages,
        PageName::Best => page.left > 0,
    }
}

/// The same for a document without JavaScript: no composer, and replies by links.
#[cfg(feature = "ssr")]
pub fn plain<R: IntoView>(
    words: Words,
    page: &Page,
    plain: &crate::state::Plain,
    list: R,
) -> impl IntoView + use<R> {
    view! {
        <section class="postil" lang=words.lang dir=words.dir() aria-labelledby="postil-heading">
            {heading::plain(words, page.count, &plain.title)}
            {list}
            {page.closed.then(|| view! { <p class="note">{words.get(message::CLOSED)}</p> })}
        </section>
    }
}
