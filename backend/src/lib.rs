//! The Worker: it answers readers and authors, keeps what is written, and publishes it.
//!
//! This file only wires. `routes` is what can be asked from outside, by trust; `objects` is what is
//! stored, and the only code that publishes; `publisher` and `ledger` decide when something is
//! published, and know neither the platform nor a clock.
//!
//! The crate is compiled twice, as two modules of WASM that `shim.js` hands the calls to. `threads`
//! answers the pages of blogs and keeps the threads and the ledger; `sites` keeps the sites and the
//! desk, and answers the desk. They differ in what they export only: the linker leaves out what
//! nothing exported needs.

#![cfg_attr(
    not(all(feature = "threads", feature = "sites")),
    allow(dead_code, unused_imports, reason = "the other module has it")
)]

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
    #[cfg(feature = "threads")]
    let answer = routes::from_pages(request, env, context).await;
    #[cfg(not(feature = "threads"))]
    let answer = routes::from_desk(request, env, context).await;
    answer.map_err(|problem| format!("{problem:?}").into())
}
