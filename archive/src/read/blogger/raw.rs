//! An entry of a feed, as it stands there, in either shape.

use std::io::Read;

use quick_xml::escape::escape;

use crate::Fault;
use crate::read::records::{each, line};
use crate::xml::{Tag, Xml};

/// The namespaces that feeds are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    Atom,
    /// Of drafts: Atom's publishing protocol, of which there are two.
    App,
    /// Of answers.
    Thread,
    /// Of Google's feeds in general.
    Google,
    /// Of Takeout's own elements. Its address ends in a year.
    Blogger,
    /// Of attributes.
    None,
    Other,
}

/// Knows a namespace by its address.
pub fn know(address: &str) -> Space {
    match address {
        "" => Space::None,
        "http://www.w3.org/2005/Atom" => Space::Atom,
        "http://purl.org/atom/app#" | "http://www.w3.org/2007/app" => Space::App,
        "http://purl.org/syndication/thread/1.0" => Space::Thread,
        "http://schemas.google.com/g/2005" => Space::Google,
        _ if address.starts_with("http://schemas.google.com/blogger/") => Space::Blogger,
        _ => Space::Other,
    }
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A post or a page.
    Page,
    Comment,
    /// Something that nobody comments on.
    Other,
}

/// An entry. What is missing is empty.
#[derive(Debug, Default)]
pub struct Raw {
    pub id: String,
    /// Its kind, by the last word of its name.
    kind: String,
    pub title: String,
    /// What it says, as HTML. Of a post nothing is kept.
    pub content: String,
    pub published: String,
    pub updated: String,
    pub status: String,
    pub is_draft: bool,
    /// Whether it was taken away.
    pub is_removed: bool,
    /// A post's own address.
    pub address: String,
    /// The post that it was written below.
    pub page: String,
    /// The comment that it answers.
    pub parent: String,
    pub author: Author,
}

/// An author.
#[derive(Debug, Default)]
pub struct Author {
    pub name: String,
    pub uri: String,
    pub email: String,
    /// What they were known by: `BLOGGER`, `ANONYMOUS`.
    pub kind: String,
}

impl Raw {
    /// What it is. Feeds that were not made for keeping do not say so of comments.
    pub fn what(&self) -> What {
        match self.kind.to_ascii_lowercase().as_str() {
            "post" | "page" => What::Page,
            "comment" => What::Comment,
            "" if !self.page.is_empty() => What::Comment,
            _ => What::Other,
        }
    }
}

/// Reads the entry that has just begun.
pub fn read<R: Read>(xml: &mut Xml<R, Space>) -> Result<Raw, Fault> {
    let mut raw = Raw::default();
    each(xml, |xml, tag| match tag.space {
        Space::Atom => of_atom(&mut raw, xml, tag),
        Space::Blogger => of_takeout(&mut raw, xml, tag),
        _ => of_backup(&mut raw, xml, tag),
    })?;
    Ok(raw)
}

/// Takes what both shapes have.
fn of_atom<R: Read>(raw: &mut Raw, xml: &mut Xml<R, Space>, tag: &Tag<Space>) -> Result<(), Fault> {
    match tag.name.as_str() {
        "id" => raw.id = line(xml)?,
        "title" => raw.title = xml.text()?,
        "published" => raw.published = line(xml)?,
        "updated" => raw.updated = line(xml)?,
        "author" => raw.author = author(xml)?,
        // Posts are long, and nothing of them is wanted.
        "content" if raw.what() == What::Page => xml.skip()?,
        "content" => raw.content = html(xml, tag)?,
        "category" => {
            category(raw, tag);
            xml.skip()?;
        }
        "link" => {
            link(raw, tag);
            xml.skip()?;
        }
        _ => xml.skip()?,
    }
    Ok(())
}

/// Takes what Takeout says in elements of its own.
fn of_takeout<R: Read>(
    raw: &mut Raw,
    xml: &mut Xml<R, Space>,
    tag: &Tag<Space>,
) -> Result<(), Fault> {
    let text = line(xml)?;
    match tag.name.as_str() {
        "type" => raw.kind = text,
        "status" => raw.status = text,
        "parent" => raw.page = text,
        "inReplyTo" => raw.parent = text,
        "filename" => raw.address = text,
        // When it was: empty for what was not.
        "trashed" if !text.is_empty() && !text.eq_ignore_ascii_case("false") => {
            raw.is_removed = true;
        }
        _ => {}
    }
    Ok(())
}

/// Takes what the backup says with the words of others.
fn of_backup<R: Read>(
    raw: &mut Raw,
    xml: &mut Xml<R, Space>,
    tag: &Tag<Space>,
) -> Result<(), Fault> {
    match (tag.space, tag.name.as_str()) {
        // It holds the word on whether this is a draft, and nothing else.
        (Space::App, "control" | "draft") => {
            raw.is_draft = line(xml)?.eq_ignore_ascii_case("yes");
            return Ok(());
        }
        (Space::Thread, "in-reply-to") => raw.page = attribute(tag, "ref"),
        (Space::Google, "extendedProperty") => {
            raw.is_removed |= attribute(tag, "name") == "blogger.contentRemoved"
                && !attribute(tag, "value").eq_ignore_ascii_case("false");
        }
        _ => {}
    }
    xml.skip()
}

fn category(raw: &mut Raw, tag: &Tag<Space>) {
    let term = attribute(tag, "term");
    // Other categories are the labels of a post.
    if attribute(tag, "scheme").ends_with("#kind") {
        raw.kind = term.rsplit('#').next().unwrap_or_default().to_owned();
    }
}

fn link(raw: &mut Raw, tag: &Tag<Space>) {
    let kind = attribute(tag, "type");
    let is_html = kind.is_empty() || kind.eq_ignore_ascii_case("text/html");
    let address = attribute(tag, "href");
    match attribute(tag, "rel").as_str() {
        // Takeout has an empty one.
        _ if address.is_empty() => {}
        "alternate" | "" if is_html => raw.address = address,
        // Of a comment, the comment that it answers.
        "related" => raw.parent = address,
        _ => {}
    }
}

fn author<R: Read>(xml: &mut Xml<R, Space>) -> Result<Author, Fault> {
    let mut author = Author::default();
    each(xml, |xml, tag| {
        match (tag.space, tag.name.as_str()) {
            (Space::Atom, "name") => author.name = line(xml)?,
            (Space::Atom, "uri") => author.uri = line(xml)?,
            (Space::Atom, "email") => author.email = line(xml)?,
            (Space::Blogger, "type") => author.kind = line(xml)?,
            _ => xml.skip()?,
        }
        Ok(())
    })?;
    Ok(author)
}

/// What a content is as HTML. Atom takes it for text where nothing is said; Blogger means HTML.
fn html<R: Read>(xml: &mut Xml<R, Space>, tag: &Tag<Space>) -> Result<String, Fault> {
    let text = xml.text()?;
    if attribute(tag, "type").starts_with("text") {
        return Ok(escape(&text).replace('\n', "<br>"));
    }
    Ok(text)
}

fn attribute(tag: &Tag<Space>, name: &str) -> String {
    tag.attribute(&Space::None, name).trim().to_owned()
}
