//! Reading XML as exports have it: element by element, and with more patience than the standard asks
//! for. Characters that no XML may have, an `&` that stands for itself, entities that nobody has
//! declared and end tags that end nothing are taken for what their author meant.
//!
//! No entity of a file's own is ever expanded. What a file may make us hold is bounded: one part of
//! it ([`MOST`]), and how deep its elements stand in each other ([`DEEPEST`]).

mod sieve;

use std::io::{BufRead, Read};

use quick_xml::errors::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use crate::{Fault, text};
pub use sieve::is_barred;
use sieve::{Sieve, TooMuch};

/// How many bytes one part may have: a tag, a text. Whole posts stand in exports.
pub const MOST: u64 = 16 * 1_024 * 1_024;
/// How deep elements may stand in each other. No export comes near it.
pub const DEEPEST: usize = 100;
/// A buffer that had to grow beyond this is not kept.
const KEPT: usize = 1_024 * 1_024;

/// An element that begins. Its namespace is one of those the reader knows, by its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<Space> {
    /// Whose name it is.
    pub space: Space,
    /// The name without its prefix.
    pub name: String,
    /// At which byte of the file it begins.
    pub at: u64,
    attributes: Vec<(Space, String, String)>,
}

impl<Space: PartialEq> Tag<Space> {
    /// The value of an attribute; empty where there is none.
    pub fn attribute(&self, space: &Space, name: &str) -> &str {
        self.attributes
            .iter()
            .find(|(its, called, _)| its == space && called == name)
            .map_or("", |(_, _, value)| value)
    }
}

/// What comes next in a file.
#[derive(Debug)]
pub enum Node<Space> {
    /// An element begins.
    Start(Tag<Space>),
    /// The innermost element ends.
    End,
}

/// A file of XML, gone through once.
pub struct Xml<R, Space> {
    reader: NsReader<Sieve<R>>,
    /// Knows a namespace by its address; it is asked with an empty one for names without any.
    know: fn(&str) -> Space,
    buffer: Vec<u8>,
    depth: usize,
    /// An element without content has begun: its end is still to be told.
    is_empty: bool,
}

/// One step through the file.
enum Step<Space> {
    Node(Node<Space>),
    Text(String),
    Nothing,
    Eof,
}

impl<R: Read, Space: Clone> Xml<R, Space> {
    /// Begins to read.
    pub fn new(file: R, know: fn(&str) -> Space) -> Self {
        let mut reader = NsReader::from_reader(Sieve::new(file));
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Self {
            reader,
            know,
            buffer: Vec::new(),
            depth: 0,
            is_empty: false,
        }
    }

    /// At about which byte of the file we are.
    pub fn at(&self) -> u64 {
        self.reader.get_ref().at()
    }

    /// The next element that begins or ends; nothing at the file's end. Text is passed over.
    ///
    /// # Errors
    /// If the file ends within an element, or cannot be read on.
    #[allow(
        clippy::should_implement_trait,
        reason = "an iterator's items would be `Result<Option<…>>` the other way round, which no `?` takes"
    )]
    pub fn next(&mut self) -> Result<Option<Node<Space>>, Fault> {
        loop {
            match self.step()? {
                Step::Node(node) => return Ok(Some(node)),
                Step::Eof if self.depth > 0 => return Err(Fault::BrokenOff { at: self.at() }),
                Step::Eof => return Ok(None),
                Step::Text(_) | Step::Nothing => {}
            }
        }
    }

    /// All text within the element that has just begun, up to its end and with that of the elements
    /// in it.
    ///
    /// # Errors
    /// As [`Xml::next`], and if it is longer than [`MOST`].
    pub fn text(&mut self) -> Result<String, Fault> {
        let (outer, began) = (self.depth - 1, self.at());
        let mut all = String::new();
        while self.depth > outer {
            match self.step()? {
                Step::Text(text) => all.push_str(&text),
                Step::Eof => return Err(Fault::BrokenOff { at: self.at() }),
                Step::Node(_) | Step::Nothing => {}
            }
            if all.len() as u64 > MOST {
                return Err(Fault::TooLong {
                    at: began,
                    most: MOST,
                });
            }
        }
        Ok(all)
    }

    /// Passes over all that is in the element that has just begun, its end included.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn skip(&mut self) -> Result<(), Fault> {
        let outer = self.depth - 1;
        while self.depth > outer {
            self.next()?;
        }
        Ok(())
    }

    fn step(&mut self) -> Result<Step<Space>, Fault> {
        if std::mem::take(&mut self.is_empty) {
            self.depth -= 1;
            return Ok(Step::Node(Node::End));
        }
        self.buffer.clear();
        if self.buffer.capacity() > KEPT {
            self.buffer = Vec::new();
        }
        let at = self.at();
        self.reader.get_mut().allow(MOST);
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(self.fault(error, at)),
        };
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(_) | Event::Empty(_) if self.depth >= DEEPEST => {
                Err(Fault::TooDeep { at })
            }
            Event::Start(start) | Event::Empty(start) => {
                self.depth += 1;
                self.is_empty = is_empty;
                let tag = tag(&self.reader, self.know, &start, at);
                Ok(Step::Node(Node::Start(tag)))
            }
            // One that ends nothing is passed over.
            Event::End(_) if self.depth == 0 => Ok(Step::Nothing),
            Event::End(_) => {
                self.depth -= 1;
                Ok(Step::Node(Node::End))
            }
            Event::Text(text) => Ok(Step::Text(text.to_string())),
            Event::CData(text) => Ok(Step::Text(text.to_string())),
            Event::GeneralRef(name) => Ok(Step::Text(text::resolve(&format!("&{};", &*name)))),
            Event::Eof => Ok(Step::Eof),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                Ok(Step::Nothing)
            }
        }
    }

    /// What an error of the parser means, in the part that began at a byte.
    fn fault(&mut self, error: Error, began: u64) -> Fault {
        let at = self.at();
        self.reader.get_mut().allow(1);
        let is_end = self.reader.get_mut().fill_buf().is_ok_and(<[u8]>::is_empty);
        match error {
            Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<TooMuch>()) => {
                Fault::TooLong {
                    at: began,
                    most: MOST,
                }
            }
            Error::Io(error) => Fault::of(&error),
            // At the end, every mistake is that something is not closed.
            Error::Syntax(_) if is_end => Fault::BrokenOff { at },
            other => Fault::Malformed {
                at: began,
                what: other.to_string(),
            },
        }
    }
}

fn tag<R, Space: Clone>(
    reader: &NsReader<R>,
    know: fn(&str) -> Space,
    start: &BytesStart<'_>,
    at: u64,
) -> Tag<Space> {
    let resolver = reader.resolver();
    let (space, name) = resolver.resolve_element(start.name());
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let (space, name) = resolver.resolve_attribute(attribute.key);
        let value = text::resolve(&attribute.value);
        (known(know, &space), name.as_ref().to_owned(), value)
    });
    Tag {
        space: known(know, &space),
        name: name.as_ref().to_owned(),
        at,
        attributes: attributes.collect(),
    }
}

fn known<Space>(know: fn(&str) -> Space, space: &ResolveResult<'_>) -> Space {
    match space {
        ResolveResult::Bound(space) => know(space.as_ref()),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => know(""),
    }
}

#[cfg(test)]
mod tests;
