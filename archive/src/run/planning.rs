//! Going through the files for the first time.

use std::io::{Read, Seek};

use postil_model::Site;
use thiserror::Error;

use super::{Rules, Sources};
use crate::plan::{Draft, Part, Plan};
use crate::{Fault, exports};

/// After so many bytes it is told how far a file was read.
const A_WHILE: u64 = 256 * 1_024;

/// A file of which no import can be planned.
#[derive(Debug, Error)]
#[error("{file}: {fault}")]
pub struct NoExport {
    /// What it is called.
    pub file: String,
    /// Why.
    #[source]
    pub fault: Fault,
}

/// Plans an import over all exports in all files. `progress` is told now and then how many bytes were
/// read, and of how many.
///
/// What is wrong with one export is in its [`crate::plan::Part`]; the others are read all the same.
///
/// # Errors
/// If a file is no export, or cannot be opened: which one, and why.
pub fn plan<F: Read + Seek + 'static>(
    site: &Site,
    rules: &Rules,
    sources: &mut Sources<F>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Plan, NoExport> {
    let mut sizes = Vec::new();
    for source in 0..sources.count() {
        let size = sources.open(source).and_then(|mut file| file.size());
        sizes.push(size.map_err(|error| sources.blame(source, error))?);
    }
    let all = sizes.iter().sum();
    let mut draft = Draft::new(site, &rules.moves);
    let mut before = 0;
    for (source, size) in sizes.into_iter().enumerate() {
        let opened = sources.open(source).map_err(Fault::from);
        let found = opened.and_then(|mut file| exports(&mut file));
        for export in found.map_err(|fault| sources.blame(source, fault))? {
            let opened = sources.open(source);
            let file = opened.map_err(|error| sources.blame(source, error))?;
            let (read, mut told) = (file.watch(), 0);
            let reader = export.read(file);
            draft.begin(Part::of(sources.name(source), source, export));
            let reader = match reader {
                Ok(reader) => reader,
                Err(fault) => {
                    draft.take(Err(fault));
                    continue;
                }
            };
            for found in reader {
                draft.take(found);
                if read.get() - told >= A_WHILE {
                    told = read.get();
                    progress(before + told, all);
                }
            }
        }
        before += size;
        progress(before, all);
    }
    Ok(draft.finish())
}
