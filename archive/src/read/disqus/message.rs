//! What Disqus made of a message, taken back: links that lead through its own counter, addresses
//! whose end it has cut off, and names with its own after them.

use percent_encoding::percent_decode_str;
use quick_xml::escape::escape;
use quick_xml::events::attributes::Attributes;

use crate::text;

/// A longer tag is none that Disqus has written.
const LONGEST_TAG: usize = 8 * 1_024;
/// How many letters the hash has that Disqus puts after an address: a SHA-1's, in base64.
const HASH: usize = 27;

/// A message's HTML, with links that lead to where they say, and `@name` for `@name:disqus`.
pub fn restore(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tagged)) = rest.find('<').map(|at| rest.split_at(at)) {
        out.push_str(&mentions(text));
        let (tag, after) = split_tag(tagged);
        rest = after;
        let Some(link) = Link::of(tag) else {
            out.push_str(tag);
            continue;
        };
        let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        rest = after;
        out.push_str(&format!("<a href=\"{}\">", escape(&link.address)));
        if link.is_named_by(&text::resolve(text)) {
            out.push_str(&escape(&link.address));
        } else {
            out.push_str(&mentions(text));
        }
    }
    out.push_str(&mentions(rest));
    out
}

/// Where a link leads.
struct Link {
    /// Where it leads in the end.
    address: String,
    /// Where it led as it was written.
    href: String,
    title: String,
}

impl Link {
    /// Reads a tag; nothing if it is no link into the web.
    fn of(tag: &str) -> Option<Self> {
        let inner = tag.strip_prefix('<')?.strip_suffix('>')?;
        let name = inner.split(|c: char| c.is_ascii_whitespace()).next()?;
        if !name.eq_ignore_ascii_case("a") {
            return None;
        }
        let mut attributes = Attributes::html(inner, name.len());
        let (mut href, mut title) = (String::new(), String::new());
        for attribute in attributes.with_checks(false).flatten() {
            let value = || text::resolve(&attribute.value).trim().to_owned();
            match attribute.key.as_ref() {
                "href" => href = value(),
                "title" => title = value(),
                _ => {}
            }
        }
        without_scheme(&href)?;
        let address = real(&href, &title).unwrap_or_else(|| href.clone());
        Some(Self {
            address,
            href,
            title,
        })
    }

    /// Whether its text is its address, or the beginning of it and dots. The address then takes the
    /// text's place, never the title, so that no link can say it leads elsewhere.
    fn is_named_by(&self, text: &str) -> bool {
        let text = text.trim();
        let is_counter = text == self.href;
        let cut = text.strip_suffix('…').or_else(|| text.strip_suffix("..."));
        is_counter
            || cut.map(bare).is_some_and(|cut| {
                let mut wholes = [&self.address, &self.title, &self.href].into_iter();
                cut.contains('.') && wholes.any(|whole| bare(whole).starts_with(cut))
            })
    }
}

/// Where a link through Disqus' counter leads: `disq.us/url?url=…`, or one of its short addresses,
/// of which only the title tells.
fn real(href: &str, title: &str) -> Option<String> {
    let (host, rest) = without_scheme(href)?.split_once('/')?;
    let host = host.to_ascii_lowercase();
    if host != "disq.us" && !host.ends_with(".disq.us") {
        return None;
    }
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    let value = query.split('&').find_map(|part| part.strip_prefix("url="));
    let address = match value {
        Some(value) => without_hash(&percent_decode_str(value).decode_utf8().ok()?).to_owned(),
        None => title.to_owned(),
    };
    without_scheme(&address)?;
    Some(address)
}

fn without_hash(address: &str) -> &str {
    let is_hash = |text: &str| {
        text.len() == HASH
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    match address.rsplit_once(':') {
        Some((address, hash)) if is_hash(hash) => address,
        _ => address,
    }
}

/// What follows the scheme of an address in the web; nothing if it is none.
fn without_scheme(address: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let begins = address.get(..scheme.len())?.eq_ignore_ascii_case(scheme);
        begins.then(|| address.get(scheme.len()..))?
    })
}

/// An address as people write it.
fn bare(address: &str) -> &str {
    let rest = without_scheme(address).unwrap_or(address);
    rest.strip_prefix("www.").unwrap_or(rest)
}

/// Parts the tag at a text's beginning from what follows. A `<` that begins none is taken alone.
fn split_tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(LONGEST_TAG) {
        match (byte, quote) {
            (b'>', None) => return text.split_at(at + 1),
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    text.split_at(1)
}

/// A text whose `@name:disqus` are `@name`.
fn mentions(text: &str) -> String {
    /// What follows the name of somebody with an account at Disqus.
    const AT_DISQUS: &str = ":disqus";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(AT_DISQUS) {
        out.push_str(before);
        let ahead = before.trim_end_matches(|c: char| c.is_alphanumeric() || "_-.".contains(c));
        let is_name = ahead.len() < before.len() && ahead.ends_with('@');
        if !is_name || after.starts_with(char::is_alphanumeric) {
            out.push_str(AT_DISQUS);
        }
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests;
