//! WXR 1.2, as WordPress' own importer takes it in.
//!
//! Source: WordPress' `wp-admin/includes/export.php`. Pages go as posts with comments; what is on
//! them stays where it is. A comment that is gone, but has replies, goes into WordPress' bin, where
//! its replies find it.

use std::collections::HashMap;
use std::io::{self, Write};

use postil_model::State;
use postil_model::time::{Millis, rfc3339};

use quick_xml::escape::partial_escape;

use crate::xml::is_barred;
use crate::{Entry, Kind, Page, markdown};

/// What the file says of the whole site.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The site's title.
    pub title: String,
    /// Its address: `https://blog.example.org`.
    pub address: String,
    /// Its language: `en`.
    pub language: String,
}

/// Writes such a file: pages, and after each its entries.
pub struct WordPress<W> {
    out: W,
    posts: u64,
    comments: u64,
    in_item: bool,
    /// The number under which each entry of the page is known in the file.
    numbers: HashMap<String, u64>,
}

impl<W: Write> WordPress<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// If it cannot be written, as every other call.
    pub fn new(mut out: W, head: &Head) -> io::Result<Self> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>")?;
        writeln!(
            out,
            "<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">"
        )?;
        writeln!(out, "<channel>")?;
        let mut writer = Self {
            out,
            posts: 0,
            comments: 0,
            in_item: false,
            numbers: HashMap::new(),
        };
        writer.element("title", &head.title)?;
        writer.element("link", &head.address)?;
        writer.element("language", &head.language)?;
        writer.element("wp:wxr_version", "1.2")?;
        writer.element("wp:base_site_url", &head.address)?;
        writer.element("wp:base_blog_url", &head.address)?;
        Ok(writer)
    }

    /// Begins a page, whose entries come next.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn page(&mut self, page: &Page) -> io::Result<()> {
        self.end_item()?;
        self.posts += 1;
        self.in_item = true;
        self.numbers.clear();
        let number = self.posts.to_string();
        let state = if page.closed { "closed" } else { "open" };
        writeln!(self.out, "<item>")?;
        // WordPress keeps titles and names as HTML.
        self.element("title", &partial_escape(&*page.title))?;
        self.element("link", &page.address)?;
        self.element("wp:post_id", &number)?;
        self.element("wp:comment_status", state)?;
        self.element("wp:status", "publish")?;
        self.element("wp:post_type", "post")
    }

    /// Writes an entry of the page. What it answers has been written before it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn entry(&mut self, entry: &Entry) -> io::Result<()> {
        self.comments += 1;
        self.numbers.insert(entry.id.clone(), self.comments);
        let parent = entry.parent.as_ref().and_then(|id| self.numbers.get(id));
        let parent = parent.copied().unwrap_or_default().to_string();
        let number = self.comments.to_string();
        let moment = entry.created.map_or_else(|| UNKNOWN.to_owned(), moment);
        let kind = match &entry.kind {
            Kind::Comment => "comment",
            Kind::Mention => "pingback",
            Kind::Other(name) => name,
        };
        writeln!(self.out, "<wp:comment>")?;
        self.element("wp:comment_id", &number)?;
        self.element("wp:comment_author", &partial_escape(&*entry.author.name))?;
        self.element("wp:comment_author_email", &entry.author.mail)?;
        self.element("wp:comment_author_url", &entry.author.url)?;
        self.element("wp:comment_author_IP", "")?;
        self.element("wp:comment_date", &moment)?;
        self.element("wp:comment_date_gmt", &moment)?;
        self.element("wp:comment_content", &markdown::to_wordpress(&entry.body))?;
        self.element("wp:comment_approved", approved(entry.state))?;
        self.element("wp:comment_type", kind)?;
        self.element("wp:comment_parent", &parent)?;
        self.element("wp:comment_user_id", "0")?;
        writeln!(self.out, "</wp:comment>")
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn end(mut self) -> io::Result<W> {
        self.end_item()?;
        writeln!(self.out, "</channel>\n</rss>")?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn end_item(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.in_item) {
            writeln!(self.out, "</item>")?;
        }
        Ok(())
    }

    /// An element and its text, which may be anything: what would end it is parted.
    fn element(&mut self, name: &str, text: &str) -> io::Result<()> {
        let text = text
            .replace(is_barred, "")
            .replace("]]>", "]]]]><![CDATA[>");
        writeln!(self.out, "<{name}><![CDATA[{text}]]></{name}>")
    }
}

/// What WordPress writes where it knows no moment.
const UNKNOWN: &str = "0000-00-00 00:00:00";

/// `2009-09-18 14:02:11`.
fn moment(ms: Millis) -> String {
    rfc3339(ms).replace('T', " ").replace('Z', "")
}

const fn approved(state: State) -> &'static str {
    match state {
        State::Published => "1",
        State::Held => "0",
        State::Spam => "spam",
        State::Removed => "trash",
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, WordPress};
    use crate::{Author, Entry, Found, Kind, Page, read};
    use postil_model::State;
    use postil_model::markdown::render;

    fn entry(id: &str, parent: Option<&str>, body: &str) -> Entry {
        Entry {
            at: 0,
            id: id.to_owned(),
            page: "/x/".to_owned(),
            parent: parent.map(str::to_owned),
            kind: Kind::Comment,
            state: State::Published,
            author: Author {
                name: "Ada <&> ]]> “L”".to_owned(),
                url: "https://ada.example/?a=1&b=2".to_owned(),
                ..Author::default()
            },
            created: Some(1_252_454_400_000),
            edited: None,
            body: body.to_owned(),
            line: None,
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let page = Page {
            key: "/x/".to_owned(),
            address: "https://blog.example/x/?a=1&b".to_owned(),
            title: "Tom & <Jerry>".to_owned(),
            closed: true,
            line: None,
        };
        let entries = [
            entry("a", None, "One\ntwo ]]> &amp; `x`\n\n> three"),
            entry("b", Some("a"), "**An** answer\u{8}"),
            Entry {
                kind: Kind::Mention,
                ..entry("c", None, "[...] so [...]")
            },
            Entry {
                state: State::Held,
                created: None,
                ..entry("d", None, "Waits")
            },
            Entry {
                state: State::Removed,
                ..entry("e", None, "Gone")
            },
            Entry {
                state: State::Spam,
                ..entry("f", Some("e"), "Buy")
            },
        ];
        let mut out = WordPress::new(Vec::new(), &Head::default()).unwrap();
        out.page(&page).unwrap();
        for entry in &entries {
            out.entry(entry).unwrap();
        }
        let file = out.end().unwrap();
        let found: Vec<Found> = read::WordPress::new(&file[..])
            .collect::<Result<_, _>>()
            .unwrap();
        let Found::Page(again) = &found[0] else {
            panic!()
        };
        assert_eq!(
            *again,
            Page {
                key: "1".to_owned(),
                ..page
            }
        );
        let parents = [None, Some("1"), None, None, None, Some("5")];
        assert_eq!(found.len(), 1 + entries.len());
        for ((found, entry), parent) in found[1..].iter().zip(&entries).zip(parents) {
            let Found::Entry(found) = found else { panic!() };
            assert_eq!(found.parent.as_deref(), parent);
            assert_eq!(found.author, entry.author);
            assert_eq!(
                (&found.kind, found.state, found.created),
                (&entry.kind, entry.state, entry.created)
            );
            assert_eq!(
                render(&found.body),
                render(&entry.body.replace('\u{8}', ""))
            );
        }
    }
}
