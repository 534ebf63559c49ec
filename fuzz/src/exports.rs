//! Exports of other systems, and what comes out of them.

use std::io::Cursor;

use postil_archive::arrange::{Node, arrange};
use postil_archive::read::{
    Blogger, Commento, Disqus, Isso, IssoJson, Postil, Remark42, WordPress,
};
use postil_archive::{Fault, Found, exports, markdown, write};
use postil_model::markdown::render;

use crate::second_opinion::assert_nothing_to_remove;

/// An export of WordPress.
pub fn wordpress(data: &[u8]) {
    hold(data.len(), WordPress::new(data));
}

/// An export of Disqus.
pub fn disqus(data: &[u8]) {
    hold(data.len(), Disqus::new(data));
}

/// A backup of Blogger.
pub fn blogger(data: &[u8]) {
    hold(data.len(), Blogger::new(data));
}

/// A backup of Remark42.
pub fn remark42(data: &[u8]) {
    hold(data.len(), Remark42::new(data));
}

/// An export of Commento.
pub fn commento(data: &[u8]) {
    hold(data.len(), Commento::new(Cursor::new(data)));
}

/// A database of Isso, and its JSON.
pub fn isso(data: &[u8]) {
    hold(data.len(), Isso::new(Cursor::new(data)));
    hold(data.len(), IssoJson::new(data));
}

/// An export of Postil's own, and what becomes of it for WordPress.
pub fn postil(data: &[u8]) {
    hold(data.len(), Postil::new(data));
    if let Ok(file) = write::wordpress_of_postil(data, Vec::new()) {
        hold(file.len(), WordPress::new(&file[..]));
    }
}

/// A file of which nobody says what it is.
pub fn any(data: &[u8]) {
    /// More comes out of a zip than goes in: one member can stand in its directory many times.
    const MOST: usize = 100_000;
    let mut file = Cursor::new(data);
    for export in exports(&mut file).unwrap_or_default().iter().take(10) {
        if let Ok(found) = export.read(&mut file) {
            for found in found.take(MOST) {
                drop(found);
            }
        }
    }
}

/// HTML, and a comment as WordPress keeps it.
pub fn html(data: &[u8]) {
    let html = String::from_utf8_lossy(data);
    for body in [markdown::from_html(&html), markdown::from_wordpress(&html)] {
        let rendered = render(&body);
        assert_nothing_to_remove(&rendered);
        let kept = markdown::to_wordpress(&body);
        let _ = markdown::from_wordpress(&kept);
    }
}

/// What a reader finds is no more than the file has, comes to an end, and can be used; and whatever
/// answers what, all of it has its place.
fn hold(length: usize, found: impl Iterator<Item = Result<Found, Fault>>) {
    let mut entries = Vec::new();
    let mut is_over = false;
    for (count, found) in found.enumerate() {
        assert!(!is_over, "nothing comes after a fault");
        assert!(count <= 2 * length, "more is found than there is");
        match found {
            Ok(Found::Entry(entry)) => entries.push(entry),
            Ok(Found::Page(page)) => assert!(!page.key.is_empty()),
            Ok(Found::Broken { at, .. }) => assert!(at <= length as u64),
            Ok(Found::Site(_) | Found::Staff(_)) => {}
            Err(_) => is_over = true,
        }
    }
    let node = |entry: &'_ postil_archive::Entry| {
        assert!(entry.at <= length as u64);
        assert!(!entry.id.is_empty() && !entry.page.is_empty());
        assert!(entry.created <= Some(253_402_300_800_000));
        assert_nothing_to_remove(&render(&entry.body));
    };
    entries.iter().for_each(node);
    let nodes: Vec<_> = entries.iter().map(Node::from).collect();
    let places = arrange(&nodes);
    let mut seen = vec![false; nodes.len()];
    for place in &places {
        assert!(
            place.parent.is_none_or(|parent| seen[parent]),
            "what is answered comes first"
        );
        assert!(!std::mem::replace(&mut seen[place.entry], true));
    }
    assert!(seen.iter().all(|seen| *seen), "nothing is lost");
}
