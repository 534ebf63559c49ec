//! Something that is fetched: it is on its way, there, or could not be had.

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;

use super::Desk;
use crate::api::{self, Failure};

/// How far it has come.
#[derive(Clone, Debug)]
pub enum Fetched<T> {
    /// It is on its way.
    Fetching,
    /// It is there.
    There(T),
    /// It could not be had, for this reason.
    Failed(String),
}

impl<T> Fetched<T> {
    /// What is there, to be changed.
    pub fn there_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::There(value) => Some(value),
            _ => None,
        }
    }
}

/// A signal of it.
pub type Signal<T> = RwSignal<Fetched<T>>;

/// Nothing has come yet.
pub fn nothing<T: Send + Sync + 'static>() -> Signal<T> {
    RwSignal::new(Fetched::Fetching)
}

/// Fetches it.
pub fn fetch<T: DeserializeOwned + Send + Sync + 'static>(
    desk: Desk,
    into: Signal<T>,
    call: &'static str,
    query: Vec<(&'static str, String)>,
) {
    spawn_local(async move {
        let pairs: Vec<(&str, &str)> = query.iter().map(|(n, v)| (*n, v.as_str())).collect();
        put(desk, into, api::get(call, &pairs).await);
    });
}

/// Puts an answer in, or why there is none.
pub fn put<T: Send + Sync + 'static>(desk: Desk, into: Signal<T>, answer: Result<T, Failure>) {
    let fetched = match answer {
        Ok(value) => Fetched::There(value),
        Err(failure) => {
            desk.heed(&failure);
            Fetched::Failed(failure.words())
        }
    };
    // Who has gone elsewhere meanwhile needs it no more.
    let _ = into.try_set(fetched);
}
