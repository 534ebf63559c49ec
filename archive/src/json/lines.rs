//! Files with a piece of JSON on every line.

use std::io::{BufRead, BufReader, Read};

use super::{MARK, MOST, Piece};
use crate::Fault;

/// The lines of a file. Those without anything on them are passed over.
pub struct Lines<R> {
    file: BufReader<R>,
    at: u64,
    is_cut: bool,
}

impl<R: Read> Lines<R> {
    pub fn new(file: R) -> Self {
        Self {
            file: BufReader::new(file),
            at: 0,
            is_cut: false,
        }
    }

    /// At which byte of the file the next line begins.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// Whether the line that was read last is not ended by a line break: the file may have been cut
    /// off in it.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The next line; nothing at the file's end.
    ///
    /// # Errors
    /// If it is longer than [`MOST`], or the file cannot be read.
    pub fn next(&mut self) -> Result<Option<Piece>, Fault> {
        loop {
            let (began, mut line) = (self.at, Vec::new());
            let mut bounded = self.file.by_ref().take(MOST + 1);
            let count = bounded.read_until(b'\n', &mut line)? as u64;
            if count == 0 {
                return Ok(None);
            }
            self.at += count;
            self.is_cut = !line.ends_with(b"\n");
            if self.is_cut && count > MOST {
                return Err(Fault::TooLong {
                    at: began,
                    most: MOST,
                });
            }
            let line = line.trim_ascii();
            let bytes = line.strip_prefix(MARK).unwrap_or(line).to_vec();
            if !bytes.is_empty() {
                return Ok(Some(Piece { at: began, bytes }));
            }
        }
    }
}
