//! `postil export`: all comments of a site in a file.
//!
//! Each thread is as it is at the moment when it is read. One after the other they are written as
//! they come, so that a site of any size takes the memory of its longest thread.

mod source;
mod target;

use std::io;

use postil_archive::Fault;
use postil_archive::write::wordpress_of_postil;
use postil_model::ThreadId;
use postil_model::wire::desk::{Exported, SiteLine};

use crate::args::{self, Format};
use crate::count::Count;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::screen::{Screen, Unit};
use source::Source;
use target::Target;

/// Writes it.
///
/// # Errors
/// If the Worker does not tell, or the file cannot be written.
pub fn run(options: &args::Export, screen: &Screen) -> Result<(), Failure> {
    let mut desk = Desk::enter(&options.from, screen)?;
    desk.halt().heed_signals();
    let (site, threads) = contents(&mut desk, options)?;
    let mut target = Target::create(options.output.as_deref())?;
    let count = threads.len();
    let bar = screen.bar("Exporting", Unit::Things);
    let mut source = Source::new(&mut desk, options, &site, threads, bar)?;
    let copied = match options.format {
        Format::Postil => io::copy(&mut source, &mut target).map(drop),
        Format::Wordpress => wordpress_of_postil(&mut source, &mut target)
            .map(drop)
            .map_err(|fault| match fault {
                Fault::Io(error) => error,
                fault => io::Error::other(fault),
            }),
    };
    if let Some(failure) = source.failure() {
        return Err(failure);
    }
    copied.map_err(|error| target.failure(error))?;
    target.finish()?;
    let written = Count(count, "thread", "threads");
    screen.say(format_args!("Written: {written}."));
    Ok(())
}

/// The first line, and the hashes of the threads that are wanted.
fn contents(
    desk: &mut Desk<'_>,
    options: &args::Export,
) -> Result<(SiteLine, Vec<String>), Failure> {
    let site = [("site", options.site.as_str())];
    let mut part: Exported = desk.get("export", &site)?;
    let line = part.site.take().ok_or(Failure::NoSiteLine)?;
    if let Some(id) = &options.thread {
        let thread = ThreadId::given(&line.site, id);
        let thread = thread.map_err(|_| Failure::NoThread(id.clone()))?;
        return Ok((line, vec![thread.hash()]));
    }
    let mut threads = part.threads;
    while let Some(after) = part.next.take() {
        let [site] = site;
        part = desk.get("export", &[site, ("after", &after)])?;
        threads.append(&mut part.threads);
    }
    Ok((line, threads))
}
