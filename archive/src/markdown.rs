//! HTML of other systems to the Markdown of comments: what is shown of it stays what it was.
//!
//! A well-kept converter does the work. Around it stands what it does not know: how comments are
//! rendered here (every line end is one, there are no headings, tables and pictures, one or two `~`
//! strike out), and that the HTML of strangers is neither short nor shallow.

mod disguise;
mod line_ends;
mod paragraphs;

use std::sync::LazyLock;

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BulletListMarker, HeadingStyle, Options};
use htmd::{Element, HtmlToMarkdown};
use postil_model::http_address::HttpAddress;

use crate::text::one_line;

/// What is longer than this was written by no person, and is not looked into.
const LONGEST: usize = 256 * 1_024;
/// Elements stand in each other no deeper than this in what a person writes. The converter goes
/// into each by a call.
const DEEPEST: usize = 100;
/// Makes Markdown of a comment's HTML.
#[must_use]
pub fn from_html(html: &str) -> String {
    if html.len() > LONGEST || depth(html) > DEEPEST {
        return bare(html);
    }
    CONVERTER
        .convert(&disguise::put_on(html))
        .map_or_else(|_| bare(html), |markdown| disguise::take_off(&markdown))
}

/// Makes Markdown of what WordPress keeps of a comment: HTML in which an empty line begins a
/// paragraph, and every line end is one.
#[must_use]
pub fn from_wordpress(text: &str) -> String {
    from_html(&paragraphs::with_elements(text))
}

/// Writes a comment's Markdown as WordPress keeps comments: HTML with line ends, of which
/// [`from_wordpress`] makes Markdown again that looks the same.
#[must_use]
pub fn to_wordpress(source: &str) -> String {
    line_ends::of_rendered(&postil_model::markdown::render(source))
}

static CONVERTER: LazyLock<HtmlToMarkdown> = LazyLock::new(|| {
    HtmlToMarkdown::builder()
        .options(Options {
            heading_style: HeadingStyle::Atx,
            bullet_list_marker: BulletListMarker::Dash,
            ul_bullet_spacing: 1,
            ol_number_spacing: 1,
            ..Options::default()
        })
        .skip_tags(vec![
            "script", "style", "iframe", "object", "embed", "noscript", "template", "head",
            "select", "textarea", "button", "svg", "math", "audio", "video", "canvas",
        ])
        .add_handler(vec!["h1", "h2", "h3", "h4", "h5", "h6"], heading)
        .add_handler(
            vec!["del", "s", "strike"],
            |handlers: &dyn Handlers, element: Element| around(handlers, &element, "~~"),
        )
        .add_handler(vec!["kbd", "samp", "tt", "code"], code)
        .add_handler(vec!["pre"], block_of_code)
        .add_handler(vec!["a"], link)
        .add_handler(vec!["img"], picture)
        .add_handler(vec!["br"], |_: &dyn Handlers, _: Element| {
            Some(disguise::LINE_END.into())
        })
        .add_handler(vec!["hr"], |_: &dyn Handlers, _: Element| {
            Some("\n\n".into())
        })
        .add_handler(
            vec!["td", "th"],
            |handlers: &dyn Handlers, element: Element| {
                let content = handlers.walk_children(element.node).content;
                Some(format!(" {} ", content.trim()).into())
            },
        )
        .add_handler(
            vec!["tr", "caption"],
            |handlers: &dyn Handlers, element: Element| {
                let content = handlers.walk_children(element.node).content;
                Some(format!("\n\n{}\n\n", content.trim()).into())
            },
        )
        .add_handler(
            vec!["table", "tbody", "thead", "tfoot"],
            |handlers: &dyn Handlers, element: Element| {
                Some(handlers.walk_children(element.node).content.into())
            },
        )
        .build()
});

/// A comment has no headings: what stands out stays a line of its own that stands out.
fn heading(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let content = around(handlers, &element, "**")?.content;
    Some(format!("\n\n{content}\n\n").into())
}

/// What is in an element, between marks that stand at its first and last letter.
fn around(handlers: &dyn Handlers, element: &Element, mark: &str) -> Option<HandlerResult> {
    let content = handlers.walk_children(element.node).content;
    let text = content.trim();
    if text.is_empty() || text.contains("\n\n") {
        return Some(content.into());
    }
    let (before, after) = content.split_once(text)?;
    Some(format!("{before}{mark}{text}{mark}{after}").into())
}

