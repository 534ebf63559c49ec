//! `GET /v1/page`: a thread as a document that works without JavaScript.

use postil_model::CommentId;
use postil_model::site::Site;
use postil_model::thread_id::{Address, ThreadId};
use postil_widget::locale;
use worker::Response;

use super::super::ask::Ask;
use super::super::plain::{Plain, Show};
use super::which;
use crate::address;
use crate::counts;
use crate::document::{self, Entry, Form};
use crate::limit::Limit;
use crate::message::PageName;
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
    let entry = |(id, count): (&str, u32)| Entry {
        address: address::of_document(site, id),
        name: address::readable(site, id),
        count,
    };
    let entries: Vec<Entry> = counts::lines(&value).take(LISTED).map(entry).collect();
    let referer = ask.header("Referer").unwrap_or_default();
    let lost = !referer.starts_with(&format!("{}/", ask.own_origin()));
    document::list(site, language, &entries, lost)
}
