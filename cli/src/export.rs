//! `postil export`: all comments of a site in a file.
//!
//! Each thread is as it is at the moment when it is read. One after the other they are written as
//! they come, so that a site of any size takes the memory of its longest thread.

mod target;

use postil_model::ThreadId;
use postil_model::wire::desk::{Exported, SiteLine};

use crate::args;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::screen::{Screen, Unit};
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
    target.line(&site)?;
    let bar = screen.bar("Exporting", Unit::Things);
    for (done, thread) in threads.iter().enumerate() {
        bar.set(done as u64, threads.len() as u64);
        let query = [("site", options.site.as_str()), ("thread", thread)];
        target.lines(&desk.text("export", &query)?)?;
    }
    drop(bar);
    target.finish()?;
    screen.say(format_args!("{} threads were written.", threads.len()));
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
