//! The composer: one line that unfolds when it is entered.

use leptos::prelude::*;

use super::shown;
use crate::browser::{self, Composer};
use crate::state::{Section, Status};
use crate::words::message;

/// A composer for the thread, or for the reply to a comment (its id and its author's name).
pub fn composer(section: Section, parent: Option<(String, String)>) -> impl IntoView {
    let words = section.words;
    let is_reply = parent.is_some();
    let invitation = match &parent {
        Some((_, name)) => words.with(message::COMPOSER_REPLY, "{name}", name),
        None => words.get(message::COMPOSER_PLACEHOLDER).to_owned(),
    };
    let composer = Composer::new(section, parent.map(|(id, _)| id));
    let is_previewing = move || composer.previewing.get();
    let is_sending = move || composer.status.with(|status| *status == Status::Sending);
    let note = move || {
        composer.status.with(|status| match status {
            Status::Failed(why) => why.clone(),
            Status::Sending => words.get(message::SENDING).to_owned(),
            Status::Writing => String::new(),
        })
    };
    let has_failed = move || {
        composer
            .status
            .with(|status| matches!(status, Status::Failed(_)))
    };
    let cancel = is_reply.then(|| {
        view! {
            <button class="quiet cancel" type="button" on:click=move |_| browser::cancel(section)>
                {words.get(message::COMPOSER_CANCEL)}
            </button>
        }
    });
    view! {
        <form
            class=if is_reply { "composer open" } else { "composer" }
            tabindex="-1"
            novalidate=true
            on:submit=move |event| { event.prevent_default(); composer.submit() }
            on:keydown=move |event| composer.key(&event)
            node_ref=composer.form
        >
            <textarea
                class="source"
                name="body"
                rows="1"
                placeholder=invitation.clone()
                aria-label=invitation
                hidden=is_previewing
                on:input=move |_| composer.typed()
            ></textarea>
            <div class="body previewed" hidden=move || !is_previewing()></div>
            <div class="foot">
                <label class="who">
                    <span>{words.get(message::COMPOSER_NAME)}</span>
                    <input class="name" name="name" autocomplete="name" maxlength="80" />
                </label>
                <span class="tabs">
                    <button class="tab write" type="button" aria-pressed=move || (!is_previewing()).to_string() on:click=move |_| composer.write()>
                        {words.get(message::COMPOSER_WRITE)}
                    </button>
                    <button class="tab preview" type="button" aria-pressed=move || is_previewing().to_string() on:click=move |_| composer.preview()>
                        {words.get(message::COMPOSER_PREVIEW)}
                    </button>
                </span>
                <output class="count">{move || shown(composer.left.get())}</output>
                {cancel}
                <button class="post" type="submit" aria-disabled=move || is_sending().then_some("true")>
                    {move || words.get(if has_failed() { message::COMPOSER_AGAIN } else { message::COMPOSER_POST })}
                </button>
            </div>
            <p class="note" class:alert=has_failed>{move || shown(note())}</p>
        </form>
    }
}
