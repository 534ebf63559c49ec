//! Which address is answered by whom. The folders are the trust: what is in `public` reads and
//! changes nothing, what is in `author` takes what a stranger has written, what is in `moderate` answers
//! pages whose browser was linked from the desk, what is in `desk` those who are signed in there.

mod ask;
mod author;
mod caller;
mod desk;
mod moderate;
mod plain;
mod public;
mod reply;

use web_sys::Request;
use worker::{Context, Env, Headers, Method, Response, ResponseBody};

use crate::answer::{self, Audience};
use crate::document;
use crate::problem::{Problem, Result};
use ask::Ask;

/// Answers what pages of blogs ask: readers, authors, and moderators who are there.
pub async fn from_pages(request: Request, env: Env, context: Context) -> Result<Response> {
    let ask = Ask::new(request, env, context);
    let reads = matches!(ask.method, Method::Get | Method::Head);
    let posts = ask.method == Method::Post;
    match ask.path() {
        "/v1/thread" if reads => ask.to_everybody(public::thread::get(&ask).await),
        "/v1/thread.json" if reads => ask.to_everybody(public::data::get(&ask).await),
        "/v1/feed" if reads => ask.to_everybody(public::feed::get(&ask).await),
        "/v1/counts" if reads => ask.to_everybody(public::counts::get(&ask).await),
        "/healthz" if reads => ask.to_everybody(public::health::get()),
        "/v1/page" if reads => ask.as_document(public::page::get(&ask).await),
        "/v1/page" if posts => ask.as_document(author::page::post(&ask).await),
        "/v1/comments" if posts => author::comments::post(&ask).await,
        "/v1/preview" if posts => author::preview::post(&ask).await,
        "/v1/me" if posts => author::me::post(&ask).await,
        "/v1/thread" | "/v1/thread.json" | "/v1/counts" | "/v1/feed"
            if ask.method == Method::Options =>
        {
            preflight()
        }
        "/v1/thread" | "/v1/thread.json" | "/v1/counts" | "/v1/feed" | "/healthz" | "/v1/page"
        | "/v1/comments" | "/v1/preview" | "/v1/me" => ask.to_everybody(Err(Problem::Method)),
        other if let Some(call) = other.strip_prefix("/v1/moderate/") => {
            moderate::route(&ask, call).await
        }
        other => match of_comment(other) {
            Some((id, "edit")) if posts => author::edit::post(&ask, id).await,
            Some((id, "delete")) if posts => author::delete::post(&ask, id).await,
            Some((id, "vote")) if posts => author::vote::post(&ask, id).await,
            Some((id, "report")) if posts => author::report::post(&ask, id).await,
            Some((_, "edit" | "delete" | "vote" | "report")) => {
                ask.to_everybody(Err(Problem::Method))
            }
            _ => ask.to_everybody(Err(Problem::UnknownRoute)),
        },
    }
}

/// Answers the desk, and what its owner has a feed reader ask: the addresses `OF_DESK` in `shim.js`.
#[cfg_attr(
    feature = "threads",
    allow(dead_code, reason = "`fetch` is the other module's")
)]
pub async fn from_desk(request: Request, env: Env, context: Context) -> Result<Response> {
    let ask = Ask::new(request, env, context);
    let reads = matches!(ask.method, Method::Get | Method::Head);
    match ask.path() {
        "/desk" | "/desk/" if reads => desk::page(&ask),
        "/v1/queue-feed" if reads => desk::queue_feed::get(&ask).await,
        "/v1/queue-feed" | "/desk" | "/desk/" => ask.to_everybody(Err(Problem::Method)),
        other if let Some(call) = other.strip_prefix("/v1/desk/") => desk::route(&ask, call).await,
        _ => ask.to_everybody(Err(Problem::UnknownRoute)),
    }
}

/// The id of a comment and what is to be done with it: `/v1/comments/{id}/edit`.
fn of_comment(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix("/v1/comments/")?.split_once('/')
}

/// Readers with headers of their own (`If-None-Match`) are asked about first. Posts need none:
/// they are sent as text.
fn preflight() -> Result<Response> {
    let headers = Headers::new();
    Audience::Everybody.mark(&headers)?;
    headers.set("Access-Control-Allow-Methods", "GET, HEAD")?;
    headers.set(
        "Access-Control-Allow-Headers",
        "If-None-Match, Cache-Control",
    )?;
    headers.set("Access-Control-Max-Age", "86400")?;
    Ok(answer::answer(204, headers, ResponseBody::Empty))
}

impl Ask {
    fn to_everybody(&self, outcome: Result<Response>) -> Result<Response> {
        outcome.or_else(|problem| answer::problem(&problem, &self.language(), &Audience::Everybody))
    }

    fn as_document(&self, outcome: Result<Response>) -> Result<Response> {
        outcome.or_else(|problem| document::problem(&problem, &self.language()))
    }
}
