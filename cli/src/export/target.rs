//! Where an export goes.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;

use crate::failure::Failure;

/// A file, or standard output.
pub struct Target {
    out: Out,
    /// The file; none for standard output.
    file: Option<Unfinished>,
}

/// A file that stands beside its place until it is whole. Given up, it is gone.
struct Unfinished {
    path: PathBuf,
    part: PathBuf,
}

impl Unfinished {
    fn of(path: &Path) -> Self {
        let mut part = OsString::from(path);
        part.push(".part");
        Self {
            path: path.to_owned(),
            part: PathBuf::from(part),
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Once it is whole it is not there any more.
        drop(fs::remove_file(&self.part));
    }
}

enum Out {
    Plain(BufWriter<Box<dyn Write>>),
    Packed(GzEncoder<BufWriter<Box<dyn Write>>>),
}

impl Target {
    /// Begins to write. A file has its name once it is whole: until then another one stands beside
    /// its place.
    ///
    /// # Errors
    /// If it cannot be written, as of every other call.
    pub fn create(path: Option<&Path>) -> Result<Self, Failure> {
        let file = path.map(Unfinished::of);
        let to: Box<dyn Write> = match &file {
            Some(file) => Box::new(open(&file.part).map_err(Failure::file(&file.path))?),
            None => Box::new(io::stdout()),
        };
        let to = BufWriter::new(to);
        let is_packed = path
            .and_then(Path::extension)
            .is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
        let out = if is_packed {
            Out::Packed(GzEncoder::new(to, Compression::default()))
        } else {
            Out::Plain(to)
        };
        Ok(Self { out, file })
    }

    /// Writes something as a line of JSON.
    pub fn line(&mut self, line: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string(line).map_err(|error| self.failure(error.into()))?;
        self.lines(&text)
    }

    /// Writes whole lines.
    pub fn lines(&mut self, lines: &str) -> Result<(), Failure> {
        let lines = lines.trim_end_matches('\n');
        if lines.is_empty() {
            return Ok(());
        }
        let written = writeln!(self.writer(), "{lines}");
        written.map_err(|error| self.failure(error))
    }

    /// Ends it.
    pub fn finish(self) -> Result<(), Failure> {
        let Self { out, file } = self;
        let finished = match out {
            Out::Plain(mut out) => out.flush(),
            Out::Packed(out) => out.finish().and_then(|mut out| out.flush()),
        };
        match file {
            Some(file) => finished
                .and_then(|()| fs::rename(&file.part, &file.path))
                .map_err(Failure::file(&file.path)),
            None => finished.map_err(Failure::Output),
        }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match &mut self.out {
            Out::Plain(out) => out,
            Out::Packed(out) => out,
        }
    }

    fn failure(&self, error: io::Error) -> Failure {
        match &self.file {
            Some(file) => Failure::File(file.path.clone(), error),
            None => Failure::Output(error),
        }
    }
}

/// Opens a file that nobody else on the machine can read: it has the site's secret.
fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
