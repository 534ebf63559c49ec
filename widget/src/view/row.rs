//! One row: who said when, what, and the quiet words to press.

use leptos::either::Either;
use leptos::prelude::*;
use postil_model::thread::Number;

use crate::state::{Kind, RowData};
use crate::words::{Message, Words, message};

/// A row of a live section. A composer is mounted at its end while a reply to it is being written.
pub fn row(words: Words, votes: bool, closed: bool, row: &RowData) -> impl IntoView + use<> {
    let rest = match row.kind {
        Kind::Published => Some(Either::Left(actions(words, votes, closed, row))),
        Kind::Removed => None,
        Kind::Held | Kind::Waiting => Some(Either::Right(waits(words, row))),
    };
    element(words, row, None, rest)
}

/// What everybody can do with a comment. The module for readers names each button: "Reply comment
/// 1.1 by Ada".
fn actions(words: Words, votes: bool, closed: bool, row: &RowData) -> impl IntoView + use<> {
    let useful = votes.then(|| {
        let score = (row.score > 0).then(|| row.score.to_string());
        view! {
            <button class="quiet useful" type="button" aria-pressed="false">
                {words.get(message::USEFUL)} <span class="score">{score}</span>
            </button>
        }
    });
    let reply = (!closed).then(|| {
        view! { <button class="quiet reply" type="button">{words.get(message::REPLY)}</button> }
    });
    let fold = (row.replies > 0).then(|| {
        view! {
            <button class="quiet fold" type="button" aria-expanded="true">
                {words.counted(message::REPLIES, row.replies)}
            </button>
        }
    });
    view! {
        <div class="actions">
            {useful}
            {reply}
            <button class="quiet link" type="button">{words.get(message::LINK)}</button>
            <button class="quiet report" type="button">{words.get(message::REPORT)}</button>
            {fold}
        </div>
    }
}

/// Which comment a button belongs to, for those who do not see where it stands. Its first space is
/// one that stays: another would be neither seen nor heard.
pub fn whose(words: Words, number: Option<&Number>, name: &str) -> impl IntoView + use<> {
    let number = number?.to_string();
    let text = words.with(message::WHOSE, "{number}", &number);
    let text = format!("\u{a0}{}", text.replace("{name}", name));
    Some(view! { <span class="heard">{text}</span> })
}

/// What is said to the author of a comment that nobody else sees yet.
fn waits(words: Words, row: &RowData) -> impl IntoView + use<> {
    let note = if row.kind == Kind::Held {
        message::HELD
    } else {
        message::WAITING
    };
    view! {
        <p class="note">{words.get(note)}</p>
        <div class="actions"></div>
    }
}

/// A row of a document without JavaScript.
#[cfg(feature = "ssr")]
pub fn plain(
    words: Words,
    closed: bool,
    row: &RowData,
    plain: &crate::state::Plain,
) -> impl IntoView + use<> {
    let actions = (row.kind == Kind::Published).then(|| {
        let address = format!("{}{}#reply", plain.reply, row.id);
        let whose = whose(words, row.number.as_ref(), &row.name);
        let useful = (row.score > 0).then(|| {
            let text = crate::locale::counted(words.lang, "page.useful", row.score);
            view! { <span class="useful">{text}</span> }
        });
        let reply = (!closed).then(|| {
            view! { <a class="quiet reply" href=address>{words.get(message::REPLY)} {whose}</a> }
        });
        view! { <div class="actions">{useful}{reply}</div> }
    });
    let open = plain.open.as_ref().filter(|(id, _)| *id == row.id);
    let form = open.map(|(_, form)| view! { <div id="reply" inner_html=form.clone()></div> });
    element(words, row, Some(&plain.comment), view! { {actions} {form} })
}

/// The pinned comment, above the rows of its page: what it says, and the way to its place.
#[cfg(feature = "ssr")]
pub fn pinned(
    words: Words,
    comment: postil_model::wire::Comment,
    by: Option<&str>,
) -> impl IntoView + use<> {
    let number = comment.number.as_ref().map(ToString::to_string);
    let text = crate::locale::text(words.lang, "page.pinned")
        .replace("{number}", &number.unwrap_or_default());
    let address = address_of(&comment.id, by);
    let row = RowData {
        number: None,
        kind: Kind::Published,
        ..RowData::held(comment)
    };
    view! {
        <li class="pinned">
            <a class="badge" href=address>{text}</a>
            {meta(words, &row, by)}
            {body(words, &row)}
        </li>
    }
}

