//! Disqus' own export: an XML of threads and of posts, in any order.
//!
//! `thread` is both a record and, empty and within a post, the name of the post's page; only how
//! deep it stands tells them apart. A thread's own `<id>` is what the site called it, if it called
//! it anything: posts name threads by Disqus' id, and so do we.

mod message;

use std::io::Read;

use postil_model::State;

use super::pull::Pull;
use super::records::{Records, each, line};
use crate::found::{Author, Entry, Found, Kind, Page};
use crate::text::{self, some};
use crate::xml::{Tag, Xml};
use crate::{Fault, markdown, moment};

/// Reads an export of Disqus.
pub struct Disqus<R> {
    records: Records<R, Space>,
    pull: Pull,
}

/// The namespaces that such a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    Disqus,
    /// That of Disqus' own ids.
    Internals,
    Other,
}

fn know(address: &str) -> Space {
    match address {
        "http://disqus.com" => Space::Disqus,
        "http://disqus.com/disqus-internals" => Space::Internals,
        _ => Space::Other,
    }
}

impl<R: Read> Disqus<R> {
    /// Begins to read.
    pub fn new(file: R) -> Self {
        Self {
            records: Records::new(file, know, (Space::Disqus, "disqus")),
            pull: Pull::default(),
        }
    }
}

impl<R: Read> Iterator for Disqus<R> {
    type Item = Result<Found, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pull.next(|found| {
            let Some(tag) = self.records.next()? else {
                return Ok(false);
            };
            let xml = &mut self.records.xml;
            match (tag.space, tag.name.as_str()) {
                (Space::Disqus, "thread") => found.push_back(thread(xml, &tag)?),
                (Space::Disqus, "post") => found.push_back(post(xml, &tag)?),
                _ => xml.skip()?,
            }
            Ok(true)
        })
    }
}

/// A post, as far as it was read.
#[derive(Default)]
struct Post {
    /// What its `<id>` says, which is the same as the attribute, where both are there.
    id: String,
    page: String,
    parent: String,
    message: String,
    created: String,
    is_deleted: bool,
    is_spam: bool,
    is_held: bool,
    author: Author,
}

/// Reads a thread. One that was deleted is a page all the same, since its posts refer to it.
fn thread<R: Read>(xml: &mut Xml<R, Space>, tag: &Tag<Space>) -> Result<Found, Fault> {
    let mut page = Page {
        key: id_of(tag),
        ..Page::default()
    };
    each(xml, |xml, child| {
        match (child.space, child.name.as_str()) {
            (Space::Disqus, "link") => page.address = line(xml)?,
            (Space::Disqus, "title") => page.title = text::title(&xml.text()?),
            (Space::Disqus, "isClosed") => page.closed = is_true(&line(xml)?),
            _ => xml.skip()?,
        }
        Ok(())
    })?;
    if page.key.is_empty() {
        return Ok(Found::broken(tag.at, None, "a thread without an id"));
    }
    Ok(Found::Page(page))
}

fn post<R: Read>(xml: &mut Xml<R, Space>, tag: &Tag<Space>) -> Result<Found, Fault> {
    let mut post = Post::default();
    each(xml, |xml, child| {
        match (child.space, child.name.as_str()) {
            (Space::Disqus, "id") => post.id = line(xml)?,
            (Space::Disqus, "message") => post.message = xml.text()?,
            (Space::Disqus, "createdAt") => post.created = line(xml)?,
            (Space::Disqus, "isDeleted") => post.is_deleted = is_true(&line(xml)?),
            (Space::Disqus, "isSpam") => post.is_spam = is_true(&line(xml)?),
            (Space::Disqus, "isApproved") => post.is_held = is_false(&line(xml)?),
            (Space::Disqus, "author") => post.author = author(xml)?,
            (Space::Disqus, "thread") => {
                post.page = id_of(child);
                xml.skip()?;
            }
            (Space::Disqus, "parent") => {
                post.parent = id_of(child);
                xml.skip()?;
            }
            // Among them the reader's network address, which is nobody's business.
            _ => xml.skip()?,
        }
        Ok(())
    })?;
    Ok(entry(post, tag))
}

/// Reads an author. What somebody who was anonymous has as a username belongs to no account.
fn author<R: Read>(xml: &mut Xml<R, Space>) -> Result<Author, Fault> {
    let mut author = Author::default();
    let mut is_anonymous = false;
    each(xml, |xml, child| {
        match (child.space, child.name.as_str()) {
            (Space::Disqus, "name") => author.name = line(xml)?,
            (Space::Disqus, "email") => author.mail = line(xml)?,
            (Space::Disqus, "username") => author.user = some(line(xml)?),
            (Space::Disqus, "isAnonymous") => is_anonymous = is_true(&line(xml)?),
            _ => xml.skip()?,
        }
        Ok(())
    })?;
    author.user = author.user.filter(|_| !is_anonymous);
    Ok(author)
}

/// What a post is to us.
fn entry(post: Post, tag: &Tag<Space>) -> Found {
    let state = state(&post);
    let Some(id) = some(id_of(tag)).or_else(|| some(post.id)) else {
        return Found::broken(tag.at, None, "a post without an id");
    };
    if post.page.is_empty() {
        return Found::broken(tag.at, Some(id), "a post that belongs to no thread");
    }
    Found::Entry(Entry {
        at: tag.at,
        id,
        page: post.page,
        parent: some(post.parent),
        kind: Kind::Comment,
        state,
        author: post.author,
        created: moment::read(&post.created),
        edited: None,
        body: markdown::from_html(&message::restore(&post.message)),
        line: None,
    })
}

fn state(post: &Post) -> State {
    if post.is_deleted {
        State::Removed
    } else if post.is_spam {
        State::Spam
    } else if post.is_held {
        State::Held
    } else {
        State::Published
    }
}

fn id_of(tag: &Tag<Space>) -> String {
    tag.attribute(&Space::Internals, "id").trim().to_owned()
}

fn is_true(text: &str) -> bool {
    text == "1" || text.eq_ignore_ascii_case("true")
}

fn is_false(text: &str) -> bool {
    text == "0" || text.eq_ignore_ascii_case("false")
}

#[cfg(test)]
mod tests;
