//! What an export is packed in: nothing, gzip, or zip. It is unfolded as it is read, never beside
//! itself on a disk.
//!
//! What comes out is bounded ([`MOST`], [`RATIO`]): a few kilobytes can be packed so that they fill
//! every disk. An error of reading carries the [`Fault`] that it stands for.

mod window;

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use flate2::Crc;
use flate2::bufread::{DeflateDecoder, GzDecoder};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::Fault;
use window::Window;

/// To how many bytes a packed file may unfold.
pub const MOST: u64 = 2 * 1_024 * 1_024 * 1_024;
/// How many times as much as went in may come out. Exports, which repeat themselves, come to thirty.
pub const RATIO: u64 = 200;
/// So many bytes may come out whatever went in.
const FREE: u64 = 64 * 1_024 * 1_024;
/// What every file of gzip begins with (RFC 1952, 2.3.1).
const GZIP: [u8; 2] = [0x1F, 0x8B];
/// What a zip begins with: its first member, or its directory where it has none.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// What macOS adds to every zip that it makes: nobody has written it.
const JUNK: [&str; 2] = ["__MACOSX/", ".DS_Store"];

/// Something that can be read from its beginning again.
pub trait Again: Read + Sized {
    /// Goes back to the beginning.
    ///
    /// # Errors
    /// If the file underneath cannot be gone back in.
    fn again(self) -> io::Result<Self>;
}

impl<R: Read + Seek> Again for R {
    fn again(mut self) -> io::Result<Self> {
        self.rewind()?;
        Ok(self)
    }
}

/// One file in a packed one; the file itself if it is not packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name with its folders, where there is one: only a zip tells.
    pub name: String,
    packing: Packing,
    /// At which byte of the packed file it begins.
    at: u64,
    /// How many bytes it has there.
    length: u64,
    /// The CRC-32 of what comes out, where only the zip's directory has it.
    sum: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Gzip,
    Deflate,
    /// With a password, or in a way that no export is.
    Foreign,
}

/// What is packed in a file. Folders and the junk of macOS are left out, so that whoever packed one
/// export by hand has packed one.
///
/// # Errors
/// If it is packed, but not whole, or not so that it can be unfolded.
pub fn unfold(file: &mut (impl Read + Seek)) -> Result<Vec<Member>, Fault> {
    file.rewind()?;
    let mut first = Vec::new();
    file.by_ref().take(4).read_to_end(&mut first)?;
    if ZIP.contains(&first.as_slice()) {
        return members(file);
    }
    let packing = if first.starts_with(&GZIP) {
        Packing::Gzip
    } else {
        Packing::None
    };
    Ok(vec![Member {
        name: String::new(),
        packing,
        at: 0,
        length: u64::MAX,
        sum: None,
    }])
}

fn members(file: &mut (impl Read + Seek)) -> Result<Vec<Member>, Fault> {
    let end = file.seek(SeekFrom::End(0))?;
    let mut archive = ZipArchive::new(file).map_err(|error| fault(error, end))?;
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let raw = archive
            .by_index_raw(index)
            .map_err(|error| fault(error, end))?;
        let name = String::from_utf8_lossy(raw.name_raw()).into_owned();
        if raw.is_dir() || JUNK.iter().any(|junk| name.contains(junk)) {
            continue;
        }
        members.push(Member {
            packing: match raw.compression() {
                CompressionMethod::Stored if !raw.encrypted() => Packing::None,
                CompressionMethod::Deflated if !raw.encrypted() => Packing::Deflate,
                _ => Packing::Foreign,
            },
            at: raw.data_start().unwrap_or_default(),
            length: raw.compressed_size(),
            sum: Some(raw.crc32()),
            name,
        });
    }
    Ok(members)
}

/// What is wrong with a zip. Its directory is its end: where there is none, the end is missing.
fn fault(error: ZipError, end: u64) -> Fault {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => error.into(),
        ZipError::Io(_) | ZipError::InvalidArchive(_) => Fault::BrokenOff { at: end },
        other => Fault::Malformed {
            at: 0,
            what: other.to_string(),
        },
    }
}

