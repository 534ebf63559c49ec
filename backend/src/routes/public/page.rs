//! `GET /v1/page`: a thread as a document that works without JavaScript.

use std::collections::BTreeMap;

use postil_model::CommentId;
use postil_model::site::Site;
use postil_model::thread_id::{Address, ThreadId};
use postil_widget::locale;
use worker::Response;

use super::super::ask::Ask;
use super::super::plain::{Plain, Show};
use super::which;
use crate::address;
use crate::call;
use crate::counts;
use crate::document::{self, Entry, Form};
use crate::limit::Limit;
use crate::message::{PageName, ToSite};
use crate::problem::Result;

/// How many threads are listed: those with the newest comments.
const LISTED: usize = 200;

/// Answers it.
pub async fn get(ask: &Ask) -> Result<Response> {
    let site = &*ask.site().await?;
    if ask.query.filled("id").is_none() && ask.query.filled("url").is_none() {
        return match referring(ask, site) {
            Some(thread) => document::see_other(&Plain::new(ask, site, &thread).address()),
            None => list(ask, site).await,
        };
    }
    let thread = ask.thread(site)?;
    ask.bound(Limit::Read, site).await?;
    let plain = Plain::new(ask, site, &thread);
    let reply = ask
        .query
        .get("reply")
        .and_then(|id| CommentId::try_from(id).ok());
    let page = match (&reply, which::page_name(&ask.query)?) {
        (Some(id), _) => PageName::With(id.to_string()),
        // A document without JavaScript knows one order.
        (None, PageName::Best) => PageName::Number(0),
        (None, page) => page,
    };
    let said = match ask.query.get("said") {
        Some("posted") => Some(locale::text(plain.language(), "page.posted")),
        Some("held") => Some(locale::text(plain.language(), "page.held")),
        _ => None,
    };
    let show = Show {
        page,
        open: reply.map(|id| Form::blank(id.as_str())).transpose()?,
        form: Form::blank("")?,
        said,
    };
    plain.answer(200, show).await
}

/// The thread of the page that a reader comes from.
fn referring(ask: &Ask, site: &Site) -> Option<ThreadId> {
    let referer = ask.header("Referer")?;
    ThreadId::locate(
        site,
        &Address {
            id: None,
            url: &referer,
            canonical: None,
        },
    )
    .ok()
}

async fn list(ask: &Ask, site: &Site) -> Result<Response> {
    let language = site.language(&ask.wishes());
    let value = counts::all(&ask.env, site).await?;
    let counts: Vec<(&str, u32)> = counts::lines(&value).take(LISTED).collect();
    let titles = titles(ask, site, counts.iter().map(|(id, _)| *id)).await;
    let entries: Vec<Entry> = counts
        .into_iter()
        .map(|(id, count)| Entry {
            address: address::of_document(site, id),
            name: titles
                .get(id)
                .cloned()
                .unwrap_or_else(|| address::readable(site, id)),
            count,
        })
        .collect();
    let referer = ask.header("Referer").unwrap_or_default();
    let lost = !referer.starts_with(&format!("{}/", ask.own_origin()));
    document::list(site, language, &entries, lost)
}

/// What the threads are called, as far as that was confirmed. Where it cannot be known now, their
/// paths do as well.
async fn titles(
    ask: &Ask,
    site: &Site,
    threads: impl Iterator<Item = &str>,
) -> BTreeMap<String, String> {
    let threads: Vec<String> = threads.map(str::to_owned).collect();
    if threads.is_empty() || ask.bound(Limit::Read, site).await.is_err() {
        return BTreeMap::new();
    }
    call::site::<Vec<(String, String)>>(&ask.env, site.id.as_str(), ToSite::Titles(threads))
        .await
        .map(BTreeMap::from_iter)
        .unwrap_or_default()
}