/// The element of a row around what can be done with it. Its links lead to rows of the same page,
/// or by the given address to comments on any.
fn element<R: IntoView>(
    words: Words,
    row: &RowData,
    by: Option<&str>,
    rest: R,
) -> impl IntoView + use<R> {
    view! {
        <li
            class=row.class()
            id=RowData::anchor(&row.id)
            data-number=row.number.as_ref().map(ToString::to_string)
            data-depth=row.depth.to_string()
            data-parent=row.parent.clone()
            data-mark=(!row.mark.is_empty()).then(|| row.mark.clone())
            data-score=(row.score > 0).then(|| row.score.to_string())
            tabindex="-1"
        >
            {meta(words, row, by)}
            {body(words, row)}
            {rest}
        </li>
    }
}

/// Number, author, moment, and whom it answers where the place does not tell.
fn meta(words: Words, row: &RowData, by: Option<&str>) -> impl IntoView + use<> {
    let number = row.number.as_ref().map(|number| {
        let address = address_of(&row.id, by);
        view! { <a class="number" href=address>{number.to_string()}</a> }
    });
    let author = (row.kind != Kind::Removed)
        .then(|| view! { {picture(row)} {author(row.name.clone(), row.url.clone())} });
    let badge = row.badge.as_deref().and_then(badge_word);
    let badge = badge.map(|word| view! { <span class="badge">{words.get(word)}</span> });
    let edited = row.edited.clone().map(|edited| {
        view! { <time class="edited" datetime=edited>{words.get(message::EDITED)}</time> }
    });
    let answers = row.answers.as_ref().map(|answers| {
        let address = address_of(&answers.id, by);
        let text = words.with(message::ANSWERS, "{number}", &answers.number.to_string());
        let (before, after) = text.split_once("{name}").unwrap_or((&text, ""));
        // A name may run in the other direction.
        view! { <a class="answers" href=address>{before.to_owned()}<bdi>{answers.name.clone()}</bdi>{after.to_owned()}</a> }
    });
    let place = row.place.map(|(nth, of)| {
        let text = words.with(message::PLACE, "{nth}", &nth.to_string());
        let text = text.replace("{of}", &of.to_string());
        let level = (u32::from(row.depth) + 1).to_string();
        view! { <span class="heard place">{text.replace("{level}", &level)}</span> }
    });
    view! {
        <div class="meta">
            {number} {author} {badge}
            {when(&row.created)}
            {edited} {answers} {place}
        </div>
    }
}

/// A moment, from RFC 3339: its day, until the loader writes it as the reader's own time.
pub fn when(moment: &str) -> impl IntoView + use<> {
    let day = moment.get(..10).unwrap_or_default().to_owned();
    view! { <time class="when" datetime=moment.to_owned()>{day}</time> }
}

/// What somebody of the site's staff is called. (A later build may know more of them.)
fn badge_word(badge: &str) -> Option<Message> {
    match badge {
        "owner" => Some(message::BADGE_OWNER),
        "moderator" => Some(message::BADGE_MODERATOR),
        _ => None,
    }
}

fn address_of(id: &str, by: Option<&str>) -> String {
    let by = by.map(|address| format!("{address}{id}"));
    format!("{}#{}", by.unwrap_or_default(), RowData::anchor(id))
}

/// The author's picture. The Worker draws it; in the browser `browser::rows` puts it in, as it does
/// with the text: it may set HTML on pages that enforce Trusted Types.
fn picture(row: &RowData) -> impl IntoView + use<> {
    #[cfg(feature = "ssr")]
    let picture = view! { <span class="mark" aria-hidden="true" inner_html=postil_model::mark::picture(&row.mark)></span> };
    #[cfg(not(feature = "ssr"))]
    let picture = {
        let _ = row;
        view! { <span class="mark" aria-hidden="true"></span> }
    };
    picture
}

/// The author's name, linked where they gave an address. Only http and https lead anywhere.
pub fn author(name: String, url: Option<String>) -> impl IntoView {
    let address = url.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    match address {
        Some(address) => Either::Left(
            view! { <a class="author" rel="ugc nofollow noopener" href=address>{name}</a> },
        ),
        None => Either::Right(view! { <span class="author">{name}</span> }),
    }
}

/// The text. The Worker writes it; in the browser it is put in by `browser::rows`. The marks of its
/// lists and quotations stand where its own script begins.
fn body(words: Words, row: &RowData) -> impl IntoView + use<> {
    if row.kind == Kind::Removed {
        return Either::Left(view! { <div class="body">{words.get(message::REMOVED)}</div> });
    }
    #[cfg(feature = "ssr")]
    let text = view! { <div class="body" dir="auto" inner_html=row.html.clone()></div> };
    #[cfg(not(feature = "ssr"))]
    let text = view! { <div class="body" dir="auto"></div> };
    Either::Right(text)
}
