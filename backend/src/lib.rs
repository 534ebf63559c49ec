//! The Worker: it answers readers and authors, keeps what is written, and publishes it.
//!
//! This file only wires. `routes` is what can be asked from outside, by trust; `objects` is what is
//! stored, and the only code that publishes; `publisher` and `ledger` decide when something is
//! published, and know neither the platform nor a clock.

mod address;
mod answer;
mod body;
mod call;
mod clock;
mod config;
mod counts;
mod document;
mod edge;
mod etag;
mod feed;
mod holdings;
mod html;
mod kv;
mod language;
pub mod ledger;
mod limit;
mod message;
mod notify;
mod objects;
mod problem;
pub mod publisher;
mod query;
mod routes;
mod settings;
mod source;
mod token;
mod xml;

use web_sys::Request;
use worker::{Context, Env, Response, event};

/// Answers a request. It is taken as it comes: the crate's own `Request` would read all that the
/// platform knows of it first, which nobody here asks about.
#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> worker::Result<Response> {
    routes::route(request, env, context)
        .await
        .map_err(|problem| format!("{problem:?}").into())
}
