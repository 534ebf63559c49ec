//! WordPress' export (WXR 1.0 to 1.2: RSS with elements of WordPress' own), with Disqus' additions.
//!
//! Sources: WordPress' `wp-admin/includes/export.php`, which writes it, and what plugins and decades
//! have made of it. Elements are known by their namespace's address, whatever its prefix. The
//! elements of an item stand before its comments, so that nothing of it has to be held.

mod comment;

use std::collections::VecDeque;
use std::io::Read;

use super::pull::Pull;
use super::records::each;
use crate::found::{Page, Staff};
use crate::text::{self, one_line};
use crate::xml::{Node, Tag, Xml};
use crate::{Fault, Found, moment};

/// Whose element it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    /// RSS' own.
    Rss,
    WordPress,
    Disqus,
    Other,
}

fn know(address: &str) -> Space {
    match address {
        "" => Space::Rss,
        address if address.starts_with("http://wordpress.org/export/1.") => Space::WordPress,
        address if address.starts_with("http://www.disqus.com/") => Space::Disqus,
        _ => Space::Other,
    }
}

/// Reads such an export.
pub struct WordPress<R> {
    walk: Walk<R>,
    pull: Pull,
}

impl<R: Read> WordPress<R> {
    /// Begins to read.
    pub fn new(file: R) -> Self {
        let walk = Walk {
            xml: Xml::new(file, know),
            within: Vec::new(),
            item: Item::default(),
            ahead: 0,
        };
        Self {
            walk,
            pull: Pull::default(),
        }
    }
}

impl<R: Read> Iterator for WordPress<R> {
    type Item = Result<Found, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pull.next(|found| self.walk.step(found))
    }
}

/// Where we are in the file.
struct Walk<R> {
    xml: Xml<R, Space>,
    /// The elements we are in: none, `rss`, its `channel`, an `item` of that.
    within: Vec<&'static str>,
    item: Item,
    /// How many milliseconds the site's clock was ahead of UTC where both were last written.
    ahead: i64,
}

/// What is known of the item that is being read.
#[derive(Default)]
struct Item {
    page: Page,
    date: String,
    is_told: bool,
}

impl<R: Read> Walk<R> {
    /// Goes on to the next element. Answers whether there was one.
    fn step(&mut self, found: &mut VecDeque<Found>) -> Result<bool, Fault> {
        match self.xml.next()? {
            None => return Ok(false),
            Some(Node::End) => {
                self.within.pop();
            }
            Some(Node::Start(tag)) => self.begin(&tag, found)?,
        }
        Ok(true)
    }

    fn begin(&mut self, tag: &Tag<Space>, found: &mut VecDeque<Found>) -> Result<(), Fault> {
        let name = (tag.space, tag.name.as_str());
        match (self.within.last().copied(), name) {
            (None, (Space::Rss, "rss")) => self.within.push("rss"),
            (None, _) => return Err(Fault::Unknown),
            (Some("rss"), (Space::Rss, "channel")) => self.within.push("channel"),
            (Some("channel"), (Space::Rss, "item")) => {
                self.item = Item::default();
                self.within.push("item");
            }
            (Some("channel"), (Space::WordPress, "author")) => found.extend(self.staff()?),
            (Some("item"), (Space::WordPress, "comment")) => self.comment(tag.at, found)?,
            (Some("item"), _) => self.field(tag)?,
            _ => self.xml.skip()?,
        }
        Ok(())
    }

    /// Somebody who writes for the blog.
    fn staff(&mut self) -> Result<Option<Found>, Fault> {
        let mut staff = Staff::default();
        let mut login = String::new();
        each(&mut self.xml, |xml, tag| {
            match (tag.space, tag.name.as_str()) {
                (Space::WordPress, "author_id") => staff.user = one_line(&xml.text()?),
                (Space::WordPress, "author_login") => login = one_line(&xml.text()?),
                (Space::WordPress, "author_display_name") => staff.name = text::title(&xml.text()?),
                _ => xml.skip()?,
            }
            Ok(())
        })?;
        if staff.name.is_empty() {
            staff.name = login;
        }
        let is_known = !staff.user.is_empty() && !staff.name.is_empty();
        Ok(is_known.then_some(Found::Staff(staff)))
    }

    /// Something that is said of the item.
    fn field(&mut self, tag: &Tag<Space>) -> Result<(), Fault> {
        let page = &mut self.item.page;
        match (tag.space, tag.name.as_str()) {
            (Space::Rss, "title") => page.title = title(&self.xml.text()?),
            (Space::Rss, "link") => page.address = one_line(&self.xml.text()?),
            (Space::WordPress, "post_id") => page.key = one_line(&self.xml.text()?),
            (Space::Disqus, "thread_identifier") if page.key.is_empty() => {
                page.key = one_line(&self.xml.text()?);
            }
            (Space::WordPress, "comment_status") => {
                page.closed = one_line(&self.xml.text()?).eq_ignore_ascii_case("closed");
            }
            (Space::WordPress, "post_date") => self.item.date = self.xml.text()?,
            (Space::WordPress, "post_date_gmt") => {
                let gmt = self.xml.text()?;
                self.learn(&self.item.date.clone(), &gmt);
            }
            _ => self.xml.skip()?,
        }
        Ok(())
    }

    /// Learns from a moment that is written in both how far the site's clock is ahead of UTC.
    fn learn(&mut self, local: &str, gmt: &str) {
        if let (Some(local), Some(gmt)) = (moment::read(local), moment::read(gmt)) {
            let ahead = i64::try_from(local).unwrap_or(0) - i64::try_from(gmt).unwrap_or(0);
            // No zone is further ahead or behind. More is a mistake.
            const MOST: i64 = 15 * 3_600_000;
            if ahead.abs() <= MOST {
                self.ahead = ahead;
            }
        }
    }

    fn comment(&mut self, at: u64, found: &mut VecDeque<Found>) -> Result<(), Fault> {
        let raw = comment::Raw::read(&mut self.xml)?;
        self.learn(&raw.date, &raw.date_gmt);
        let page = &mut self.item.page;
        if page.key.is_empty() {
            page.key = page.address.clone();
        }
        if !self.item.is_told && !page.key.is_empty() {
            self.item.is_told = true;
            found.push_back(Found::Page(page.clone()));
        }
        found.push_back(raw.found(at, &page.key, self.ahead));
        Ok(())
    }
}

/// A title as text: it is kept as HTML.
fn title(html: &str) -> String {
    let mut text = String::new();
    for (at, part) in html.split('<').enumerate() {
        match part.split_once('>') {
            Some((_, after)) if at > 0 => text.push_str(after),
            _ if at > 0 => {
                text.push('<');
                text.push_str(part);
            }
            _ => text.push_str(part),
        }
    }
    text::title(&text)
}

#[cfg(test)]
mod tests;
