//! In which order the conversations stand.

use leptos::prelude::*;

use crate::words::{Words, message};

/// The orders to choose from; the most useful first only where readers vote.
pub fn tools(words: Words, votes: bool) -> impl IntoView {
    let best = votes.then(|| {
        view! { <button class="quiet sort" type="button" value="best" aria-pressed="false">{words.get(message::SORT_BEST)}</button> }
    });
    view! {
        <div class="tools" role="group" aria-label=words.get(message::SORT)>
            <button class="quiet sort" type="button" value="oldest" aria-pressed="true">{words.get(message::SORT_OLDEST)}</button>
            <button class="quiet sort" type="button" value="newest" aria-pressed="false">{words.get(message::SORT_NEWEST)}</button>
            {best}
        </div>
    }
}
