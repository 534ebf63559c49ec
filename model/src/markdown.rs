//! Markdown source to safe HTML.

/// Renders a source.
#[must_use]
pub fn render(source: &str) -> String {
    format!("<p>{}</p>", source.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}
