//! A thread as a document.

use worker::Response;

use super::{document, words};
use crate::html::Html;
use crate::message::Rendered;
use crate::problem::Result;

/// What the document is made of.
pub struct Document<'a> {
    /// The language.
    pub language: &'a str,
    /// The site's title.
    pub site: &'a str,
    /// What is shown as the thread's title.
    pub title: &'a str,
    /// The page's own address on the blog, where it is known.
    pub page: Option<&'a str>,
    /// The address of this document, without a page.
    pub address: &'a str,
    /// The list of the site's threads.
    pub list: &'a str,
    /// The rows.
    pub rows: &'a Rendered,
    /// What has just happened.
    pub said: Option<&'static str>,
    /// The form at the end.
    pub form: Html,
}

/// Writes it.
pub fn thread(status: u16, of: &Document<'_>) -> Result<Response> {
    let language = of.language;
    let mut html = Html::default();
    html.markup("<h1 class=\"legend\">")
        .text(of.site)
        .markup("</h1>");
    if let Some(said) = of.said {
        html.markup("<p class=\"note\" role=\"status\">")
            .text(words(language, said))
            .markup("</p>");
    }
    html.rendered(&of.rows.html);
    pager(of, &mut html);
    html.rendered(of.form.as_str());
    html.markup("<nav class=\"ways\">");
    if let Some(page) = of.page {
        link(&mut html, page, words(language, "back"));
    }
    link(&mut html, of.list, words(language, "all"));
    html.markup("</nav>");
    let title = words(language, "title").replace("{title}", of.title);
    document(status, language, &title, &html)
}

fn pager(of: &Document<'_>, html: &mut Html) {
    let (page, pages) = (of.rows.page, of.rows.pages);
    if pages < 2 {
        return;
    }
    html.markup("<nav class=\"pages\" aria-label=\"")
        .text(words(of.language, "pages"))
        .markup("\">");
    if let Some(earlier) = page.checked_sub(1) {
        link(
            html,
            &format!("{}&page={earlier}", of.address),
            words(of.language, "earlier"),
        );
    }
    if page + 1 < pages {
        link(
            html,
            &format!("{}&page={}", of.address, page + 1),
            words(of.language, "later"),
        );
    }
    html.markup("</nav>");
}

fn link(html: &mut Html, to: &str, words: &str) {
    html.markup("<a href=\"")
        .text(to)
        .markup("\">")
        .text(words)
        .markup("</a> ");
}
