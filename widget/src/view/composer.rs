//! The composer: one line that unfolds when it is entered. What it does stands in
//! `browser::composer`, which finds its parts by their classes.

use leptos::prelude::*;

use crate::words::{Words, message};

/// What is written in a composer.
#[derive(Clone, Copy, Debug)]
pub enum Purpose<'a> {
    /// A comment of its own.
    Thread,
    /// A reply to the comment of a named author.
    Reply(&'a str),
    /// Another text for a comment of one's own.
    Edit,
}

/// A composer.
pub fn composer(words: Words, purpose: Purpose<'_>) -> impl IntoView + use<> {
    let (class, invitation) = match purpose {
        Purpose::Thread => (
            "composer",
            words.get(message::COMPOSER_PLACEHOLDER).to_owned(),
        ),
        Purpose::Reply(name) => (
            "composer open",
            words.with(message::COMPOSER_REPLY, "{name}", name),
        ),
        Purpose::Edit => (
            "composer open edits",
            words.get(message::EDIT_LABEL).to_owned(),
        ),
    };
    let is_edit = matches!(purpose, Purpose::Edit);
    let cancel = (!matches!(purpose, Purpose::Thread)).then(|| {
        view! { <button class="quiet cancel" type="button">{words.get(message::COMPOSER_CANCEL)}</button> }
    });
    let mine = matches!(purpose, Purpose::Thread).then(
        || view! { <button class="quiet me" type="button">{words.get(message::ME)}</button> },
    );
    let name = (!is_edit).then(|| {
        let field = view! { <input class="name" name="name" autocomplete="name" maxlength="80" dir="auto" /> };
        view! {
            <label class="who">
                <span>{words.get(message::COMPOSER_NAME)}</span>
                {field}
            </label>
        }
    });
    let count = view! { <output class="count"></output> };
    let note = view! { <p class="note"></p> };
    let post = words.get(if is_edit {
        message::SAVE
    } else {
        message::COMPOSER_POST
    });
    // The form takes the focus where a browser gives none to a pressed button, and stays unfolded.
    view! {
        <form class=class tabindex="-1" novalidate=true>
            <textarea class="source" name="body" rows="1" dir="auto" placeholder=invitation.clone() aria-label=invitation></textarea>
            <div class="body previewed" hidden=true></div>
            <div class="foot">
                {name}
                <span class="tabs">
                    <button class="tab write" type="button" aria-pressed="true">{words.get(message::COMPOSER_WRITE)}</button>
                    <button class="tab preview" type="button" aria-pressed="false">{words.get(message::COMPOSER_PREVIEW)}</button>
                </span>
                {count}
                {mine}
                {cancel}
                <button class="post" type="submit">{post}</button>
            </div>
            {note}
        </form>
    }
}
