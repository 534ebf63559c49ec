//! `GET /v1/thread.json`: a page of a thread as data.

use postil_widget::ssr::MARKUP;
use worker::Response;

use super::super::ask::{Ask, whose};
use super::which;
use crate::answer::{self, Audience, READABLE};
use crate::call;
use crate::edge;
use crate::limit::Limit;
use crate::message::{Data, ToThread, Which};
use crate::problem::Result;

/// Answers it: from the edge, or from the thread's object.
pub async fn get(ask: &Ask) -> Result<Response> {
    let site = &*ask.site().await?;
    let thread = ask.thread(site)?;
    let page = which::page_name(&ask.query)?;
    ask.bound(Limit::Read, site).await?;
    let whose = whose(site, &thread);
    let kept = edge::Key::new(
        ask.own_origin(),
        &[
            "json",
            &whose.site,
            &whose.hash,
            &which::written(&page),
            MARKUP,
        ],
    );
    if let Some(response) = kept.get(ask.min_version()).await {
        return Ok(response);
    }
    let which = Which {
        page,
        language: site.language("").to_owned(),
    };
    let data: Data = call::thread(&ask.env, &whose, ToThread::Data(which)).await?;
    let mut response = answer::written(200, data.json, &Audience::Everybody, READABLE)?;
    response
        .headers()
        .set("Postil-Version", &data.version.to_string())?;
    response.headers().set("Postil-Markup", MARKUP)?;
    kept.put(&ask.context, &mut response)?;
    Ok(response)
}
