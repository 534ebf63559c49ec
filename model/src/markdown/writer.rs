//! Writes HTML, and only such as is on its list.

use super::target::Target;

/// Every element that can come of a comment.
pub const ELEMENTS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
];

/// Every attribute, with its element.
pub const ATTRIBUTES: &[(&str, &str)] = &[("a", "href"), ("a", "rel"), ("ol", "start")];

/// What every link says of where it leads: readers wrote it, it is no recommendation of the
/// site's, and what it leads to gets no hold of the page.
pub const REL: &str = "ugc nofollow noopener";

/// An element without attributes that has an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// `<p>`
    Paragraph,
    /// `<em>`
    Emphasis,
    /// `<strong>`
    Strong,
    /// `<del>`
    Strike,
    /// `<code>`
    Code,
    /// `<pre>`
    Verbatim,
    /// `<blockquote>`
    Quote,
    /// `<ul>`
    List,
    /// `<li>`
    Item,
}

impl Element {
    const fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "p",
            Self::Emphasis => "em",
            Self::Strong => "strong",
            Self::Strike => "del",
            Self::Code => "code",
            Self::Verbatim => "pre",
            Self::Quote => "blockquote",
            Self::List => "ul",
            Self::Item => "li",
        }
    }
}

/// The writer. Its functions are the only ones that put a `<` into the HTML.
#[derive(Default)]
pub struct Writer {
    html: String,
    open: Vec<&'static str>,
    has_text: bool,
}

impl Writer {
    /// Begins an element.
    pub fn open(&mut self, element: Element) {
        self.begin(element.name(), "");
    }

    /// Begins a link.
    pub fn open_link(&mut self, target: &Target) {
        let href = escaped(target.as_str()).replace('"', "&quot;");
        self.begin("a", &format!(" href=\"{href}\" rel=\"{REL}\""));
    }

    /// Begins a numbered list.
    pub fn open_numbers(&mut self, first: u64) {
        let start = if first == 1 {
            String::new()
        } else {
            format!(" start=\"{first}\"")
        };
        self.begin("ol", &start);
    }

    /// Ends what was begun last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.html.push_str("</");
            self.html.push_str(name);
            self.html.push('>');
        }
    }

    /// Ends a line within a paragraph.
    pub fn line_break(&mut self) {
        self.html.push_str("<br>\n");
    }

    /// Ends a line of the HTML itself, between blocks.
    pub fn new_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) {
        self.has_text |= !text.trim().is_empty();
        self.html.push_str(&escaped(text));
    }

    /// How much has been written.
    pub fn length(&self) -> usize {
        self.html.len()
    }

    /// The HTML, if there was any text to write.
    pub fn finish(mut self) -> Option<String> {
        while !self.open.is_empty() {
            self.close();
        }
        self.html.truncate(self.html.trim_end_matches('\n').len());
        self.has_text.then_some(self.html)
    }

    fn begin(&mut self, name: &'static str, attributes: &str) {
        self.html.push('<');
        self.html.push_str(name);
        self.html.push_str(attributes);
        self.html.push('>');
        self.open.push(name);
    }
}

/// Escapes text just as a browser would write it back (HTML, 13.3), so that what a second
/// sanitizer gives is the same to the byte. Control characters, of which HTML has no use, are
/// dropped.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\u{A0}' => safe.push_str("&nbsp;"),
            '\n' | '\t' => safe.push(c),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}
