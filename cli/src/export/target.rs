//! Where an export goes.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

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
    /// If it cannot be written.
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

    /// Ends it.
    ///
    /// # Errors
    /// If it cannot be written.
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

    /// What went wrong with it.
    pub fn failure(&self, error: io::Error) -> Failure {
        match &self.file {
            Some(file) => Failure::File(file.path.clone(), error),
            None => Failure::Output(error),
        }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match &mut self.out {
            Out::Plain(out) => out,
            Out::Packed(out) => out,
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
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
