//! The composer: one line that unfolds when it is entered. What it does stands in
//! `browser::composer`, which finds its parts by their classes.

use leptos::prelude::*;

use crate::words::{Words, message};

/// What is written in a composer.
#[derive(Clone, Copy, Debug)]
pub enum Purpose<'a> {
    /// A comment of its own.
    Thread,
    /// A reply to the comment of an id, by a named author.
    Reply(&'a str, &'a str),
    /// Another text for a comment of one's own.
    Edit(&'a str),
}

/// A composer.
pub fn composer(words: Words, purpose: Purpose<'_>) -> impl IntoView + use<> {
    let (class, invitation, place) = match purpose {
        Purpose::Thread => (
            "composer",
            words.get(message::COMPOSER_PLACEHOLDER).to_owned(),
            String::new(),
        ),
        Purpose::Reply(id, name) => (
            "composer open",
            words.with(message::COMPOSER_REPLY, "{name}", &isolated(name)),
            format!("-{id}"),
        ),
        Purpose::Edit(id) => (
            "composer open edits",
            words.get(message::EDIT_LABEL).to_owned(),
            format!("-edit-{id}"),
        ),
    };
    // What is said below the fields describes them, so that it is heard where it can be mended.
    let count = format!("postil-count{place}");
    let note = format!("postil-note{place}");
    let is_edit = matches!(purpose, Purpose::Edit(_));
    let cancel = (!matches!(purpose, Purpose::Thread)).then(|| {
        view! { <button class="quiet cancel" type="button">{words.get(message::COMPOSER_CANCEL)}</button> }
    });
    let mine = matches!(purpose, Purpose::Thread).then(
        || view! { <button class="quiet me" type="button">{words.get(message::ME)}</button> },
    );
    let name = (!is_edit).then(|| {
        let note = note.clone();
        view! {
            <label class="who">
                <span>{words.get(message::COMPOSER_NAME)}</span>
                <input class="name" name="name" autocomplete="name" maxlength="80" dir="auto" aria-required="true" aria-describedby=note />
            </label>
        }
    });
    // Programs that fill in every field fill in this one, too. It is there for nobody else.
    let trap = (!is_edit)
        .then(|| view! { <input class="trap" name="subject" autocomplete="off" hidden=true /> });
    let post = words.get(if is_edit {
        message::SAVE
    } else {
        message::COMPOSER_POST
    });
    // The form takes the focus where a browser gives none to a pressed button, and stays unfolded.
    view! {
        <form class=class tabindex="-1" novalidate=true>
            <textarea
                class="source"
                name="body"
                rows="1"
                dir="auto"
                placeholder=invitation.clone()
                aria-label=invitation
                aria-required="true"
                aria-describedby=format!("{count} {note}")
            ></textarea>
            <div class="body previewed" dir="auto" hidden=true></div>
            <div class="foot">
                {name}
                <span class="tabs">
                    <button class="tab write" type="button" aria-pressed="true">{words.get(message::COMPOSER_WRITE)}</button>
                    <button class="tab preview" type="button" aria-pressed="false">{words.get(message::COMPOSER_PREVIEW)}</button>
                </span>
                <span class="count" id=count></span>
                {mine}
                {cancel}
                <button class="post" type="submit">{post}</button>
            </div>
            <p class="note" id=note></p>
            {trap}
        </form>
    }
}

/// What stands in the place of the composer where the thread takes no comments.
pub fn closed(words: Words) -> impl IntoView {
    view! {
        <p class="note closed">
            {words.get(message::CLOSED)} " "
            <button class="quiet me" type="button">{words.get(message::ME)}</button>
        </p>
    }
}

/// A name in a text that has no elements, which may run in the other direction.
fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}
