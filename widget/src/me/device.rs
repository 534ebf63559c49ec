//! The way to another device: the code of this one, and a field for the code of another.

use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::code;
use super::panel::Panel;
use crate::words::message::me as message;

/// Both halves, folded away until they are wanted.
pub fn view(panel: Panel) -> impl IntoView {
    let words = panel.words;
    view! {
        <details class="device">
            <summary class="quiet">{words.get(message::DEVICE)}</summary>
            {own(panel)}
            {entry(panel)}
        </details>
    }
}

fn own(panel: Panel) -> impl IntoView {
    let words = panel.words;
    let code = move || panel.key.with(|key| code::of(key.as_deref()?));
    move || {
        code().map(|code| {
            let copied = code.clone();
            view! {
                <h4>{words.get(message::CODE)}</h4>
                <p class="code" dir="ltr">{code}</p>
                <button class="quiet copy" type="button" on:click=move |_| copy(panel, copied.clone())>{words.get(message::CODE_COPY)}</button>
                <p class="note">{words.get(message::CODE_HELP)}</p>
            }
        })
    }
}

fn copy(panel: Panel, code: String) {
    spawn_local(async move {
        let clipboard = window().navigator().clipboard();
        // Pages without https have none.
        let copied = !wasm_bindgen::JsValue::from(clipboard.clone()).is_undefined()
            && JsFuture::from(clipboard.write_text(&code)).await.is_ok();
        panel.say(if copied {
            message::CODE_COPIED
        } else {
            message::CODE_FAILED
        });
    });
}

/// A slip is told while one types: not before something is there, and what is missing at the end
/// only, since until then something always is.
fn entry(panel: Panel) -> impl IntoView {
    let words = panel.words;
    let typed = RwSignal::new(String::new());
    let problem = move || {
        let typed = typed.get();
        (!typed.trim().is_empty()).then(|| code::read(words, &typed).err())?
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Ok(key) = code::read(words, &typed.get_untracked()) {
            typed.set(String::new());
            panel.use_key(&key);
        }
    };
    view! {
        <form class="enter" novalidate=true on:submit=submit>
            <label>
                <span>{words.get(message::ENTER)}</span>
                <input
                    class="name"
                    name="code"
                    dir="ltr"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    aria-describedby="postil-slip"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            <p class="note alert" id="postil-slip" aria-live="polite">{problem}</p>
            <button class="post" type="submit">{words.get(message::ENTER_USE)}</button>
        </form>
    }
}
