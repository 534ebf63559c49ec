//! The whole HTML documents: a thread that works without JavaScript, the list of a site's threads,
//! and a problem.

mod form;
mod linked;
mod list;
mod thread;

pub use form::Form;
pub use list::{Entry, list};
pub use thread::{Document, thread};

use postil_widget::locale;
use worker::{Headers, Response, ResponseBody};

use crate::answer::{self, Audience};
use crate::html::Html;
use crate::language::direction;
use crate::problem::{Problem, Result};

/// No script, no frame around it, nothing from elsewhere; forms lead back to us.
const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/// A message `page.<key>` in a language.
fn words(language: &str, key: &str) -> &'static str {
    locale::text(language, &format!("page.{key}"))
}

/// Says where a feed is, to programs that look for one.
fn feed_link(head: &mut Html, address: &str, title: &str) {
    head.markup("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"")
        .text(title);
    head.markup("\" href=\"").text(address).markup("\">");
}

/// A document around what stands in it.
fn document(
    status: u16,
    language: &str,
    title: &str,
    head: &Html,
    content: &Html,
) -> Result<Response> {
    let mut page = Html::default();
    page.markup("<!doctype html>\n<html lang=\"").text(language);
    page.markup("\" dir=\"").text(direction(language));
    page.markup("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
    page.text(title);
    page.markup("</title><link rel=\"stylesheet\" href=\"/page.css\">");
    page.rendered(head.as_str());
    page.markup("</head>\n<body class=\"postil-page\"><main class=\"root\">");
    page.rendered(content.as_str());
    page.markup("</main></body></html>\n");
    Ok(answer::answer(
        status,
        headers()?,
        ResponseBody::Body(page.into_string().into_bytes()),
    ))
}

fn headers() -> Result<Headers> {
    let headers = Headers::new();
    headers.set("Content-Type", "text/html; charset=utf-8")?;
    headers.set("Cache-Control", "no-store")?;
    headers.set("Content-Security-Policy", POLICY)?;
    // A form's `Origin` is lost under a stricter one; and no other site learns of the thread.
    headers.set("Referrer-Policy", "same-origin")?;
    headers.set("X-Frame-Options", "DENY")?;
    Audience::Nobody.mark(&headers)?;
    Ok(headers)
}

/// Leads on to another of our own addresses.
pub fn see_other(location: &str) -> Result<Response> {
    let headers = headers()?;
    headers.set("Location", location)?;
    Ok(answer::answer(303, headers, ResponseBody::Empty))
}

/// A document that says what went wrong.
pub fn problem(problem: &Problem, language: &str) -> Result<Response> {
    let title = problem.title(language);
    let mut content = Html::default();
    content
        .markup("<h1 class=\"heading\">")
        .text(title)
        .markup("</h1><p class=\"note alert\">");
    content.text(problem.detail(language)).markup("</p>");
    let head = Html::default();
    let response = document(problem.status(), language, title, &head, &content)?;
    if let Some(seconds) = problem.retry_after() {
        response
            .headers()
            .set("Retry-After", &seconds.to_string())?;
    }
    Ok(response)
}