impl Member {
    /// Whether it is anything but the file itself.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        self.packing != Packing::None || self.sum.is_some()
    }

    /// Begins to read it, from the file that it was found in.
    ///
    /// # Errors
    /// If the file cannot be read, or it is packed with a password or in a way that no export is.
    pub fn open<R: Read + Seek>(&self, file: R) -> io::Result<Unfolded<R>> {
        if self.packing == Packing::Foreign {
            let what = format!("{} is packed with a password or in a rare way", self.name);
            return Err(Fault::Malformed { at: self.at, what }.into());
        }
        let window = Window::new(file, self.at, self.length)?;
        let source = match self.packing {
            Packing::None | Packing::Foreign => Source::None(window),
            Packing::Gzip => Source::Gzip(Some(GzDecoder::new(BufReader::new(window)))),
            Packing::Deflate => Source::Deflate(DeflateDecoder::new(BufReader::new(window))),
        };
        Ok(Unfolded {
            member: self.clone(),
            source,
            came: 0,
            sum: Crc::new(),
        })
    }
}

/// What comes out of a packed file.
pub struct Unfolded<R> {
    member: Member,
    source: Source<R>,
    /// How many bytes came out.
    came: u64,
    /// Their sum.
    sum: Crc,
}

enum Source<R> {
    None(Window<R>),
    /// It is taken out only while it is replaced.
    Gzip(Option<GzDecoder<BufReader<Window<R>>>>),
    Deflate(DeflateDecoder<BufReader<Window<R>>>),
}

impl<R: Read> Source<R> {
    /// How many bytes went in.
    fn went(&self) -> u64 {
        match self {
            Self::None(window) => window.went(),
            Self::Gzip(decoder) => decoder
                .as_ref()
                .map_or(0, |decoder| decoder.get_ref().get_ref().went()),
            Self::Deflate(decoder) => decoder.get_ref().get_ref().went(),
        }
    }

    fn into_window(self) -> Option<Window<R>> {
        match self {
            Self::None(window) => Some(window),
            Self::Gzip(decoder) => decoder.map(|decoder| decoder.into_inner().into_inner()),
            Self::Deflate(decoder) => Some(decoder.into_inner().into_inner()),
        }
    }
}

/// Reads gzip whose members follow each other, as `cat a.gz b.gz` makes it. What follows the last one
/// and is none is passed over, as `gzip` does: tapes and uploads pad with zeros.
fn read_gzip<B: BufRead>(slot: &mut Option<GzDecoder<B>>, into: &mut [u8]) -> io::Result<usize> {
    while let Some(decoder) = slot.as_mut() {
        let count = decoder.read(into)?;
        if count > 0 || decoder.get_mut().fill_buf()?.first() != GZIP.first() {
            return Ok(count);
        }
        *slot = slot
            .take()
            .map(|decoder| GzDecoder::new(decoder.into_inner()));
    }
    Ok(0)
}

impl<R: Read> Unfolded<R> {
    /// The fault that an error of unfolding stands for.
    fn fault(&self, error: io::Error) -> io::Error {
        let at = self.source.went();
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Fault::BrokenOff { at }.into(),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Fault::Malformed {
                at,
                what: error.to_string(),
            }
            .into(),
            _ => error,
        }
    }

    /// Counts what came out, and refuses what is too much of it. At the end, its sum must be right.
    fn count(&mut self, came: &[u8]) -> Result<(), Fault> {
        let went = self.source.went();
        self.came += came.len() as u64;
        self.sum.update(came);
        let most = MOST.min(FREE.max(went.saturating_mul(RATIO)));
        if self.came > most {
            return Err(Fault::Bomb { most });
        }
        let is_whole = !came.is_empty() || self.member.sum.is_none_or(|sum| sum == self.sum.sum());
        is_whole.then_some(()).ok_or_else(|| Fault::Malformed {
            at: self.member.at + went,
            what: format!("{} was damaged after it was packed", self.member.name),
        })
    }
}

impl<R: Read> Read for Unfolded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        let read = match &mut self.source {
            Source::None(window) => window.read(into),
            Source::Gzip(slot) => read_gzip(slot, into),
            Source::Deflate(decoder) => decoder.read(into),
        };
        let count = read.map_err(|error| self.fault(error))?;
        // What is not packed may have any size: nothing of it is held.
        if self.member.is_packed() {
            self.count(into.get(..count).unwrap_or_default())?;
        }
        Ok(count)
    }
}

impl<R: Read + Seek> Again for Unfolded<R> {
    fn again(self) -> io::Result<Self> {
        let gone = || io::Error::from(io::ErrorKind::NotSeekable);
        let window = self.source.into_window().ok_or_else(gone)?;
        self.member.open(window.into_inner())
    }
}

#[cfg(test)]
mod tests;
