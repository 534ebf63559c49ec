//! `postil undo`: takes an import back.

use std::time::Duration;

use postil_model::wire::desk::{Import, ImportState, ImportStep};

use crate::args;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::imports::told;
use crate::screen::{Screen, Unit};

/// How often the Worker is asked how much is left: it undoes by itself.
const SHORTEST: Duration = Duration::from_secs(1);
/// Where that takes until the next day's share.
const LONGEST: Duration = Duration::from_secs(60);

/// Takes it back, and waits until nothing of it is left.
///
/// # Errors
/// If there is no such import, the owner does not want it after all, or the Worker refuses.
pub fn run(options: &args::Undo, screen: &Screen) -> Result<(), Failure> {
    let mut desk = Desk::enter(&options.to, screen)?;
    let found = find(&mut desk, options)?;
    screen.show(&told(&found))?;
    if found.state == ImportState::Undone && found.undoing == 0 {
        return Ok(());
    }
    if !options.yes {
        screen.confirm("Take this back?")?;
    }
    desk.halt().heed_signals();
    let step = ImportStep {
        site: options.site.to_string(),
        what: "undo".to_owned(),
        id: options.import.clone(),
        ..ImportStep::default()
    };
    let mut left: Import = desk.post("import", &step)?;
    let bar = screen.bar("Undoing", Unit::Things);
    if left.undoing > 0 {
        screen.say("The server undoes it by itself, whether or not this goes on to look.");
    }
    let mut glance = SHORTEST;
    while left.undoing > 0 {
        let done = found.threads.saturating_sub(left.undoing);
        bar.set(done.into(), found.threads.into());
        desk.halt().wait(glance)?;
        glance = (2 * glance).min(LONGEST);
        left = find(&mut desk, options)?;
    }
    drop(bar);
    screen.show(&told(&left))
}

fn find(desk: &mut Desk<'_>, options: &args::Undo) -> Result<Import, Failure> {
    let all = desk.imports(&options.site)?.imports;
    all.into_iter()
        .find(|import| import.id == options.import)
        .ok_or_else(|| Failure::NoImport(options.import.clone()))
}
