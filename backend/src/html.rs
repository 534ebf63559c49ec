//! Writing HTML so that nothing can be forgotten: markup is only what stands in this program's
//! source, and everything else is escaped or was made by the renderer.

/// A piece of HTML.
#[derive(Default)]
pub struct Html(String);

impl Html {
    /// Markup from the source of this program.
    pub fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, or the value of an attribute between double quotes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
        self
    }

    /// HTML that the widget's components, the Markdown renderer or another [`Html`] have made.
    pub fn rendered(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    /// The text of it all.
    pub fn into_string(self) -> String {
        self.0
    }

    /// The text of it all.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn text_stays_text() {
        let mut html = Html::default();
        html.markup("<p title=\"")
            .text("\" onclick='x'")
            .markup("\">")
            .text("</p><script>&amp;")
            .markup("</p>");
        let expected =
            "<p title=\"&quot; onclick=&#39;x&#39;\">&lt;/p&gt;&lt;script&gt;&amp;amp;</p>";
        assert_eq!(html.into_string(), expected);
    }
}
