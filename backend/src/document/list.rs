//! The list of a site's threads: where a reader ends up whose browser does not say where they were.

use postil_model::site::Site;
use worker::Response;

use super::{document, feed_link, words};
use crate::address;
use crate::html::Html;
use crate::problem::Result;

/// One thread of the list.
pub struct Entry {
    /// Its address here.
    pub address: String,
    /// Its name for people: the title that was confirmed, or the path.
    pub name: String,
    /// How many comments it has.
    pub count: u32,
}

/// Writes it. Who is lost wanted a thread; others came to see the list.
pub fn list(site: &Site, language: &str, entries: &[Entry], lost: bool) -> Result<Response> {
    let feed = address::of_feed(site, None);
    let mut head = Html::default();
    feed_link(&mut head, &feed, words(language, "feed.site"));
    let heading = words(language, "list").replace("{site}", &site.title);
    let mut html = Html::default();
    html.markup("<section class=\"postil\"><h1 class=\"heading\">")
        .text(&heading)
        .markup("</h1>");
    if entries.is_empty() {
        html.markup("<p class=\"note\">")
            .text(words(language, "list.empty"))
            .markup("</p></section>");
        return document(200, language, &heading, &head, &html);
    }
    if lost {
        html.markup("<p class=\"note\">")
            .text(words(language, "list.lost"));
        html.markup("</p>");
    }
    html.markup("<ul class=\"threads\">");
    for entry in entries {
        html.markup("<li><a href=\"")
            .text(&entry.address)
            .markup("\">")
            .text(&entry.name);
        html.markup("</a> <span class=\"count\">")
            .text(&entry.count.to_string())
            .markup("</span></li>");
    }
    html.markup("</ul></section><nav class=\"ways\"><a href=\"")
        .text(&feed);
    html.markup("\">")
        .text(words(language, "feed.site"))
        .markup("</a></nav>");
    document(200, language, &heading, &head, &html)
}
