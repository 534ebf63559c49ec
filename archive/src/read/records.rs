//! Files of XML that are a list: one outermost element, and in it a record after the other.

use std::io::Read;

use crate::Fault;
use crate::xml::{Node, Tag, Xml};

/// A list, gone through record by record.
pub struct Records<R, Space> {
    /// The file. Who was given a record has read it, or passed over it, to its end.
    pub xml: Xml<R, Space>,
    /// The outermost element, as such files have it.
    root: (Space, &'static str),
    is_within: bool,
}

impl<R: Read, Space: Clone + PartialEq> Records<R, Space> {
    /// Begins to read.
    pub fn new(file: R, know: fn(&str) -> Space, root: (Space, &'static str)) -> Self {
        Self {
            xml: Xml::new(file, know),
            root,
            is_within: false,
        }
    }

    /// The record that begins next; nothing at the file's end.
    ///
    /// Exports that come in parts are sometimes put together again with nothing done about their
    /// ends, so that a list may follow a list.
    pub fn next(&mut self) -> Result<Option<Tag<Space>>, Fault> {
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Start(tag) if self.is_within => return Ok(Some(tag)),
                Node::Start(tag)
                    if (&tag.space, tag.name.as_str()) == (&self.root.0, self.root.1) =>
                {
                    self.is_within = true;
                }
                Node::Start(_) => return Err(Fault::Unknown),
                Node::End => self.is_within = false,
            }
        }
        Ok(None)
    }
}

/// Hands over each element right within the one that has just begun. Whoever takes it reads it, or
/// passes over it, to its end: so nothing further in can be mistaken for it.
pub fn each<R: Read, Space: Clone>(
    xml: &mut Xml<R, Space>,
    mut take: impl FnMut(&mut Xml<R, Space>, &Tag<Space>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    while let Some(Node::Start(tag)) = xml.next()? {
        take(xml, &tag)?;
    }
    Ok(())
}

/// The text of the element that has just begun, without the space around it.
pub fn line<R: Read, Space: Clone>(xml: &mut Xml<R, Space>) -> Result<String, Fault> {
    Ok(xml.text()?.trim().to_owned())
}
