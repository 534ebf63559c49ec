//! The files of an import, which are gone through more than once.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use super::NoExport;
use crate::Fault;

/// Opens a file.
type Open<F> = Box<dyn FnMut() -> io::Result<F>>;

/// The files of one import. Systems part what is large, so that a comment and what it answers may
/// stand in two of them.
pub struct Sources<F> {
    files: Vec<(String, Open<F>)>,
}

impl<F> Default for Sources<F> {
    fn default() -> Self {
        Self { files: Vec::new() }
    }
}

impl<F> Sources<F> {
    /// Without any file yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file by its name. It is opened anew each time that it is gone through, from wherever it
    /// is: what was opened before is let go of first, or soon.
    pub fn add(&mut self, name: &str, open: impl FnMut() -> io::Result<F> + 'static) {
        self.files.push((name.to_owned(), Box::new(open)));
    }

    /// How many files there are.
    pub(super) fn count(&self) -> usize {
        self.files.len()
    }

    /// What is wrong with a file.
    pub(super) fn blame(&self, at: usize, fault: impl Into<Fault>) -> NoExport {
        NoExport {
            file: self.name(at).to_owned(),
            fault: fault.into(),
        }
    }

    /// What a file is called.
    pub(super) fn name(&self, at: usize) -> &str {
        self.files.get(at).map_or("", |(name, _)| name.as_str())
    }
}

impl<F: Read + Seek> Sources<F> {
    /// Opens a file.
    pub(super) fn open(&mut self, at: usize) -> io::Result<Counted<F>> {
        let (_, open) = self.files.get_mut(at).ok_or(io::ErrorKind::NotFound)?;
        Ok(Counted {
            file: open()?,
            at: 0,
            furthest: Rc::default(),
        })
    }
}

/// A file of which is known how far it was read.
pub struct Counted<F> {
    file: F,
    at: u64,
    furthest: Rc<Cell<u64>>,
}

impl<F: Seek> Counted<F> {
    /// How many bytes it has.
    pub fn size(&mut self) -> io::Result<u64> {
        let size = self.file.seek(SeekFrom::End(0))?;
        self.file.seek(SeekFrom::Start(self.at))?;
        Ok(size)
    }

    /// Forgets how far it was read, and tells from now on.
    pub fn watch(&self) -> Rc<Cell<u64>> {
        self.furthest.set(0);
        Rc::clone(&self.furthest)
    }
}

impl<F: Read> Read for Counted<F> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        self.at += count as u64;
        self.furthest.set(self.furthest.get().max(self.at));
        Ok(count)
    }
}

impl<F: Seek> Seek for Counted<F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.file.seek(to)?;
        Ok(self.at)
    }
}
