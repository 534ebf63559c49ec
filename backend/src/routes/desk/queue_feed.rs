//! `GET /v1/queue-feed`: the private feed of what waits on a site, for the owner's feed reader. Its
//! address has a token in it, which opens nothing else.

use postil_model::SiteId;
use worker::{Headers, Response, ResponseBody};

use super::super::ask::Ask;
use crate::answer::{self, Audience};
use crate::message::ToSite;
use crate::problem::{Refusal, Result};
use crate::token::Token;
use crate::{call, limit};

/// Answers it. Without the right token nobody learns whether there is such a site.
pub async fn get(ask: &Ask) -> Result<Response> {
    feed(ask)
        .await
        .or_else(|problem| answer::problem(&problem, &ask.language(), &Audience::Nobody))
}

async fn feed(ask: &Ask) -> Result<Response> {
    let site = ask.query.get("site").unwrap_or_default();
    let site = SiteId::try_from(site).map_err(|_| Refusal::Site)?;
    let token = ask.query.get("token").unwrap_or_default();
    let token = Token::read(token).ok_or(Refusal::Site)?;
    limit::check_desk(&ask.env, &ask.network()?).await?;
    let feed = ToSite::QueueFeed {
        token: token.hash(),
        origin: ask.own_origin().to_owned(),
    };
    let feed: String = call::site(&ask.env, site.as_str(), feed).await?;
    let headers = Headers::new();
    headers.set("Content-Type", "application/atom+xml; charset=utf-8")?;
    headers.set("Cache-Control", "no-store")?;
    headers.set("Referrer-Policy", "no-referrer")?;
    headers.set("X-Robots-Tag", "noindex")?;
    // A browser that shows XML as a document must not take it for one of ours.
    headers.set("Content-Security-Policy", "default-src 'none'; sandbox")?;
    Audience::Nobody.mark(&headers)?;
    Ok(answer::answer(
        200,
        headers,
        ResponseBody::Body(feed.into_bytes()),
    ))
}
