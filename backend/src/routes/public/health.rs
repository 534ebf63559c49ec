//! `GET /healthz`: the Worker runs, and which build it is.

use postil_widget::ssr::MARKUP;
use serde::Serialize;
use worker::Response;

use crate::answer::{self, Audience};
use crate::problem::Result;

#[derive(Serialize)]
struct Health {
    version: &'static str,
    markup: &'static str,
}

/// Answers it.
pub fn get() -> Result<Response> {
    let health = Health {
        version: env!("CARGO_PKG_VERSION"),
        markup: MARKUP,
    };
    answer::json(200, &health, &Audience::Everybody, "no-store")
}
