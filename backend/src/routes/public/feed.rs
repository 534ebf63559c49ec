//! `GET /v1/feed`: the newest comments of a site or of a thread, as Atom.

use postil_model::site::Site;
use postil_model::thread_id::ThreadId;
use postil_widget::ssr::MARKUP;
use worker::{Headers, Response, ResponseBody};

use super::super::ask::{Ask, whose};
use crate::answer::{self, Audience, READABLE};
use crate::kv::{self, Kv};
use crate::limit::Limit;
use crate::message::{Feed, ToSite, ToThread};
use crate::problem::{Problem, Result};
use crate::{call, clock, edge, etag, feed};

/// Answers it.
pub async fn get(ask: &Ask) -> Result<Response> {
    let site = &*ask.site().await?;
    if ask.query.filled("id").is_none() && ask.query.filled("url").is_none() {
        return of_site(ask, site).await;
    }
    let thread = ask.thread(site)?;
    from_object(ask, site, Some(&thread)).await
}

/// The site's feed: KV's copy, streamed as it is.
async fn of_site(ask: &Ask, site: &Site) -> Result<Response> {
    let kv = Kv::of(&ask.env)?;
    match kv.page(&feed::key(site.id.as_str())).await {
        Ok(Some(copy))
            if copy
                .copy
                .live_until
                .is_some_and(|until| clock::now() < until) =>
        {
            match from_object(ask, site, None).await {
                Err(Problem::Unavailable) => give_copy(ask, site, copy),
                outcome => {
                    copy.discard();
                    outcome
                }
            }
        }
        Ok(Some(copy)) => give_copy(ask, site, copy),
        // Nobody has written anything on the site, or only just.
        Ok(None) => {
            let body = feed::write(site, None, &[]).into_bytes();
            let headers = headers(&tag(site, 0, ""))?;
            unless_unchanged(ask, answer::answer(200, headers, ResponseBody::Body(body)))
        }
        Err(_) => from_object(ask, site, None).await,
    }
}

fn give_copy(ask: &Ask, site: &Site, copy: kv::Page) -> Result<Response> {
    let headers = headers(&tag(site, copy.copy.version, &copy.copy.markup))?;
    let body = ResponseBody::Stream(copy.body);
    unless_unchanged(ask, answer::answer(200, headers, body))
}

async fn from_object(ask: &Ask, site: &Site, thread: Option<&ThreadId>) -> Result<Response> {
    ask.bound(Limit::Read, site).await?;
    let whose = thread.map(|thread| whose(site, thread));
    let hash = whose.as_ref().map_or("", |whose| whose.hash.as_str());
    let kept = edge::Key::new(ask.own_origin(), &["feed", site.id.as_str(), hash, MARKUP]);
    if let Some(response) = kept.get(0).await {
        return unless_unchanged(ask, response);
    }
    let fed: Feed = match &whose {
        Some(whose) => call::thread(&ask.env, whose, ToThread::Feed).await?,
        None => call::site(&ask.env, site.id.as_str(), ToSite::Feed).await?,
    };
    let headers = headers(&tag(site, fed.version, MARKUP))?;
    let mut response = answer::answer(200, headers, ResponseBody::Body(fed.atom.into_bytes()));
    kept.put(&ask.context, &mut response)?;
    unless_unchanged(ask, response)
}

fn tag(site: &Site, version: u64, markup: &str) -> String {
    etag::tag(version, markup, site.language(""), "feed")
}

fn headers(tag: &str) -> Result<Headers> {
    let headers = Headers::new();
    headers.set("Content-Type", "application/atom+xml; charset=utf-8")?;
    headers.set("Cache-Control", READABLE)?;
    // A browser that shows XML as a document must not take it for one of ours.
    headers.set("Content-Security-Policy", "default-src 'none'; sandbox")?;
    headers.set("ETag", tag)?;
    Audience::Everybody.mark(&headers)?;
    Ok(headers)
}

/// A reader who has this already is told so.
fn unless_unchanged(ask: &Ask, response: Response) -> Result<Response> {
    let tag = response.headers().get("ETag")?.unwrap_or_default();
    let has = ask
        .header("If-None-Match")
        .is_some_and(|wanted| etag::matches(&wanted, &tag));
    if !has {
        return Ok(response);
    }
    let headers = response.headers().clone();
    if let ResponseBody::Stream(stream) = response.body() {
        drop(stream.cancel());
    }
    Ok(answer::answer(304, headers, ResponseBody::Empty))
}
