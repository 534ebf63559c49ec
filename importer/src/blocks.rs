//! A file that is read in blocks, of which the last few are kept: an export is read from its
//! beginning to its end for the plan, and here and there for what is sent.

use std::io::{self, Read, Seek, SeekFrom};

/// How many bytes are fetched at once.
const BLOCK: u64 = 256 * 1_024;
/// How many blocks are kept.
const KEPT: usize = 16;

/// Where the bytes of a file come from.
pub trait Slices {
    /// How many there are.
    fn length(&self) -> u64;

    /// Some of them.
    ///
    /// # Errors
    /// If the file is not there any more, or has changed.
    fn slice(&self, from: u64, to: u64) -> io::Result<Vec<u8>>;
}

/// A file.
pub struct Blocks<S> {
    source: S,
    at: u64,
    /// Those that were used last, the newest at the end.
    kept: Vec<(u64, Vec<u8>)>,
}

impl<S: Slices> Blocks<S> {
    /// A file at its beginning.
    pub const fn new(source: S) -> Self {
        Self {
            source,
            at: 0,
            kept: Vec::new(),
        }
    }

    /// The block that a byte is in.
    fn block(&mut self, number: u64) -> io::Result<&[u8]> {
        let known = self.kept.iter().position(|(of, _)| *of == number);
        let block = match known {
            Some(place) => self.kept.remove(place),
            None => {
                let from = number * BLOCK;
                let to = (from + BLOCK).min(self.source.length());
                if self.kept.len() == KEPT {
                    self.kept.remove(0);
                }
                (number, self.source.slice(from, to)?)
            }
        };
        self.kept.push(block);
        Ok(self.kept.last().map_or(&[], |(_, bytes)| bytes))
    }
}

impl<S: Slices> Read for Blocks<S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() || self.at >= self.source.length() {
            return Ok(0);
        }
        let (number, within) = (self.at / BLOCK, self.at % BLOCK);
        let within = usize::try_from(within).map_err(io::Error::other)?;
        let mut rest = self.block(number)?.get(within..).unwrap_or_default();
        let count = rest.read(into)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl<S: Slices> Seek for Blocks<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.source.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Blocks, KEPT, Slices};
    use std::cell::Cell;
    use std::io::{self, Read, Seek, SeekFrom};

    /// Bytes, and how often some were fetched.
    struct Bytes<'a>(Vec<u8>, &'a Cell<usize>);

    impl Slices for Bytes<'_> {
        fn length(&self) -> u64 {
            self.0.len() as u64
        }

        fn slice(&self, from: u64, to: u64) -> io::Result<Vec<u8>> {
            self.1.set(self.1.get() + 1);
            let range = usize::try_from(from).unwrap()..usize::try_from(to).unwrap();
            Ok(self.0[range].to_vec())
        }
    }

    fn bytes(length: u64) -> Vec<u8> {
        (0..length).map(|n| (n % 251) as u8).collect()
    }

    #[test]
    fn reads_what_is_there() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7] {
            let fetched = Cell::new(0);
            let mut file = Blocks::new(Bytes(bytes(length), &fetched));
            let mut read = Vec::new();
            file.read_to_end(&mut read).unwrap();
            assert_eq!(read, bytes(length), "{length}");
            assert_eq!(fetched.get() as u64, length.div_ceil(BLOCK), "{length}");
        }
    }

    #[test]
    fn reads_here_and_there() {
        let (length, fetched) = (40 * BLOCK, Cell::new(0));
        let mut file = Blocks::new(Bytes(bytes(length), &fetched));
        let mut some = [0; 3];
        for (to, at) in [
            (SeekFrom::Start(BLOCK - 1), BLOCK - 1),
            (SeekFrom::Current(4), BLOCK + 6),
            (SeekFrom::Current(-9), BLOCK),
            (SeekFrom::End(-3), length - 3),
        ] {
            assert_eq!(file.seek(to).unwrap(), at);
            file.read_exact(&mut some).unwrap();
            assert_eq!(some, [0, 1, 2].map(|by| ((at + by) % 251) as u8), "{at}");
        }
        assert_eq!(file.read(&mut some).unwrap(), 0);
        assert!(file.seek(SeekFrom::Current(-1 - length as i64)).is_err());
        file.seek(SeekFrom::Start(length + 5)).unwrap();
        assert_eq!(file.read(&mut some).unwrap(), 0);
    }

    #[test]
    fn the_last_few_blocks_are_fetched_once() {
        let (length, fetched) = (40 * BLOCK, Cell::new(0));
        let mut file = Blocks::new(Bytes(bytes(length), &fetched));
        let mut visit = |number: u64| {
            file.seek(SeekFrom::Start(number * BLOCK)).unwrap();
            file.read_exact(&mut [0]).unwrap();
        };
        for _ in 0..3 {
            (0..KEPT as u64).for_each(&mut visit);
        }
        assert_eq!(fetched.get(), KEPT);
        visit(30);
        visit(1);
        visit(0);
        assert_eq!(fetched.get(), KEPT + 2);
    }
}
