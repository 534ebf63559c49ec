//! `postil import`: plans, asks, and carries out.

mod carry;
mod receipt;
mod restore;
mod rules;
mod told;

use std::fs::File;
use std::path::Path;

use postil_archive::run::{Sources, plan};
use postil_archive::{Plan, Rules, Run};
use postil_model::Site;
use postil_model::import::Cost;
use postil_model::wire::desk::SiteLine;

use crate::args;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::imports;
use crate::screen::{Screen, Unit};

/// Imports files.
///
/// # Errors
/// If a file cannot be read, the Worker refuses, or the owner does not want it after all; and after
/// everything else is done, if a file was not read to its end.
pub fn run(options: &args::Import, screen: &Screen) -> Result<(), Failure> {
    let rules = rules::read(options)?;
    let restored = restore::line(options)?;
    let mut desk = Desk::enter(&options.to, screen)?;
    let site = match &restored {
        Some(line) => line.site.clone(),
        None => desk.settings(&options.site)?.site,
    };
    let past = desk.imports(&options.site)?;
    let (plan, sources) = planned(&site, &rules, options, screen)?;
    screen.show(&told::plan(&plan, &site, &options.nameless, past.left))?;
    let unread = plan.fault().map(ToString::to_string);
    if options.dry_run {
        if let Some(path) = &options.receipt {
            let path = receipt::written(path, |out| plan.receipt(out))?;
            screen.say(format_args!("The receipt is in {}.", path.display()));
        }
    } else {
        if plan.cost() == Cost::default() {
            return Err(Failure::NothingComes);
        }
        let run = Run::new(&site, plan, rules, sources);
        let restored = restore::wanted(restored, &past, &mut desk, &options.site)?;
        if !options.yes {
            screen.confirm("Import this?")?;
        }
        carry_out(options, &mut desk, run, restored, screen)?;
    }
    unread.map_or(Ok(()), |fault| Err(Failure::Unread(fault)))
}

/// Goes through the files.
fn planned(
    site: &Site,
    rules: &Rules,
    options: &args::Import,
    screen: &Screen,
) -> Result<(Plan, Sources<File>), Failure> {
    let mut sources = Sources::new();
    for path in &options.files {
        // What is not there is told before anything is read.
        File::open(path).map_err(Failure::file(path))?;
        let again = path.clone();
        sources.add(&name(path), move || File::open(&again));
    }
    let bar = screen.bar("Reading", Unit::Bytes);
    let plan = plan(site, rules, &mut sources, &mut |done, all| {
        bar.set(done, all);
    })?;
    Ok((plan, sources))
}

/// Carries it out, and writes the receipt however that ends.
fn carry_out(
    options: &args::Import,
    desk: &mut Desk<'_>,
    mut run: Run<File>,
    restored: Option<SiteLine>,
    screen: &Screen,
) -> Result<(), Failure> {
    desk.halt().heed_signals();
    let names: Vec<String> = options.files.iter().map(|path| name(path)).collect();
    let begun = restore::restore(desk, &options.site, restored);
    let outcome = begun.and_then(|()| carry::out(desk, &mut run, &names.join(", "), screen));
    let kept = receipt::written(&receipt::path(options), |out| run.receipt(out));
    if let Ok(path) = &kept {
        screen.say(format_args!("The receipt is in {}.", path.display()));
    }
    let import = outcome?;
    screen.show(&imports::told(&import))?;
    kept.map(drop)
}

/// What a file is called, without the folder that it is in.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
