//! A form to write a comment with. Each has an id and a key of its own: sent twice, it posts once.

use super::words;
use crate::clock;
use crate::html::Html;
use crate::problem::{Problem, Result};
use crate::query::Query;

/// The name of the field that nobody sees.
const TRAP: &str = "website";

/// What stands in a form.
#[derive(Clone, Default)]
pub struct Form {
    /// The comment's id.
    pub comment: String,
    /// The author's key: without a script, nothing keeps it between two forms.
    pub key: String,
    /// The answered comment; empty for none.
    pub parent: String,
    /// The author's name.
    pub name: String,
    /// The text.
    pub body: String,
    /// A field that nobody sees: only programs fill it in.
    pub trap: String,
    /// What was wrong with it.
    pub alert: Option<String>,
    /// How the text will look.
    pub preview: Option<String>,
}

impl Form {
    /// A new form.
    pub fn blank(parent: &str) -> Result<Self> {
        let key = clock::random_key()?.reveal().to_owned();
        Ok(Self {
            comment: clock::random_id()?.to_string(),
            key,
            parent: parent.to_owned(),
            ..Self::default()
        })
    }

    /// What was sent. A form that lacks its own fields is none of ours.
    pub fn sent(fields: &Query) -> Result<Self> {
        let field = |name: &str| fields.get(name).map(str::to_owned).ok_or(Problem::Json);
        Ok(Self {
            comment: field("comment")?,
            key: field("key")?,
            parent: fields.get("parent").unwrap_or_default().to_owned(),
            name: field("name")?,
            body: field("body")?,
            trap: fields.get(TRAP).unwrap_or_default().to_owned(),
            alert: None,
            preview: None,
        })
    }

    /// The same text in a form at the end of the thread, and why it is there now.
    pub fn without_parent(self, alert: &str) -> Self {
        Self {
            parent: String::new(),
            alert: Some(alert.to_owned()),
            ..self
        }
    }

    /// The same text as another comment: the id was used.
    pub fn anew(self) -> Result<Self> {
        let Self { comment, key, .. } = Self::blank("")?;
        Ok(Self {
            comment,
            key,
            ..self
        })
    }

    /// Writes it, for the document of an address. What is answered to it opens at the form again.
    pub fn write(&self, language: &str, address: &str) -> Html {
        let reply = !self.parent.is_empty();
        let (place, legend) = if reply {
            ("#reply", "form.reply")
        } else {
            ("#form", "form")
        };
        let mut html = Html::default();
        html.markup("<form class=\"plain\" method=\"post\" action=\"");
        html.text(address).text(place).markup("\"");
        if !reply {
            html.markup(" id=\"form\"");
        }
        html.markup("><h2 class=\"legend\">");
        html.text(words(language, legend)).markup("</h2>");
        self.write_hidden(&mut html);
        self.write_notes(language, &mut html);
        self.write_fields(language, &mut html);
        self.write_buttons(language, address, &mut html);
        html.markup("</form>");
        html
    }

    fn write_hidden(&self, html: &mut Html) {
        for (name, value) in [
            ("comment", &self.comment),
            ("key", &self.key),
            ("parent", &self.parent),
        ] {
            html.markup("<input type=\"hidden\" name=\"").text(name);
            html.markup("\" value=\"").text(value).markup("\">");
        }
        // Programs fill in what has such a name. For people it is not there: neither on the screen,
        // nor for the keyboard, nor for a screen reader, nor for what fills in forms for them.
        html.markup("<input class=\"trap\" name=\"").text(TRAP);
        html.markup("\" tabindex=\"-1\" autocomplete=\"off\" aria-hidden=\"true\" hidden>");
    }

    fn write_buttons(&self, language: &str, address: &str, html: &mut Html) {
        html.markup("<p class=\"foot\">");
        html.markup("<button class=\"post\" type=\"submit\" name=\"do\" value=\"post\">");
        html.text(words(language, "post")).markup("</button> ");
        html.markup(
            "<button class=\"quiet\" type=\"submit\" name=\"do\" value=\"preview\" formnovalidate>",
        );
        html.text(words(language, "preview")).markup("</button>");
        if !self.parent.is_empty() {
            html.markup(" <a class=\"quiet\" href=\"").text(address);
            html.markup("&amp;comment=").text(&self.parent);
            html.markup("#c-").text(&self.parent).markup("\">");
            html.text(words(language, "cancel")).markup("</a>");
        }
        html.markup("</p>");
    }

    fn write_notes(&self, language: &str, html: &mut Html) {
        if let Some(alert) = &self.alert {
            html.markup("<p class=\"note alert\" role=\"alert\">")
                .text(alert)
                .markup("</p>");
        }
        if let Some(preview) = &self.preview {
            html.markup("<p class=\"note\" role=\"status\">")
                .text(words(language, "previewed"));
            html.markup("</p><div class=\"body previewed\">")
                .rendered(preview)
                .markup("</div>");
        }
    }

    fn write_fields(&self, language: &str, html: &mut Html) {
        html.markup("<label class=\"field\"><span>")
            .text(words(language, "body"));
        // The first line end in a textarea is not part of its text.
        html.markup(
            "</span><textarea class=\"source\" name=\"body\" rows=\"8\" required dir=\"auto\">\n",
        )
        .text(&self.body);
        html.markup("</textarea></label><p class=\"help\">")
            .text(words(language, "help"));
        html.markup("</p><label class=\"field\"><span>")
            .text(words(language, "name"));
        html.markup("</span><input class=\"name\" name=\"name\" maxlength=\"80\" required autocomplete=\"name\" dir=\"auto\" value=\"");
        html.text(&self.name).markup("\"></label>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_was_sent_as_text() {
        let fields = Query::parse(
            "comment=c&key=k&parent=p&name=%22%3E&body=%3C%2Ftextarea%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E",
        );
        let form = Form {
            alert: Some("<b>".to_owned()),
            ..Form::sent(&fields).unwrap_or_default()
        };
        let html = form.write("en", "/v1/page?a&b").into_string();
        assert!(html.contains("&lt;/textarea&gt;&lt;img src=x"), "{html}");
        assert!(html.contains("value=\"&quot;&gt;\""), "{html}");
        assert!(html.contains("&lt;b&gt;"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1);
    }

    #[test]
    fn refuses_what_is_no_form_of_ours() {
        for text in ["", "comment=c&key=k&name=n", "body=b"] {
            assert!(
                matches!(Form::sent(&Query::parse(text)), Err(Problem::Json)),
                "{text}"
            );
        }
    }
}
