//! A part of a file, as a file.

use std::io::{self, Read, Seek, SeekFrom};

/// So many bytes of a file from one of its bytes on, counted as they are read.
pub struct Window<R> {
    file: R,
    left: u64,
    went: u64,
}

impl<R: Read + Seek> Window<R> {
    pub fn new(mut file: R, at: u64, length: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(at))?;
        Ok(Self {
            file,
            left: length,
            went: 0,
        })
    }
}

impl<R> Window<R> {
    /// How many bytes were read.
    pub fn went(&self) -> u64 {
        self.went
    }

    /// The file.
    pub fn into_inner(self) -> R {
        self.file
    }
}

impl<R: Read> Read for Window<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.by_ref().take(self.left).read(into)?;
        self.left -= count as u64;
        self.went += count as u64;
        Ok(count)
    }
}
