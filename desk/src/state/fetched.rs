//! Something that is fetched: it is on its way, there, or could not be had.

use serde::de::DeserializeOwned;

use super::Desk;
use super::signal::RwSignal;
use crate::api::{self, Failure};
use crate::browser;

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
    let put = move |answer: Answer| put(desk, into, answer.and_then(|text| api::read(&text)));
    browser::spawn(fetch_text(call, query, Box::new(put)));
}

type Answer = Result<String, Failure>;

/// What waits is compiled once, and not for each type that is fetched.
async fn fetch_text(
    call: &'static str,
    query: Vec<(&'static str, String)>,
    put: Box<dyn FnOnce(Answer)>,
) {
    let pairs: Vec<(&str, &str)> = query.iter().map(|(n, v)| (*n, v.as_str())).collect();
    put(api::fetch(call, &pairs).await);
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
    into.try_set(fetched);
}
