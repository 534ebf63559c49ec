//! The composer: one line that unfolds when it is entered. What it does stands in
//! `browser::composer`, which finds its parts by their classes.

use leptos::prelude::*;

use crate::words::{Words, message};

/// A composer for the thread, or for the reply to the comment of a named author.
pub fn composer(words: Words, answered: Option<&str>) -> impl IntoView + use<> {
    let invitation = match answered {
        Some(name) => words.with(message::COMPOSER_REPLY, "{name}", name),
        None => words.get(message::COMPOSER_PLACEHOLDER).to_owned(),
    };
    let cancel = answered.map(|_| {
        view! { <button class="quiet cancel" type="button">{words.get(message::COMPOSER_CANCEL)}</button> }
    });
    // The form takes the focus where a browser gives none to a pressed button, and stays unfolded.
    view! {
        <form class=if answered.is_some() { "composer open" } else { "composer" } tabindex="-1" novalidate=true>
            <textarea class="source" name="body" rows="1" placeholder=invitation.clone() aria-label=invitation></textarea>
            <div class="body previewed" hidden=true></div>
            <div class="foot">
                <label class="who">
                    <span>{words.get(message::COMPOSER_NAME)}</span>
                    <input class="name" name="name" autocomplete="name" maxlength="80" />
                </label>
                <span class="tabs">
                    <button class="tab write" type="button" aria-pressed="true">{words.get(message::COMPOSER_WRITE)}</button>
                    <button class="tab preview" type="button" aria-pressed="false">{words.get(message::COMPOSER_PREVIEW)}</button>
                </span>
                <output class="count"></output>
                {cancel}
                <button class="post" type="submit">{words.get(message::COMPOSER_POST)}</button>
            </div>
            <p class="note"></p>
        </form>
    }
}
