//! A second, independent sanitizer with the renderer's very list.

use ammonia::Builder;
use postil_model::markdown::{ATTRIBUTES, ELEMENTS};
use std::collections::{HashMap, HashSet};

/// Sanitizes HTML with a parser as browsers have it, and checks that it comes out as it went in.
///
/// Whether the Punycode of a host's name says something is left to browsers, since it takes the
/// tables of Unicode to tell: a link that says nothing leads nowhere.
#[track_caller]
pub fn assert_nothing_to_remove(html: &str) {
    let html = &html.replace("xn--", "xn-0");
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (element, attribute) in ATTRIBUTES {
        attributes.entry(element).or_default().insert(attribute);
    }
    let clean = Builder::empty()
        .tags(ELEMENTS.iter().copied().collect())
        .tag_attributes(attributes)
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None)
        .strip_comments(true)
        .clean(html)
        .to_string();
    assert_eq!(&clean, html);
}
