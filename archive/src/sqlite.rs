//! Reads the rows of tables in a file of SQLite, as its format is published
//! (<https://www.sqlite.org/fileformat2.html>; the numbers of sections below are those of that page).
//!
//! Nothing is written, no index is used, and no journal is looked at: a file of exports is at rest.
//! A page is visited once at most, so that no file, whatever its pages say of each other, is read
//! longer than it is.

mod columns;
mod record;
mod tree;

use std::collections::HashSet;
use std::io::{self, Read, Seek, SeekFrom};

use crate::Fault;
use record::Encoding;
pub use record::Row;
use tree::Tree;

/// How many bytes a row may have.
pub const MOST: u64 = 16 * 1_024 * 1_024;
/// What a file begins with (1.3.1).
const MAGIC: &[u8] = b"SQLite format 3\0";
/// How long the header before the first page's own is (1.3).
const HEADER: usize = 100;
/// The page with which the table of tables begins (2.6).
const SCHEMA: u32 = 1;
/// The least of a page that must be left for use (1.3.4).
const LEAST: usize = 480;

/// A file of SQLite.
pub struct Database<R> {
    file: R,
    length: u64,
    /// How long the file should be.
    promised: u64,
    page_size: usize,
    /// How much of a page is used: the rest is an extension's.
    usable: usize,
    encoding: Encoding,
    visited: HashSet<u32>,
}

/// A table, whose rows are read one after the other.
pub struct Table {
    columns: Vec<String>,
    tree: Tree,
}

impl Table {
    /// The place of a column in its rows.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.eq_ignore_ascii_case(name))
    }

    /// The next row; nothing at the table's end.
    ///
    /// # Errors
    /// If the file ends too soon, is damaged, or cannot be read.
    pub fn next<R: Read + Seek>(
        &mut self,
        database: &mut Database<R>,
    ) -> Result<Option<Row>, Fault> {
        self.tree.next(database)
    }
}

impl<R: Read + Seek> Database<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// If it is none, or cannot be read.
    pub fn open(mut file: R) -> Result<Self, Fault> {
        let length = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        let mut header = Vec::new();
        file.by_ref().take(HEADER as u64).read_to_end(&mut header)?;
        if !header.starts_with(
            MAGIC
                .get(..header.len().min(MAGIC.len()))
                .unwrap_or_default(),
        ) {
            return Err(malformed(0, "it is no file of SQLite"));
        }
        if header.len() < HEADER {
            return Err(Fault::BrokenOff { at: length });
        }
        let page_size = match number(&header, 16, 2)? {
            1 => 65_536,
            size if (512..=32_768).contains(&size) && size.is_power_of_two() => size as usize,
            _ => return Err(malformed(16, "its pages cannot have that size")),
        };
        let usable = page_size.saturating_sub(number(&header, 20, 1)? as usize);
        if usable < LEAST {
            return Err(malformed(20, "nothing is left of its pages"));
        }
        // How many pages there are is only told where the same version wrote it that wrote the file
        // (1.3.9).
        let is_told = number(&header, 24, 4)? == number(&header, 92, 4)?;
        let pages = if is_told { number(&header, 28, 4)? } else { 0 };
        Ok(Self {
            promised: pages * page_size as u64,
            encoding: Encoding::numbered(number(&header, 56, 4)?),
            file,
            length,
            page_size,
            usable,
            visited: HashSet::new(),
        })
    }

    /// The table of this name, if there is one.
    ///
    /// # Errors
    /// If the file ends too soon, is damaged, or cannot be read.
    pub fn table(&mut self, name: &str) -> Result<Option<Table>, Fault> {
        self.visited.clear();
        let mut schema = Tree::new(SCHEMA);
        while let Some(row) = schema.next(self)? {
            let is_wanted = row.text(0) == "table" && row.text(1).eq_ignore_ascii_case(name);
            let root = row.integer(3).and_then(|root| u32::try_from(root).ok());
            if let Some(root) = root.filter(|_| is_wanted) {
                self.visited.clear();
                return Ok(Some(Table {
                    columns: columns::named_in(&row.text(4)),
                    tree: Tree::new(root),
                }));
            }
        }
        Ok(None)
    }

    /// Asks at the end whether the file has all its pages. Those that are missing may have been empty.
    ///
    /// # Errors
    /// If it has not.
    pub fn ask_whole(&self) -> Result<(), Fault> {
        if self.length < self.promised {
            return Err(Fault::BrokenOff { at: self.length });
        }
        Ok(())
    }

    /// A page, which is visited for the first time.
    fn page(&mut self, number: u32) -> Result<Vec<u8>, Fault> {
        let at = self.offset(number);
        if number == 0 || !self.visited.insert(number) {
            return Err(malformed(at, "a page is named twice, or the page 0"));
        }
        if at + self.page_size as u64 > self.length {
            return Err(Fault::BrokenOff { at: self.length });
        }
        self.file.seek(SeekFrom::Start(at))?;
        let mut page = vec![0; self.page_size];
        match self.file.read_exact(&mut page) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Err(Fault::BrokenOff { at: self.length })
            }
            read => Ok(read.map(|()| page)?),
        }
    }

    /// At which byte of the file a page begins.
    fn offset(&self, number: u32) -> u64 {
        u64::from(number.saturating_sub(1)) * self.page_size as u64
    }
}

/// So many bytes as a number, the highest first.
fn number(bytes: &[u8], at: usize, count: usize) -> Result<u64, Fault> {
    let bytes = at
        .checked_add(count)
        .and_then(|end| bytes.get(at..end))
        .ok_or_else(|| malformed(at as u64, "a page has no room for what it should have"))?;
    Ok(bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u64::from(*byte)))
}

fn malformed(at: u64, what: &str) -> Fault {
    Fault::Malformed {
        at,
        what: what.to_owned(),
    }
}
