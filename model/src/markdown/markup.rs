//! A writer that knows a handful of elements, and cannot write anything else.

/// An element that may stand in a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    Paragraph,
    Quote,
    List,
    /// A numbered list, and its first number.
    Numbered(u64),
    Item,
    CodeBlock,
    Code,
    Emphasis,
    Strong,
    Strike,
    /// A link, and its target: one that [`super::target::safe`] has passed.
    Link(String),
}

/// HTML in the making.
#[derive(Default)]
pub struct Markup {
    html: String,
    /// A line break that is written if anything follows it.
    pending_break: bool,
}

impl Markup {
    pub fn open(&mut self, element: Element) {
        let block = !matches!(
            element,
            Element::Code
                | Element::Emphasis
                | Element::Strong
                | Element::Strike
                | Element::Link(_)
        );
        if block {
            self.pending_break = false;
        }
        self.flush();
        match element {
            Element::Paragraph => self.html.push_str("<p>"),
            Element::Quote => self.html.push_str("<blockquote>"),
            Element::List => self.html.push_str("<ul>"),
            Element::Numbered(1) => self.html.push_str("<ol>"),
            Element::Numbered(first) => {
                self.html.push_str("<ol start=\"");
                self.html.push_str(&first.min(999_999_999).to_string());
                self.html.push_str("\">");
            }
            Element::Item => self.html.push_str("<li>"),
            Element::CodeBlock => self.html.push_str("<pre><code>"),
            Element::Code => self.html.push_str("<code>"),
            Element::Emphasis => self.html.push_str("<em>"),
            Element::Strong => self.html.push_str("<strong>"),
            Element::Strike => self.html.push_str("<del>"),
            Element::Link(target) => {
                self.html.push_str("<a href=\"");
                self.escape(&target);
                self.html.push_str("\" rel=\"ugc nofollow noopener\">");
            }
        }
    }

    pub fn close(&mut self, element: Element) {
        self.pending_break = false;
        self.html.push_str(match element {
            Element::Paragraph => "</p>",
            Element::Quote => "</blockquote>",
            Element::List => "</ul>",
            Element::Numbered(_) => "</ol>",
            Element::Item => "</li>",
            Element::CodeBlock => "</code></pre>",
            Element::Code => "</code>",
            Element::Emphasis => "</em>",
            Element::Strong => "</strong>",
            Element::Strike => "</del>",
            Element::Link(_) => "</a>",
        });
    }

    pub fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.flush();
            self.escape(text);
        }
    }

    /// Begins a new line; at the end of an element it would only be an empty one.
    pub fn line_break(&mut self) {
        self.flush();
        self.pending_break = true;
    }

    /// Keeps what comes apart from what came, where an element between them was left out.
    pub fn separate(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('>') {
            self.pending_break = true;
        }
    }

    pub fn finish(self) -> String {
        self.html
    }

    fn flush(&mut self) {
        if std::mem::take(&mut self.pending_break) {
            self.html.push_str("<br>");
        }
    }

    /// Escapes as the HTML standard's serialiser does ("Escaping a string"), and quotes besides.
    fn escape(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                '\'' => self.html.push_str("&#39;"),
                // Would end or change a document's text wherever it stands.
                '\0' => self.html.push('\u{fffd}'),
                c => self.html.push(c),
            }
        }
    }
}
