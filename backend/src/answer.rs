//! Answers to readers, authors and moderators, with the headers that each kind has.

use serde::Serialize;
use worker::{Headers, Response, ResponseBody};

use crate::problem::{Problem, Result};
use postil_json as json;

/// How long a reader's browser may show what it has: as long as an edge keeps a page from an object.
pub const READABLE: &str = "public, max-age=15, stale-while-revalidate=30";

/// For whom an answer is.
pub enum Audience {
    /// Any page may read it: nothing in it is anybody's secret, and no credentials are allowed.
    Everybody,
    /// Only pages of this origin may; of none, where the request came from elsewhere.
    Origin(Option<String>),
    /// It is a document of its own, and no page's script may read it.
    Nobody,
    /// Only the desk's own page may, not even another page of the same site.
    Desk,
}

impl Audience {
    /// Adds the headers that say so.
    pub fn mark(&self, headers: &Headers) -> Result<()> {
        headers.set("X-Content-Type-Options", "nosniff")?;
        match self {
            Self::Everybody => {
                headers.set("Access-Control-Allow-Origin", "*")?;
                headers.set(
                    "Access-Control-Expose-Headers",
                    "ETag, Postil-Version, Postil-Markup, Retry-After",
                )?;
            }
            Self::Origin(origin) => {
                headers.set("Vary", "Origin")?;
                if let Some(origin) = origin {
                    headers.set("Access-Control-Allow-Origin", origin)?;
                    headers.set("Access-Control-Expose-Headers", "Retry-After")?;
                }
            }
            Self::Nobody => {}
            Self::Desk => headers.set("Cross-Origin-Resource-Policy", "same-origin")?,
        }
        Ok(())
    }
}

/// An answer with headers and a body.
pub fn answer(status: u16, headers: Headers, body: ResponseBody) -> Response {
    Response::builder()
        .with_status(status)
        .with_headers(headers)
        .body(body)
}

/// Data.
pub fn json<T: Serialize>(
    status: u16,
    value: &T,
    audience: &Audience,
    cache: &str,
) -> Result<Response> {
    written(status, json::write(value)?, audience, cache)
}

/// Data that is JSON already.
pub fn written(status: u16, json: String, audience: &Audience, cache: &str) -> Result<Response> {
    typed(status, "application/json", json, audience, cache)
}

/// A problem, worded in a language.
pub fn problem(problem: &Problem, language: &str, audience: &Audience) -> Result<Response> {
    let body = json::write(&problem.to_wire(language))?;
    let response = typed(
        problem.status(),
        "application/problem+json",
        body,
        audience,
        "no-store",
    )?;
    if let Some(seconds) = problem.retry_after() {
        response
            .headers()
            .set("Retry-After", &seconds.to_string())?;
    }
    Ok(response)
}

/// Text of a type.
pub fn typed(
    status: u16,
    kind: &str,
    body: String,
    audience: &Audience,
    cache: &str,
) -> Result<Response> {
    let headers = Headers::new();
    headers.set("Content-Type", kind)?;
    headers.set("Cache-Control", cache)?;
    audience.mark(&headers)?;
    Ok(answer(
        status,
        headers,
        ResponseBody::Body(body.into_bytes()),
    ))
}
