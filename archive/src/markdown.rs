//! HTML of other systems to the Markdown of comments.

/// Makes Markdown of a comment's HTML.
#[must_use]
pub fn from_html(html: &str) -> String {
    htmd::convert(html).unwrap_or_else(|_| html.to_owned())
}
