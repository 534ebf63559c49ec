//! Answering a comment from the desk.

use std::collections::HashMap;

use postil_model::wire::desk::{Acted, Reply, View};

use super::Desk;
use super::list::Item;
use super::signal::{RwSignal, StoredValue};
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
    /// What else was begun, by comment.
    others: StoredValue<HashMap<u64, Begun>>,
    /// The same for each try, so that one whose answer was lost does not stand there twice.
    id: StoredValue<String>,
}

/// An answer that was begun: its text and its id.
type Begun = (String, String);

impl Draft {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self {
            to: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            is_sending: RwSignal::new(false),
            others: StoredValue::new(HashMap::new()),
            id: StoredValue::new(String::new()),
        }
    }

    /// Begins one, or goes on with it. What is written for another comment is kept.
    pub fn begin(self, seq: u64) {
        let before = self.to.get_untracked();
        if before == Some(seq) {
            return;
        }
        if let Some(before) = before {
            let begun = (self.text.get_untracked(), self.id.get_value());
            self.others
                .update_value(|others| drop(others.insert(before, begun)));
        }
        let known = self
            .others
            .try_update_value(|others| others.remove(&seq))
            .flatten();
        let (text, id) = known.unwrap_or_else(|| (String::new(), browser::new_id()));
        self.text.set(text);
        self.id.set_value(id);
        self.problem.set(None);
        self.to.set(Some(seq));
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
        browser::spawn(async move {
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
