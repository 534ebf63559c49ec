//! Feeds (Atom, RFC 4287) of a site and of a thread.
//!
//! Nothing that a poster claimed of a page stands in them: a thread is called by the title that was
//! confirmed, or else by its path, and a link leads to one of the site's own origins or to this Worker. Addresses on this Worker are
//! relative, since what is put into KV does not know under which names it will be read.

use postil_model::site::Site;
use postil_model::{CommentId, Millis, markdown, time};
use postil_widget::locale;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::address;
use crate::xml::Xml;

/// How many comments a feed has.
pub const ENTRIES: u32 = 50;

/// The KV key of a site's feed.
pub fn key(site: &str) -> String {
    format!("feed/{site}")
}

/// A comment, as a feed shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The thread's id.
    pub thread: String,
    /// What the thread is called, once that was confirmed.
    #[serde(default)]
    pub title: Option<String>,
    /// The comment's id.
    pub comment: CommentId,
    /// When it was posted.
    pub created: Millis,
    /// When it was edited.
    pub edited: Option<Millis>,
    /// The author's name; none once the comment is not shown any more.
    pub name: Option<String>,
    /// The author's web address.
    pub url: Option<String>,
    /// The Markdown source.
    pub body: String,
}

impl Entry {
    /// What its thread is called.
    fn on(&self, site: &Site) -> String {
        let readable = || address::readable(site, &self.thread);
        self.title.clone().unwrap_or_else(readable)
    }

    fn updated(&self) -> Millis {
        self.edited.unwrap_or(self.created)
    }
}

/// Writes the feed of a site or of a thread, in the site's own language; the newest come first.
pub fn write(site: &Site, thread: Option<&str>, entries: &[Entry]) -> String {
    let language = site.language("");
    let mut xml = Xml::default();
    xml.markup("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    xml.text(language).markup("\">\n");
    xml.element("id", &id(site, thread));
    xml.element("title", &title(site, thread, entries));
    let updated = entries.iter().map(Entry::updated).max();
    xml.element("updated", &time::rfc3339(updated.unwrap_or_default()));
    link(
        &mut xml,
        "self",
        "application/atom+xml",
        &address::of_feed(site, thread),
    );
    link(&mut xml, "alternate", "text/html", &home(site, thread));
    for entry in entries {
        write_entry(&mut xml, site, language, entry);
    }
    xml.markup("</feed>\n");
    xml.into_string()
}

fn write_entry(xml: &mut Xml, site: &Site, language: &str, entry: &Entry) {
    let name = entry.name.as_deref().unwrap_or_default();
    let title = filled(language, "entry", "{title}", &entry.on(site)).replace("{name}", name);
    xml.markup("<entry>\n");
    xml.element("id", &format!("urn:uuid:{}", entry.comment));
    xml.element("title", &title);
    xml.element("published", &time::rfc3339(entry.created));
    xml.element("updated", &time::rfc3339(entry.updated()));
    xml.markup("<author>\n").element("name", name);
    if let Some(url) = &entry.url {
        xml.element("uri", url);
    }
    xml.markup("</author>\n");
    let page = address::of_page(site, &entry.thread);
    let page = page.unwrap_or_else(|| {
        let document = address::of_document(site, &entry.thread);
        format!("{document}&comment={}", entry.comment)
    });
    let place = format!("{page}#c-{}", entry.comment);
    link(xml, "alternate", "text/html", &place);
    xml.markup("<content type=\"html\">")
        .text(&markdown::render(&entry.body));
    xml.markup("</content>\n</entry>\n");
}

fn link(xml: &mut Xml, relation: &'static str, kind: &'static str, to: &str) {
    xml.markup("<link rel=\"").markup(relation);
    xml.markup("\" type=\"").markup(kind);
    xml.markup("\" href=\"").text(to).markup("\"/>\n");
}

/// What a feed is called: that of a thread as its comments say, if there are any.
fn title(site: &Site, thread: Option<&str>, entries: &[Entry]) -> String {
    let language = site.language("");
    let called = |thread: &str| match entries.first() {
        Some(entry) => entry.on(site),
        None => address::readable(site, thread),
    };
    match thread {
        Some(thread) => filled(language, "title", "{title}", &called(thread)),
        None => filled(language, "site.title", "{site}", &site.title),
    }
}

fn filled(language: &str, key: &str, place: &str, with: &str) -> String {
    locale::text(language, &format!("page.feed.{key}")).replace(place, with)
}

fn home(site: &Site, thread: Option<&str>) -> String {
    match thread {
        Some(thread) => {
            address::of_page(site, thread).unwrap_or_else(|| address::of_document(site, thread))
        }
        None => address::of_page(site, "/").unwrap_or_default(),
    }
}

/// The feed's own id: always the same, and no other feed's. A UUID of version 8, since it is made
/// of a hash that no other version has a place for.
fn id(site: &Site, thread: Option<&str>) -> String {
    let origin = site.origins.first().map_or("", |origin| origin.as_str());
    let named = ["feed", origin, site.id.as_str(), thread.unwrap_or_default()].join("\0");
    let mut bytes = [0; 16];
    bytes
        .iter_mut()
        .zip(Sha256::digest(named.as_bytes()))
        .for_each(|(byte, hashed)| *byte = hashed);
    let number = u128::from_be_bytes(bytes);
    let number = number & !(0xf << 76) & !(0b11 << 62) | (0x8 << 76) | (0b10 << 62);
    let hex = format!("{number:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32)
    )
}

#[cfg(test)]
mod tests;
