//! A thread as a document.

use worker::Response;

use super::linked::{Discussion, linked};
use super::{document, words};
use crate::html::Html;
use crate::message::Shown;
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
    /// The origin of this Worker.
    pub origin: &'a str,
    /// The address of this document, without a page.
    pub address: &'a str,
    /// The list of the site's threads.
    pub list: &'a str,
    /// The address of the thread's feed.
    pub feed: &'a str,
    /// The thread; none where it cannot be shown now.
    pub shown: Option<&'a Shown>,
    /// What has just happened, in words.
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
            .text(said)
            .markup("</p>");
    }
    if let Some(shown) = of.shown {
        html.rendered(&shown.page.html);
        pager(of, shown, &mut html);
    }
    html.rendered(of.form.as_str());
    html.markup("<nav class=\"ways\">");
    if let Some(page) = of.page {
        link(&mut html, page, words(language, "back"));
    }
    link(&mut html, of.list, words(language, "all"));
    link(&mut html, of.feed, words(language, "feed"));
    html.markup("</nav>");
    let title = words(language, "title").replace("{title}", of.title);
    let head = head(of, &title);
    document(status, language, &title, &head, &html)
}

/// What the document says to programs: which page it belongs to, where its feed is, what it holds.
fn head(of: &Document<'_>, title: &str) -> Html {
    let mut head = Html::default();
    if let Some(page) = of.page {
        head.markup("<link rel=\"canonical\" href=\"")
            .text(page)
            .markup("\">");
    }
    super::feed_link(&mut head, of.feed, title);
    let Some(shown) = of.shown else { return head };
    let block = linked(&Discussion {
        site: of.site,
        title,
        page: of.page,
        address: &format!("{}{}", of.origin, of.address),
        count: shown.page.count,
        first: shown.page.page == 0,
        comments: &shown.comments,
    });
    if let Some(block) = block {
        head.markup("<script type=\"application/ld+json\">")
            .rendered(&block)
            .markup("</script>");
    }
    head
}

fn pager(of: &Document<'_>, shown: &Shown, html: &mut Html) {
    let (page, pages) = (shown.page.page, shown.page.pages);
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