/// Code in a line. Nothing in it is what it would be outside.
fn code(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let text = handlers.walk_children(element.node).content;
    let text = disguise::plain(&text);
    if text.is_empty() {
        return None;
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    // One space on each side is taken off again, unless there is nothing but spaces.
    let is_blank = text.chars().all(|c| c == ' ');
    let is_padded = !is_blank && (text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']));
    let pad = if is_padded { " " } else { "" };
    Some(format!("{fence}{pad}{text}{pad}{fence}").into())
}

/// Preformatted text, in code or not.
fn block_of_code(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let content = handlers.walk_children(element.node).content;
    let text = disguise::plain(&content);
    let text = inner_code(&text).unwrap_or(&text);
    if text.trim().is_empty() {
        return Some("\n\n".into());
    }
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    let text = text.strip_prefix('\n').unwrap_or(text).trim_end();
    Some(format!("\n\n{fence}\n{text}\n{fence}\n\n").into())
}

/// What [`code`] has put marks around, if it is all there is.
fn inner_code(text: &str) -> Option<&str> {
    let text = text.trim();
    let marks = text.len() - text.trim_start_matches('`').len();
    let fence = text.get(..marks).filter(|fence| !fence.is_empty())?;
    let inner = text.strip_prefix(fence)?.strip_suffix(fence)?;
    (!inner.contains(fence)).then_some(inner)
}

/// How many backticks stand in a row at most.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default()
}

/// A link where it leads anywhere on the web; else its text.
fn link(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let content = handlers.walk_children(element.node).content;
    let text = content.trim();
    let Some(address) = address(&element, "href") else {
        return Some(content.into());
    };
    if text.is_empty() || text.contains("\n\n") {
        return Some(content.into());
    }
    Some(linked(&content, text, &address).into())
}

/// A picture of somebody else's is not shown, and so asks nobody for anything: a link leads to it.
fn picture(_: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let address = address(&element, "src")?;
    let alt = attribute(&element, "alt").unwrap_or_default();
    let alt = one_line(&alt);
    let text = if alt.is_empty() { address.clone() } else { alt };
    let text = escaped(&text);
    Some(linked(&text, &text, &address).into())
}

fn linked(content: &str, text: &str, address: &str) -> String {
    let (before, after) = content.split_once(text).unwrap_or_default();
    format!("{before}[{text}](<{address}>){after}")
}

/// The value of an attribute that is an address of the web, as it can stand in `<…>`.
fn address(element: &Element, name: &str) -> Option<String> {
    let value = attribute(element, name)?;
    let value = value.trim();
    let is_mail = value
        .get(..7)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    if !is_mail {
        HttpAddress::parse(value)?;
    }
    Some(
        disguise::plain(value)
            .replace('<', "%3C")
            .replace('>', "%3E")
            .replace(['\n', '\r', '\t'], "")
            .replace('\\', "%5C"),
    )
}

fn attribute(element: &Element, name: &str) -> Option<String> {
    let found = element
        .attrs
        .iter()
        .find(|attr| &*attr.name.local == name)?;
    Some(found.value.to_string())
}

/// A text of one line with a backslash before whatever Markdown might understand.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// How deep elements stand in each other at most, at a glance: closed or not, whatever begins counts
/// until something ends.
fn depth(html: &str) -> usize {
    const VOID: [&str; 5] = ["br", "hr", "img", "wbr", "!--"];
    let (mut now, mut most) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let name: String = tag.chars().take(3).collect::<String>().to_ascii_lowercase();
        if name.starts_with('/') {
            now = now.saturating_sub(1);
        } else if !VOID.iter().any(|void| name.starts_with(void)) {
            now += 1;
        }
        most = most.max(now);
    }
    most
}

/// The text of HTML that nobody can have meant: every tag a space, and what is left as it stands.
fn bare(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let after = part.split_once('>').map_or(part, |(_, after)| after);
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(after);
    }
    escaped(&one_line(&text))
}

#[cfg(test)]
mod tests;
