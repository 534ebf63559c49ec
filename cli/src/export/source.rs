//! Where an export comes from: the lines of a site, thread by thread, each fetched when it is needed.

use std::collections::VecDeque;
use std::io::{self, Cursor, Read};

use postil_model::wire::desk::SiteLine;

use crate::args::Export;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::screen::Bar;

/// The lines of a site.
pub struct Source<'a, 'd> {
    desk: &'a mut Desk<'d>,
    options: &'a Export,
    bar: Bar,
    /// The hashes of the threads that are still to come.
    threads: VecDeque<String>,
    all: usize,
    /// What was fetched, and read up to somewhere.
    lines: Cursor<String>,
    /// Why there is no more.
    failure: Option<Failure>,
}

impl<'a, 'd> Source<'a, 'd> {
    /// Begins with the site's own line.
    ///
    /// # Errors
    /// If that cannot be written.
    pub fn new(
        desk: &'a mut Desk<'d>,
        options: &'a Export,
        site: &SiteLine,
        threads: Vec<String>,
        bar: Bar,
    ) -> Result<Self, Failure> {
        let line = serde_json::to_string(site);
        let line = line.map_err(|error| Failure::Output(error.into()))?;
        Ok(Self {
            desk,
            options,
            bar,
            all: threads.len(),
            threads: threads.into(),
            lines: Cursor::new(line + "\n"),
            failure: None,
        })
    }

    /// Why its lines came to an end before they were all there.
    pub fn failure(self) -> Option<Failure> {
        self.failure
    }

    /// Fetches a thread.
    fn fetch(&mut self, thread: &str) -> Result<String, Failure> {
        let query = [("site", self.options.site.as_str()), ("thread", thread)];
        match self.desk.text("export", &query) {
            // It was there when the list was made, and is gone with all its comments since.
            Err(Failure::Refused { code, .. })
                if code == "thread" && self.options.thread.is_none() =>
            {
                Ok(String::new())
            }
            Ok(lines) if lines.is_empty() || lines.ends_with('\n') => Ok(lines),
            Ok(lines) => Ok(lines + "\n"),
            Err(failure) => Err(failure),
        }
    }
}

impl Read for Source<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.lines.read(into)?;
            if count > 0 || into.is_empty() {
                return Ok(count);
            }
            let done = self.all.saturating_sub(self.threads.len());
            self.bar.set(done as u64, self.all as u64);
            let Some(thread) = self.threads.pop_front() else {
                return Ok(0);
            };
            match self.fetch(&thread) {
                Ok(lines) => self.lines = Cursor::new(lines),
                Err(failure) => {
                    self.failure = Some(failure);
                    return Err(io::Error::other("the lines end here"));
                }
            }
        }
    }
}
