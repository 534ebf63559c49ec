//! Carrying an import out: batch after batch.

use std::io::{Read, Seek};

use postil_archive::Run;
use postil_model::wire::desk::{Added, Import, Started};

use crate::desk::Desk;
use crate::failure::Failure;
use crate::screen::{Screen, Unit};

/// Has everything written. It can stop anywhere: the same files with the same rules go on.
///
/// # Errors
/// If the Worker refuses, a file cannot be read any more, or somebody stops it.
pub fn out<F: Read + Seek + 'static>(
    desk: &mut Desk<'_>,
    run: &mut Run<F>,
    name: &str,
    screen: &Screen,
) -> Result<Import, Failure> {
    let started: Started = desk.post("import", &run.begin(name))?;
    run.started(&started)?;
    let bar = screen.bar("Importing", Unit::Things);
    loop {
        let progress = run.progress();
        bar.set(progress.done as u64, progress.all as u64);
        let Some(batch) = run.next()? else {
            break;
        };
        let added = desk.post("add", &batch);
        let added: Added = added.map_err(|failure| failure.on_thread(&batch.thread.thread))?;
        run.added(&added)?;
    }
    drop(bar);
    desk.post("import", &run.end())
}
