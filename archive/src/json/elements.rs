//! The elements of an array in a file of JSON.

use std::io::{self, BufRead, BufReader, Read};

use super::{DEEPEST, MOST, Piece};
use crate::Fault;

/// The elements of an array: of the one that the file's object has under a name, or of the one that
/// the file is. Whatever else the file has is passed over, but must be there: a file that was cut off
/// after the array was cut off.
pub struct Elements<R> {
    file: BufReader<R>,
    at: u64,
    name: Option<&'static str>,
    place: Place,
}

/// Where in the file we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    /// In the file's object, before a name.
    Object,
    /// In the array, before an element.
    Array,
    After,
}

/// How deep we are in a value.
#[derive(Debug, Default)]
struct Nesting {
    depth: usize,
    in_string: bool,
    is_escaped: bool,
}

impl Nesting {
    /// Goes on by as many bytes as the value has here; how many, and whether that was its end. Goes
    /// no further where it is too deep.
    fn run(&mut self, bytes: &[u8]) -> (usize, bool) {
        for (index, &byte) in bytes.iter().enumerate() {
            if self.ends_word(byte) {
                return (index, true);
            }
            let is_over = self.step(byte);
            if is_over || self.depth > DEEPEST {
                return (index + 1, is_over);
            }
        }
        (bytes.len(), false)
    }

    /// Goes on by a byte; whether it is the last one of the value.
    fn step(&mut self, byte: u8) -> bool {
        if self.in_string {
            self.in_string = self.is_escaped || byte != b'"';
            self.is_escaped = !self.is_escaped && byte == b'\\';
            return self.depth == 0 && !self.in_string;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }

    /// Whether a byte ends a number, `true`, `false` or `null`, of which it is no part.
    fn ends_word(&self, byte: u8) -> bool {
        self.depth == 0 && !self.in_string && (is_between(byte) || matches!(byte, b']' | b'}'))
    }
}

/// Blanks and commas. Whether there is one comma where there must be one is not asked.
fn is_between(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',')
}

impl<R: Read> Elements<R> {
    /// Those of the array that the file's object has under this name.
    pub fn named(file: R, name: &'static str) -> Self {
        Self::new(file, Some(name))
    }

    /// Those of the array that the file is.
    pub fn of_file(file: R) -> Self {
        Self::new(file, None)
    }

    fn new(file: R, name: Option<&'static str>) -> Self {
        Self {
            file: BufReader::new(file),
            at: 0,
            name,
            place: Place::Before,
        }
    }

    /// The file, from wherever we have come to.
    pub fn into_file(self) -> R {
        self.file.into_inner()
    }

    /// The next element; nothing at the file's end.
    ///
    /// # Errors
    /// If the file ends too soon, is no such file, or cannot be read.
    pub fn next(&mut self) -> Result<Option<Piece>, Fault> {
        loop {
            match self.place {
                Place::Before => self.enter()?,
                Place::Object => self.member()?,
                Place::After => return Ok(None),
                Place::Array => {
                    self.pass(is_between)?;
                    if self.must_peek()? != b']' {
                        return self.value(true).map(Some);
                    }
                    self.take();
                    self.place = self.name.map_or(Place::After, |_| Place::Object);
                }
            }
        }
    }

    /// Goes into the file's object or array.
    fn enter(&mut self) -> Result<(), Fault> {
        // The bytes of a mark of UTF-8 are nothing else at the beginning.
        self.pass(|byte| is_between(byte) || matches!(byte, 0xEF | 0xBB | 0xBF))?;
        let (first, place) = match self.name {
            Some(_) => (b'{', Place::Object),
            None => (b'[', Place::Array),
        };
        self.must_take(first)?;
        self.place = place;
        Ok(())
    }

    /// Goes into the array if it is what the object has here, or passes over it.
    fn member(&mut self) -> Result<(), Fault> {
        self.pass(is_between)?;
        if self.must_peek()? == b'}' {
            self.take();
            self.place = Place::After;
            return Ok(());
        }
        let name: Option<String> = self.value(true)?.parse().ok();
        self.pass(is_between)?;
        self.must_take(b':')?;
        self.pass(is_between)?;
        if self.must_peek()? == b'[' && name.as_deref() == self.name {
            self.take();
            self.place = Place::Array;
        } else {
            self.value(false)?;
        }
        Ok(())
    }

    /// Takes a value, and keeps what it says.
    fn value(&mut self, is_kept: bool) -> Result<Piece, Fault> {
        let began = self.at;
        if matches!(self.must_peek()?, b':' | b'}' | b']') {
            return Err(self.wrong("a value"));
        }
        let (mut nesting, mut kept) = (Nesting::default(), Vec::new());
        let mut is_over = false;
        while !is_over {
            self.must_peek()?;
            let bytes = self.file.buffer();
            let count;
            (count, is_over) = nesting.run(bytes);
            if is_kept {
                kept.extend_from_slice(bytes.get(..count).unwrap_or_default());
            }
            self.file.consume(count);
            self.at += count as u64;
            if nesting.depth > DEEPEST {
                return Err(Fault::TooDeep { at: self.at });
            }
            if kept.len() as u64 > MOST {
                return Err(Fault::TooLong {
                    at: began,
                    most: MOST,
                });
            }
        }
        Ok(Piece {
            at: began,
            bytes: kept,
        })
    }

    /// Passes over bytes of a kind.
    fn pass(&mut self, is_passed: impl Fn(u8) -> bool) -> Result<(), Fault> {
        while self.peek()?.is_some_and(&is_passed) {
            self.take();
        }
        Ok(())
    }

    fn must_take(&mut self, byte: u8) -> Result<(), Fault> {
        if self.must_peek()? != byte {
            return Err(self.wrong(&char::from(byte).to_string()));
        }
        self.take();
        Ok(())
    }

    fn must_peek(&mut self) -> Result<u8, Fault> {
        self.peek()?.ok_or(Fault::BrokenOff { at: self.at })
    }

    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            match self.file.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
                Ok(bytes) => return Ok(bytes.first().copied()),
            }
        }
    }

    /// Takes the byte that was peeked at.
    fn take(&mut self) {
        self.file.consume(1);
        self.at += 1;
    }

    fn wrong(&self, expected: &str) -> Fault {
        Fault::Malformed {
            at: self.at,
            what: format!("{expected} is expected there"),
        }
    }
}
