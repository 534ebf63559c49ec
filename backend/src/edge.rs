//! The edge's cache, for answers that come from an object: at most one of each wakes it in 15 s.
//!
//! What is kept there may be older than what a reader has seen, so the version is looked at.

use worker::{Cache, Context, Response, console_error};

use crate::problem::Result;

/// What an answer is kept under: an address that nobody can ask for.
pub struct Key(String);

impl Key {
    /// The key of a kind of answer, made of parts in which no `/` or a fixed number of them stands.
    pub fn new(origin: &str, parts: &[&str]) -> Self {
        Self(format!("{origin}/v1/-/{}", parts.join("/")))
    }

    /// The answer that is kept, if it shows this version of the thread or a later one.
    pub async fn get(&self, min_version: u64) -> Option<Response> {
        let kept = Cache::default()
            .get(self.0.as_str(), false)
            .await
            .inspect_err(|error| console_error!("{error}"))
            .ok()??;
        (version(&kept) >= min_version).then_some(kept)
    }

    /// Keeps an answer for as long as its `Cache-Control` says; nobody waits for that.
    pub fn put(self, context: &Context, response: &mut Response) -> Result<()> {
        let copy = response.cloned()?;
        context.wait_until(async move {
            if let Err(error) = Cache::default().put(self.0.as_str(), copy).await {
                console_error!("{error}");
            }
        });
        Ok(())
    }
}

fn version(response: &Response) -> u64 {
    response
        .headers()
        .get("Postil-Version")
        .ok()
        .flatten()
        .and_then(|version| version.parse().ok())
        .unwrap_or(0)
}
