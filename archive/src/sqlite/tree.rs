//! The tree in whose leaves a table's rows are (1.6).

use std::io::{Read, Seek};

use super::record::{Row, varint};
use super::{Database, HEADER, MOST, SCHEMA, malformed, number};
use crate::Fault;

/// How deep a tree may be. SQLite itself goes no deeper (`BTCURSOR_MAX_DEPTH` in its `btreeInt.h`).
const DEEPEST: usize = 20;
/// What the pages of a table begin with.
const LEAF: u64 = 13;
const INNER: u64 = 5;

/// A way through a tree, leaf by leaf.
pub struct Tree {
    /// The pages from the root down to where we are, with what is still to be visited of them.
    path: Vec<Page>,
    root: Option<u32>,
}

enum Page {
    /// The pages under it, the next one last.
    Inner(Vec<u32>),
    Leaf {
        number: u32,
        bytes: Vec<u8>,
        /// Where the cells are, the next one last.
        cells: Vec<usize>,
        /// How many bytes the cells before had. They do not overlap, so that many small ones of a
        /// page cannot be made of one large one.
        used: usize,
    },
}

impl Tree {
    pub fn new(root: u32) -> Self {
        Self {
            path: Vec::new(),
            root: Some(root),
        }
    }

    /// The next row.
    pub fn next<R: Read + Seek>(
        &mut self,
        database: &mut Database<R>,
    ) -> Result<Option<Row>, Fault> {
        if let Some(root) = self.root.take() {
            self.path.push(database.tree_page(root)?);
        }
        while let Some(page) = self.path.last_mut() {
            let below = match page {
                Page::Inner(below) => below.pop(),
                Page::Leaf {
                    number,
                    bytes,
                    cells,
                    used,
                } => match cells.pop() {
                    Some(cell) => return database.row(*number, bytes, cell, used).map(Some),
                    None => None,
                },
            };
            match below {
                None => drop(self.path.pop()),
                Some(number) if self.path.len() >= DEEPEST => {
                    return Err(Fault::TooDeep {
                        at: database.offset(number),
                    });
                }
                Some(number) => self.path.push(database.tree_page(number)?),
            }
        }
        Ok(None)
    }
}

impl<R: Read + Seek> Database<R> {
    fn tree_page(&mut self, page: u32) -> Result<Page, Fault> {
        let bytes = self.page(page)?;
        let here = self.offset(page);
        let within = |fault| moved(fault, here);
        let header = if page == SCHEMA { HEADER } else { 0 };
        let kind = number(&bytes, header, 1).map_err(within)?;
        let count = number(&bytes, header + 3, 2).map_err(within)?;
        let pointers = header + if kind == INNER { 12 } else { 8 };
        if kind != INNER && kind != LEAF {
            return Err(malformed(here, "a page is no page of a table"));
        }
        let cells = (0..count as usize)
            .map(|index| number(&bytes, pointers + 2 * index, 2).map(|cell| cell as usize));
        let mut cells: Vec<usize> = cells.collect::<Result<_, _>>().map_err(within)?;
        cells.reverse();
        if kind == LEAF {
            return Ok(Page::Leaf {
                number: page,
                bytes,
                cells,
                used: 0,
            });
        }
        // The rightmost page, which has no cell, is visited last.
        let places = std::iter::once(header + 8).chain(cells);
        let below = places.map(|place| number(&bytes, place, 4).map(|page| page as u32));
        Ok(Page::Inner(
            below.collect::<Result<_, _>>().map_err(within)?,
        ))
    }

    /// The row in a cell of a leaf.
    fn row(
        &mut self,
        page: u32,
        bytes: &[u8],
        cell: usize,
        used: &mut usize,
    ) -> Result<Row, Fault> {
        let at = self.offset(page) + cell as u64;
        let damaged = || malformed(at, "a row goes over its page");
        let bytes = bytes.get(..self.usable).ok_or_else(damaged)?;
        let rest = bytes.get(cell..).ok_or_else(damaged)?;
        let (length, rest) = varint(rest).ok_or_else(damaged)?;
        let (id, rest) = varint(rest).ok_or_else(damaged)?;
        // A length below zero is one beyond all bounds.
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        if length > MOST {
            return Err(Fault::TooLong { at, most: MOST });
        }
        let length = length as usize;
        let local = self.local(length);
        let (here, rest) = rest.split_at_checked(local).ok_or_else(damaged)?;
        *used += local + 2;
        if *used > self.usable {
            return Err(malformed(at, "rows overlap"));
        }
        let mut record = here.to_vec();
        if local < length {
            let next = number(rest, 0, 4).map_err(|_| damaged())? as u32;
            self.overflow(next, length, &mut record)?;
        }
        Row::read(at, id, &record, self.encoding)
            .ok_or_else(|| malformed(at, "a row is not written as rows are"))
    }

    /// How much of a row of this length is in its leaf (1.6, "U", "X", "M" and "K" there).
    fn local(&self, length: usize) -> usize {
        let most = self.usable - 35;
        if length <= most {
            return length;
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let even = least + (length - least) % (self.usable - 4);
        if even <= most { even } else { least }
    }

    /// Adds the rest of a row, from one page after the other (1.7).
    fn overflow(
        &mut self,
        mut next: u32,
        length: usize,
        record: &mut Vec<u8>,
    ) -> Result<(), Fault> {
        while record.len() < length {
            let at = self.offset(next);
            let page = self.page(next)?;
            next = number(&page, 0, 4)? as u32;
            let count = (length - record.len()).min(self.usable - 4);
            let part = page
                .get(4..4 + count)
                .ok_or_else(|| malformed(at, "a page is too short for its row"))?;
            record.extend_from_slice(part);
        }
        Ok(())
    }
}

/// A fault at a byte of a page, as one at a byte of the file.
fn moved(fault: Fault, here: u64) -> Fault {
    match fault {
        Fault::Malformed { at, what } => Fault::Malformed {
            at: here + at,
            what,
        },
        other => other,
    }
}
