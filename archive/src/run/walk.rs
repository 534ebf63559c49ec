//! Going through the files of a plan again.

use std::io::{Read, Seek};

use super::Sources;
use crate::export::Reader;
use crate::{Entry, Fault, Found, Plan};

/// A way through all the files, once.
#[derive(Default)]
pub struct Walk {
    part: usize,
    reader: Option<Reader<'static>>,
    /// The plan's line of what comes next.
    line: usize,
    /// How many lines of the part have come.
    of_part: usize,
}

impl Walk {
    /// The next entry, and its line in the plan; nothing at the end of the last file.
    ///
    /// # Errors
    /// If a file cannot be read to where it could be before, or has changed.
    pub fn next<F: Read + Seek + 'static>(
        &mut self,
        plan: &Plan,
        sources: &mut Sources<F>,
    ) -> Result<Option<(usize, Entry)>, Fault> {
        while let Some(part) = plan.parts.get(self.part) {
            let reader = match &mut self.reader {
                Some(reader) => reader,
                None => {
                    let (source, export) = &part.source;
                    match export.read(sources.open(*source)?) {
                        Ok(reader) => self.reader.insert(reader),
                        Err(fault) => {
                            self.end(part.lines, part.fault.is_some().then_some(()).ok_or(fault))?;
                            continue;
                        }
                    }
                }
            };
            match reader.next() {
                Some(Ok(Found::Entry(entry))) => {
                    let line = self.step(part.lines)?;
                    let known = plan.lines.get(line);
                    if known.is_none_or(|known| known.at != entry.at || known.id != entry.id) {
                        return Err(Fault::Changed);
                    }
                    return Ok(Some((line, entry)));
                }
                Some(Ok(Found::Broken { .. })) => {
                    self.step(part.lines)?;
                }
                Some(Ok(_)) => {}
                // What the plan knows is no news.
                Some(Err(_)) if part.fault.is_some() && self.of_part == part.lines => {
                    self.end(part.lines, Ok(()))?;
                }
                Some(Err(fault)) => return Err(fault),
                None => self.end(part.lines, Ok(()))?,
            }
        }
        Ok(None)
    }

    /// Goes on by a line of a part that has so many.
    fn step(&mut self, lines: usize) -> Result<usize, Fault> {
        if self.of_part == lines {
            return Err(Fault::Changed);
        }
        self.of_part += 1;
        self.line += 1;
        Ok(self.line - 1)
    }

    /// Goes on to the next part.
    fn end(&mut self, lines: usize, ended: Result<(), Fault>) -> Result<(), Fault> {
        ended?;
        if self.of_part != lines {
            return Err(Fault::Changed);
        }
        self.reader = None;
        self.of_part = 0;
        self.part += 1;
        Ok(())
    }
}
