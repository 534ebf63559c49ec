//! Where the receipt goes. One that is there already is the only one that tells what an import before
//! has done: none is ever written over.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::args::Import;
use crate::failure::Failure;

/// Where it goes if nothing is there: beside the first file, unless the owner says otherwise.
pub fn path(options: &Import) -> PathBuf {
    let beside = || {
        let first = options.files.first().cloned().unwrap_or_default();
        let mut name = first.into_os_string();
        name.push(".receipt.csv");
        PathBuf::from(name)
    };
    options.receipt.clone().unwrap_or_else(beside)
}

/// Writes it into a new file. Answers with that.
///
/// # Errors
/// If it cannot be written.
pub fn written(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<PathBuf, Failure> {
    let (file, path) = create(path).map_err(Failure::file(path))?;
    let mut out = BufWriter::new(file);
    write(&mut out)
        .and_then(|()| out.flush())
        .map_err(Failure::file(&path))?;
    Ok(path)
}

/// Creates the first file of the name that is not there yet.
fn create(path: &Path) -> io::Result<(File, PathBuf)> {
    if path.exists() && !path.is_file() {
        // A pipe or a terminal keeps nothing.
        return Ok((File::create(path)?, path.to_owned()));
    }
    let mut nth = 1;
    loop {
        let path = numbered(path, nth);
        match File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => nth += 1,
            created => return Ok((created?, path)),
        }
    }
}

/// The name of the `nth` file: `a.receipt.csv`, `a.receipt-2.csv`, and so on.
fn numbered(path: &Path, nth: u32) -> PathBuf {
    if nth == 1 {
        return path.to_owned();
    }
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{nth}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::numbered;
    use std::path::Path;

    #[test]
    fn one_after_the_other_has_its_name() {
        for (path, nth, expected) in [
            ("/a/b.xml.receipt.csv", 1, "/a/b.xml.receipt.csv"),
            ("/a/b.xml.receipt.csv", 2, "/a/b.xml.receipt-2.csv"),
            ("/a.b/c", 3, "/a.b/c-3"),
            ("c.csv", 12, "c-12.csv"),
        ] {
            assert_eq!(numbered(Path::new(path), nth), Path::new(expected));
        }
    }
}
