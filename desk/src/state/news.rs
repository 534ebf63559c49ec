//! Whether something has come that the list does not show: the counts are asked for now and then.

use std::time::Duration;

use leptos::prelude::*;
use postil_model::wire::desk::{Counts, View};

use super::Desk;
use super::desk::Phase;
use super::signal::StoredValue;
use crate::{api, browser};

/// How often a page that is looked at asks.
const EVERY: Duration = Duration::from_secs(10);

/// Who has not touched anything for so long, in milliseconds, asks every sixth time only.
const IDLE: f64 = 120_000.0;
const SIXTH: u32 = 6;

/// How many there are in a view.
#[must_use]
pub const fn count_of(counts: Counts, view: View) -> u32 {
    match view {
        View::Held => counts.held,
        View::Reported => counts.reported,
        View::Recent => counts.recent,
        View::Spam => counts.spam,
        View::Removed => counts.removed,
    }
}

/// Whether it is time to ask, at the nth beat.
fn is_due(beat: u32, visible: bool, idle: f64) -> bool {
    visible && (idle < IDLE || beat.is_multiple_of(SIXTH))
}

/// Asks for as long as the desk is open.
pub fn listen(desk: Desk) {
    let touched = StoredValue::new(browser::now());
    let touch = move |_: web_sys::Event| touched.set_value(browser::now());
    for event in ["keydown", "pointerdown", "wheel"] {
        window_event_listener_untyped(event, touch);
    }
    let beat = StoredValue::new(0_u32);
    let tick = move || {
        beat.update_value(|beat| *beat = beat.wrapping_add(1));
        let idle = browser::now() - touched.get_value();
        if is_due(beat.get_value(), browser::is_visible(), idle) {
            ask(desk);
        }
    };
    // Fails in no browser; without it the counts are as old as the list.
    let _ = set_interval_with_handle(tick, EVERY);
    // Who comes back to the page wants to know at once.
    window_event_listener_untyped("visibilitychange", move |_| {
        if browser::is_visible() {
            touched.set_value(browser::now());
            ask(desk);
        }
    });
}

fn ask(desk: Desk) {
    let queue = desk.queue;
    let Some(place) = queue.place.get_untracked() else {
        return;
    };
    // While decisions are on their way, what the server counts is not what the list shows.
    if desk.phase.get_untracked() != Phase::In || desk.acts.is_sending() {
        return;
    }
    browser::spawn(async move {
        let known = queue.counts.with_untracked(|counts| counts.stamp);
        let answer = api::get::<Counts>("counts", &[("site", &place.site)]).await;
        let is_same = queue.place.get_untracked().as_ref() == Some(&place)
            && queue.counts.with_untracked(|counts| counts.stamp) == known
            && !desk.acts.is_sending();
        match answer {
            Ok(counts) if is_same && counts.stamp != known => {
                queue.counts.set(counts);
                queue.news.set(true);
            }
            // A poll that fails says nothing: the next one may not. But a session that has ended
            // is told at once.
            Err(failure) => desk.heed(&failure),
            Ok(_) => {}
        }
    });
}

#[cfg(test)]
mod tests {
    use super::is_due;

    #[test]
    fn asks_while_it_is_seen_and_less_when_nobody_moves() {
        for (beat, visible, idle, expected) in [
            (1, true, 0.0, true),
            (1, true, 200_000.0, false),
            (6, true, 200_000.0, true),
            (6, false, 0.0, false),
        ] {
            assert_eq!(
                is_due(beat, visible, idle),
                expected,
                "{beat} {visible} {idle}"
            );
        }
    }
}
