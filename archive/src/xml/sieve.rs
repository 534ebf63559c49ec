//! What stands between a file and a parser that takes honest text only.

use std::io::{self, BufRead, Read};

/// So many bytes are read at once.
const CHUNK: usize = 64 * 1_024;

/// Passes text on: what is no UTF-8 as U+FFFD, and without the characters that no XML may have,
/// which old exports have all the same. Fails when more is taken at once than was allowed.
pub struct Sieve<R> {
    inner: R,
    chunk: Box<[u8]>,
    /// What can be taken, from `taken` on.
    clean: Vec<u8>,
    taken: usize,
    /// The beginning of a character whose rest has not come.
    rest: Vec<u8>,
    /// How many bytes were read of the file.
    read: u64,
    /// How many bytes may be taken before [`Sieve::allow`] is called again.
    allowed: u64,
}

/// More was taken at once than was allowed.
#[derive(Debug, thiserror::Error)]
#[error("more than was allowed")]
pub struct TooMuch;

impl<R: Read> Sieve<R> {
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            chunk: vec![0; CHUNK].into_boxed_slice(),
            clean: Vec::new(),
            taken: 0,
            rest: Vec::new(),
            read: 0,
            allowed: 0,
        }
    }

    /// Allows so many bytes from now on.
    pub fn allow(&mut self, bytes: u64) {
        self.allowed = bytes;
    }

    /// At about which byte of the file what is taken next stands: exactly, unless characters were
    /// changed since the last chunk began.
    pub fn at(&self) -> u64 {
        let ahead = self.clean.len() - self.taken + self.rest.len();
        self.read.saturating_sub(ahead as u64)
    }

    /// Reads a chunk; nothing is left of the one before.
    fn refill(&mut self) -> io::Result<()> {
        self.clean.clear();
        self.taken = 0;
        while self.clean.is_empty() {
            let read = match self.inner.read(&mut self.chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            self.read += read as u64;
            if read == 0 {
                let rest = std::mem::take(&mut self.rest);
                keep(&String::from_utf8_lossy(&rest), &mut self.clean);
                return Ok(());
            }
            let mut bytes = std::mem::take(&mut self.rest);
            bytes.extend_from_slice(self.chunk.get(..read).unwrap_or_default());
            self.sift(&bytes);
        }
        Ok(())
    }

    fn sift(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            keep(chunk.valid(), &mut self.clean);
            let invalid = chunk.invalid();
            if invalid.is_empty() {
                continue;
            }
            if chunks.peek().is_none() && is_beginning(invalid) {
                self.rest = invalid.to_vec();
            } else {
                self.clean.extend_from_slice("\u{FFFD}".as_bytes());
            }
        }
    }
}

/// Whether more bytes could make a character of these.
fn is_beginning(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Whether XML 1.0 may not have a character (its rule 2, `Char`).
pub const fn is_barred(c: char) -> bool {
    (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Keeps the characters that XML may have.
fn keep(text: &str, clean: &mut Vec<u8>) {
    for part in text.split(is_barred) {
        clean.extend_from_slice(part.as_bytes());
    }
}

impl<R: Read> Read for Sieve<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Sieve<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken >= self.clean.len() {
            self.refill()?;
        }
        let here = self.clean.get(self.taken..).unwrap_or_default();
        if self.allowed == 0 && !here.is_empty() {
            return Err(io::Error::other(TooMuch));
        }
        let most = usize::try_from(self.allowed).unwrap_or(usize::MAX);
        Ok(here.get(..most.min(here.len())).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.taken += count;
        self.allowed = self.allowed.saturating_sub(count as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::{Sieve, TooMuch};
    use std::io::{BufRead, Read};

    /// Reads so many bytes at once.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(self.0.len()).min(into.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn check(bytes: &[u8], expected: &str) {
        for at_once in 1..9 {
            let mut sieve = Sieve::new(Slow(bytes, at_once));
            sieve.allow(u64::MAX);
            let mut text = String::new();
            sieve.read_to_string(&mut text).unwrap();
            assert_eq!(text, expected, "{at_once} at once");
            assert_eq!(sieve.at(), bytes.len() as u64);
        }
    }

    #[test]
    fn passes_honest_text_on() {
        check(b"", "");
        check("a\tb\r\nc é … 😀".as_bytes(), "a\tb\r\nc é … 😀");
    }

    #[test]
    fn replaces_what_is_no_utf_8() {
        check(b"a\xE9b", "a\u{FFFD}b");
        check(b"caf\xC3", "caf\u{FFFD}");
        check(
            b"\xF0\x9F\x98 \xFF\xC0\xAF",
            "\u{FFFD} \u{FFFD}\u{FFFD}\u{FFFD}",
        );
        check(b"\xED\xA0\x80", "\u{FFFD}\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn drops_what_no_xml_may_have() {
        check(b"a\x00b\x08c\x1Fd\xEF\xBF\xBF", "abcd");
    }

    #[test]
    fn fails_where_more_is_taken_than_was_allowed() {
        let mut sieve = Sieve::new(&b"abcdef"[..]);
        sieve.allow(4);
        let mut four = [0; 4];
        sieve.read_exact(&mut four).unwrap();
        let error = sieve.fill_buf().unwrap_err();
        assert!(error.get_ref().unwrap().is::<TooMuch>());
        sieve.allow(1);
        assert_eq!(sieve.fill_buf().unwrap(), b"e");
        assert_eq!(sieve.at(), 4);
    }
}
