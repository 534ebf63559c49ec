//! Answering a comment from the desk.

use leptos::prelude::*;
use postil_model::wire::desk::{Acted, Reply, View};
use wasm_bindgen_futures::spawn_local;

use super::Desk;
use super::list::Item;
use crate::api;
use crate::browser;

/// An answer that is being written. It stays while its row is out of sight.
#[derive(Clone, Copy)]
pub struct Draft {
    /// To which comment; none while none is written.
    pub to: RwSignal<Option<u64>>,
    /// The text.
    pub text: RwSignal<String>,
    /// Why it was not taken.
    pub problem: RwSignal<Option<String>>,
    /// Whether it is on its way.
    pub is_sending: RwSignal<bool>,
    /// The same for each try, so that one whose answer was lost does not stand there twice.
    id: StoredValue<String>,
}

impl Draft {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self {
            to: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            is_sending: RwSignal::new(false),
            id: StoredValue::new(String::new()),
        }
    }

    /// Begins one. What is written for another comment is kept there until it is thrown away.
    pub fn begin(self, seq: u64) {
        if self.to.get_untracked() != Some(seq) {
            self.to.set(Some(seq));
            self.text.set(String::new());
            self.problem.set(None);
            self.id.set_value(browser::new_id());
        }
    }

    /// Throws it away.
    pub fn drop_it(self) {
        self.to.set(None);
        self.text.set(String::new());
        self.problem.set(None);
    }

    /// Sends it.
    pub fn send(self, desk: Desk, item: &Item) {
        let text = self.text.get_untracked();
        let Some(place) = desk.queue.place.get_untracked() else {
            return;
        };
        if text.trim().is_empty() || self.is_sending.get_untracked() {
            return;
        }
        let seq = item.row.seq;
        // It is approved with it, and so leaves every view but that of what is published.
        let goes = place.view != View::Recent;
        let body = Reply {
            site: place.site.clone(),
            to: item.chosen(),
            id: self.id.get_value(),
            body: text,
        };
        self.is_sending.set(true);
        self.problem.set(None);
        spawn_local(async move {
            let answer = api::post::<Acted>("reply", &body).await;
            self.is_sending.set(false);
            match answer {
                Ok(acted) => {
                    self.drop_it();
                    desk.acts.replied(desk, &acted, place, seq, goes);
                }
                Err(failure) => {
                    desk.heed(&failure);
                    self.problem.set(Some(failure.words()));
                }
            }
        });
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self::new()
    }
}
