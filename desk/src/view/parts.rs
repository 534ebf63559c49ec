//! Small pieces that several parts of the desk are made of.

use leptos::prelude::*;
use leptos::task::tick;
use postil_model::Millis;

use super::drawn::{Draw, Drawn, draw, handler, live};
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::{Fetched, Signal};
use crate::state::signal::StoredValue;
use crate::words::m;

/// The heading of a part, which takes the focus when the part is opened.
pub fn heading(text: impl Into<String>) -> Drawn {
    let text = text.into();
    document().set_title(&format!("{text} – {}", m::TITLE.text()));
    draw! { <h1 tabindex="-1">{text}</h1> }
}

/// Puts the focus on the heading once it is drawn.
pub fn focus_heading() {
    browser::spawn(async {
        tick().await;
        browser::focus("h1");
    });
}

/// Puts the focus on the button below a list again, which was drawn anew with what it has fetched.
pub async fn stay_on_more() {
    tick().await;
    browser::focus_again(".more");
}

/// A moment.
pub fn time(at: Millis) -> Drawn {
    draw! { <time datetime=browser::iso(at)>{browser::moment(at)}</time> }
}

/// What has gone wrong last, until it is put aside.
pub fn trouble(desk: Desk) -> Drawn {
    draw! {
        <div role="alert">
            {live(move || desk.trouble.get().map(|text| draw! {
                <p class="note alert">
                    {text} " "
                    <button type="button" class="quiet" on:click=handler(move |_| desk.trouble.set(None))>{m::PUT_ASIDE.text()}</button>
                </p>
            }))}
        </div>
    }
}

/// What is fetched, or that it is on its way, or why it is not there and a way to try again.
pub fn fetched<T: Send + Sync + 'static>(
    signal: Signal<T>,
    again: impl Fn() + Copy + Send + 'static,
    draw: impl Fn(&T) -> Drawn + Send + 'static,
) -> Drawn {
    let content = move || {
        signal.with(|fetched| match fetched {
            Fetched::Fetching => draw! { <p class="note">{m::FETCHING.text()}</p> },
            Fetched::Failed(why) => failed(why.clone(), again),
            Fetched::There(value) => draw(value),
        })
    };
    live(content).drawn()
}

/// That something could not be had, and a way to try again.
pub fn failed(why: String, again: impl Fn() + Send + 'static) -> Drawn {
    draw! {
        <p class="note alert" role="alert">
            {why} " "
            <button type="button" class="quiet" on:click=handler(move |_| again())>{m::AGAIN.text()}</button>
        </p>
    }
}

/// A button that copies a text, and says whether it has.
pub fn copy_button(desk: Desk, text: String) -> Drawn {
    let copy = move |_| {
        let text = text.clone();
        browser::spawn(async move {
            if browser::copy(&text).await {
                desk.say(m::COPIED.text());
            } else {
                desk.trouble.set(Some(m::COPY_FAILED.text().to_owned()));
            }
        });
    };
    draw! { <button type="button" class="quiet" on:click=handler(copy)>{m::COPY.text()}</button> }
}

/// Does something when typing has paused.
pub fn paused(work: impl Fn(String) + Clone + Send + Sync + 'static) -> impl Fn(web_sys::Event) {
    const PAUSE: std::time::Duration = std::time::Duration::from_millis(250);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    move |event| {
        let typed = event_target_value(&event);
        let work = work.clone();
        let fresh = set_timeout_with_handle(move || work(typed), PAUSE).ok();
        waiting.update_value(|waiting| {
            if let Some(earlier) = waiting.take() {
                earlier.clear();
            }
            *waiting = fresh;
        });
    }
}
