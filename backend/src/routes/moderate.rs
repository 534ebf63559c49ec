//! Moderating in a page of the blog itself, under `/v1/moderate/`. The page has a token that every
//! script of the blog can read, so what it opens is [`Deed`] and nothing else.
//!
//! **Architecture Invariant:** the desk's cookie is not read here, and the token is read nowhere else.

mod deed;
mod link;

use postil_model::staff::page::Deed;
use worker::{Method, Response};

use super::ask::Ask;
use super::caller::Caller;
use crate::answer::{self, Audience};
use crate::problem::Problem;
use crate::problem::Result;

/// Answers what a page asks for.
pub async fn route(ask: &Ask, call: &str) -> Result<Response> {
    if ask.method != Method::Post {
        return answer::problem(&Problem::Method, &ask.language(), &Audience::Everybody);
    }
    let mut caller = Caller::of(ask);
    let outcome = match call {
        "link" => link::spend(&mut caller).await,
        "stop" => link::stop(&mut caller).await,
        name => match Deed::named(name) {
            Some(deed) => deed::done(&mut caller, deed).await,
            None => Err(Problem::UnknownRoute),
        },
    };
    caller.answer(outcome)
}
