//! One row: who said when, what, and the quiet words to press.

use leptos::either::Either;
use leptos::prelude::*;

use crate::state::{Kind, RowData, Section};
use crate::words::message;

/// A row of a live section. The composer of its reply is mounted at its end while it is open.
pub fn row(section: Section, row: &RowData) -> impl IntoView + use<> {
    let words = section.words;
    let actions = (row.kind == Kind::Published).then(|| {
        let label = words.with(message::REPLY_LABEL, "{name}", &row.name);
        view! {
            <div class="actions">
                <button class="quiet reply" type="button" aria-label=label>{words.get(message::REPLY)}</button>
            </div>
        }
    });
    let note =
        (row.kind == Kind::Held).then(|| view! { <p class="note">{words.get(message::HELD)}</p> });
    element(section, row, view! { {note} {actions} })
}

/// A row of a document without JavaScript.
#[cfg(feature = "ssr")]
pub fn plain(
    section: Section,
    row: &RowData,
    plain: &crate::state::Plain,
) -> impl IntoView + use<> {
    let words = section.words;
    let actions = (row.kind == Kind::Published).then(|| {
        let address = format!("{}{}#reply", plain.reply, row.id);
        let label = words.with(message::REPLY_LABEL, "{name}", &row.name);
        view! { <div class="actions"><a class="quiet reply" href=address aria-label=label>{words.get(message::REPLY)}</a></div> }
    });
    let open = plain.open.as_ref().filter(|(id, _)| *id == row.id);
    let form = open.map(|(_, form)| view! { <div id="reply" inner_html=form.clone()></div> });
    element(section, row, view! { {actions} {form} })
}

/// The element of a row around what can be done with it.
fn element<R: IntoView>(section: Section, row: &RowData, rest: R) -> impl IntoView + use<R> {
    view! {
        <li
            class=row.class()
            id=RowData::anchor(&row.id)
            data-number=row.number.as_ref().map(ToString::to_string)
            data-depth=row.depth.to_string()
            data-parent=row.parent.clone()
            tabindex="-1"
        >
            {meta(section, row)}
            {body(section, row)}
            {rest}
        </li>
    }
}

/// Number, author, moment, and whom it answers where the place does not tell.
fn meta(section: Section, row: &RowData) -> impl IntoView + use<> {
    let words = section.words;
    let number = row.number.as_ref().map(|number| {
        let address = format!("#{}", RowData::anchor(&row.id));
        view! { <a class="number" href=address>{number.to_string()}</a> }
    });
    let author = (row.kind != Kind::Removed).then(|| author(row));
    let badge = row
        .badge
        .clone()
        .map(|badge| view! { <span class="badge">{badge}</span> });
    let answers = row.answers.as_ref().map(|answers| {
        let address = format!("#{}", RowData::anchor(&answers.id));
        let text = words.with(message::ANSWERS, "{number}", &answers.number.to_string());
        view! { <a class="answers" href=address data-number=answers.number.to_string() data-name=answers.name.clone()>{text.replace("{name}", &answers.name)}</a> }
    });
    let when = section.host(|host| host.when(&row.created));
    let when = when.unwrap_or_else(|| row.created.get(..10).unwrap_or_default().to_owned());
    view! {
        <div class="meta">
            {number} {author} {badge}
            <time class="when" datetime=row.created.clone()>{when}</time>
            {answers}
        </div>
    }
}

/// The author's name, linked where they gave an address. Only http and https lead anywhere.
fn author(row: &RowData) -> impl IntoView + use<> {
    let name = row.name.clone();
    let address = row
        .url
        .clone()
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    match address {
        Some(address) => Either::Left(
            view! { <a class="author" rel="ugc nofollow noopener" href=address>{name}</a> },
        ),
        None => Either::Right(view! { <span class="author">{name}</span> }),
    }
}

/// The text. The Worker writes it; in the browser it is there already, or is put in by
/// `browser::fill`, which may set HTML on pages that enforce Trusted Types.
fn body(section: Section, row: &RowData) -> impl IntoView + use<> {
    if row.kind == Kind::Removed {
        let text = section.words.get(message::REMOVED);
        return Either::Left(view! { <div class="body">{text}</div> });
    }
    #[cfg(feature = "ssr")]
    let text = view! { <div class="body" inner_html=row.html.clone()></div> };
    #[cfg(not(feature = "ssr"))]
    let text = view! { <div class="body"></div> };
    Either::Right(text)
}
