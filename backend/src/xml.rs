//! Writing XML so that nothing can be forgotten, as [`crate::html`] does for HTML: markup is only
//! what stands in this program's source.

/// A piece of XML.
#[derive(Default)]
pub struct Xml(String);

impl Xml {
    /// Markup from the source of this program.
    pub fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, or the value of an attribute between double quotes. What XML 1.0 has no way to write
    /// is left out: one such character, and no reader would take the document.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars().filter(|c| is_char(*c)) {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\r' => self.0.push_str("&#13;"),
                c => self.0.push(c),
            }
        }
        self
    }

    /// An element with nothing in it but text.
    pub fn element(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.markup("<").markup(name).markup(">").text(text);
        self.markup("</").markup(name).markup(">\n")
    }

    /// The text of it all.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// The characters of XML 1.0 (its production 2). Rust's `char` is never half of a pair.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn text_stays_text() {
        for (text, expected) in [
            (
                "]]></content><x a=\"b\">&amp;",
                "]]&gt;&lt;/content&gt;&lt;x a=&quot;b&quot;&gt;&amp;amp;",
            ),
            ("a\u{0}\u{1}\u{8}\u{b}\u{c}\u{1f}\u{fffe}\u{ffff}b", "ab"),
            (
                "\t\n \u{7f}\u{85}\u{2028}\u{fffd}🦉\u{10ffff}",
                "\t\n \u{7f}\u{85}\u{2028}\u{fffd}🦉\u{10ffff}",
            ),
            ("a\r\nb", "a&#13;\nb"),
        ] {
            let mut xml = Xml::default();
            xml.text(text);
            assert_eq!(xml.into_string(), expected, "{text:?}");
        }
    }

    #[test]
    fn writes_elements() {
        let mut xml = Xml::default();
        xml.element("title", "<b>");
        assert_eq!(xml.into_string(), "<title>&lt;b&gt;</title>\n");
    }
}
