//! What only one reader sees: what can be done with a comment of one's own, and what is said of it.

use leptos::prelude::*;
use postil_model::thread::Number;

use super::row::whose;
use crate::words::{Message, Words, message};

/// A quiet word to press.
fn button(words: Words, class: &'static str, word: Message) -> impl IntoView {
    view! { <button class=class type="button">{words.get(word)}</button> }
}

/// What an author can do with a comment that has been posted.
pub fn actions(
    words: Words,
    edits: bool,
    number: Option<&Number>,
    name: &str,
) -> impl IntoView + use<> {
    let whose = || whose(words, number, name);
    let edit = edits.then(|| {
        view! { <button class="quiet edit" type="button">{words.get(message::EDIT)} {whose()}</button> }
    });
    view! {
        {edit}
        <button class="quiet delete" type="button">{words.get(message::DELETE)} {whose()}</button>
    }
}

/// What an author can do with a comment that has not reached the server. What they add to it goes
/// after it.
pub fn waiting_actions(words: Words) -> impl IntoView {
    view! {
        {button(words, "quiet reply", message::REPLY)}
        {button(words, "quiet now", message::WAITING_NOW)}
        {button(words, "quiet back", message::WAITING_BACK)}
    }
}

/// Asks before a comment is deleted.
pub fn ask_delete(words: Words) -> impl IntoView {
    view! {
        <p class="note ask">
            {words.get(message::DELETE_ASK)}
            {button(words, "quiet really", message::DELETE_YES)}
            {button(words, "quiet keep", message::DELETE_NO)}
        </p>
    }
}

/// Asks before a text is thrown away.
pub fn ask_discard(words: Words) -> impl IntoView {
    view! {
        <p class="note ask">
            {words.get(message::DRAFT_ASK)}
            {button(words, "quiet really", message::DRAFT_DISCARD)}
            {button(words, "quiet keep", message::DRAFT_KEEP)}
        </p>
    }
}

/// Says that a draft is back.
pub fn restored(words: Words) -> impl IntoView {
    view! {
        <p class="note restored">
            {words.get(message::DRAFT)} {button(words, "quiet discard", message::DRAFT_DISCARD)}
        </p>
    }
}

/// Offers the recovery code, after a comment.
pub fn offer(words: Words) -> impl IntoView {
    view! {
        <p class="note offer">
            {words.get(message::RECOVERY)} {button(words, "quiet me", message::RECOVERY_SHOW)}
            {button(words, "quiet later", message::RECOVERY_LATER)}
        </p>
    }
}
