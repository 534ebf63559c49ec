//! The desk's part of the HTTP API, under `/v1/desk/`, and the way to its page.
//!
//! **Architecture Invariant:** the session's cookie is read and set here and nowhere else.

mod cookie;
mod door;
mod link;
mod me;
mod moderate;
mod reply;
mod signin;
mod signout;
mod site;
mod sites;
mod staff;

use worker::{Headers, Method, Response, ResponseBody};

use super::ask::Ask;
use crate::answer::{self, Audience};
use crate::problem::{Problem, Result};

/// Where the desk's page lies among the static assets.
const PAGE: &str = "/desk/index.html";

/// Answers what is asked under `/v1/desk/`.
pub async fn route(ask: &Ask, call: &str) -> Result<Response> {
    let outcome = match (call, ask.method.clone()) {
        ("signin", Method::Post) => signin::post(ask).await,
        ("signout", Method::Post) => signout::post(ask).await,
        ("link", Method::Post) => link::post(ask).await,
        ("me", Method::Get | Method::Head) => me::get(ask).await,
        ("staff", Method::Get | Method::Head) => staff::get(ask).await,
        ("staff", Method::Post) => staff::post(ask).await,
        ("sites", Method::Get | Method::Head) => sites::get(ask).await,
        ("site", Method::Get | Method::Head) => site::get(ask).await,
        ("site", Method::Post) => site::post(ask).await,
        ("queue", Method::Get | Method::Head) => moderate::queue(ask).await,
        ("counts", Method::Get | Method::Head) => moderate::counts(ask).await,
        ("log", Method::Get | Method::Head) => moderate::log(ask).await,
        ("threads", Method::Get | Method::Head) => moderate::threads(ask).await,
        ("bans", Method::Get | Method::Head) => moderate::bans(ask).await,
        ("act", Method::Post) => moderate::act(ask).await,
        ("undo", Method::Post) => moderate::undo(ask).await,
        ("thread", Method::Post) => moderate::thread(ask).await,
        ("titles", Method::Post) => moderate::titles(ask).await,
        ("try", Method::Post) => moderate::attempt(ask).await,
        ("bans", Method::Post) => moderate::change_bans(ask).await,
        ("reply", Method::Post) => reply::post(ask).await,
        (
            "signin" | "signout" | "link" | "me" | "staff" | "sites" | "site" | "queue" | "counts"
            | "log" | "threads" | "bans" | "act" | "undo" | "thread" | "titles" | "try" | "reply",
            _,
        ) => Err(Problem::Method),
        _ => Err(Problem::UnknownRoute),
    };
    outcome.or_else(|problem| answer::problem(&problem, &ask.language(), &Audience::Desk))
}

/// Leads to the desk's page. A browser takes along what stands behind the `#`.
pub fn page(ask: &Ask) -> Result<Response> {
    let query = ask.address.split('#').next().unwrap_or_default();
    let query = query.split_once('?').map(|(_, query)| query);
    let headers = Headers::new();
    let target = query.map_or_else(|| PAGE.to_owned(), |query| format!("{PAGE}?{query}"));
    headers.set("Location", &target)?;
    headers.set("Cache-Control", "no-store")?;
    headers.set("Referrer-Policy", "no-referrer")?;
    Audience::Desk.mark(&headers)?;
    Ok(answer::answer(302, headers, ResponseBody::Empty))
}
