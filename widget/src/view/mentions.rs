//! Who has mentioned the page: listed below the rows, and never counted among them.

use leptos::either::Either;
use leptos::prelude::*;
use postil_model::WebAddress;
use postil_model::wire::Mention;

use super::row;
use crate::locale;
use crate::words::Words;

/// The list of rows, and in one element with it what has mentioned the page.
///
/// The widget takes over whatever stands in the list's place and looks at nothing in it: so it
/// knows of no mentions, and rows are put among rows only. `is_plain`: for the document without
/// JavaScript, whose heading is the highest.
pub fn listed<R: IntoView>(
    words: Words,
    rows: R,
    mentions: Vec<Mention>,
    is_plain: bool,
) -> impl IntoView + use<R> {
    let rows = view! { <ol class="rows" role="list">{rows}</ol> };
    if mentions.is_empty() {
        return Either::Left(rows);
    }
    let count = u32::try_from(mentions.len()).unwrap_or(u32::MAX);
    let text = locale::counted(words.lang, "page.mentions", count);
    let heading = match is_plain {
        true => Either::Left(view! { <h2 class="note">{text}</h2> }),
        false => Either::Right(view! { <h3 class="note">{text}</h3> }),
    };
    let mentions: Vec<_> = mentions.into_iter().map(mention).collect();
    Either::Right(view! {
        <div class="listed">
            {rows}
            <div class="mentions">{heading}<ul role="list">{mentions}</ul></div>
        </div>
    })
}

/// What the other page calls itself, or else its address, and when.
fn mention(mention: Mention) -> impl IntoView {
    let url = mention.url.as_deref();
    let address = url.and_then(|url| WebAddress::try_from(url).ok());
    let address = address.map(String::from);
    let name = Some(mention.name).filter(|name| !name.trim().is_empty());
    let name = name.or_else(|| address.clone()).unwrap_or_default();
    view! { <li class="meta">{row::author(name, address)} {row::when(&mention.created)}</li> }
}
