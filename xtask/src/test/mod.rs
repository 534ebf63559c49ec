//! `cargo xtask test` and `cargo xtask soak`: every check, one after the other.
//!
//! A failing step does not hide the next ones; only a failing build ends the run, since what
//! follows needs it. What fails of `tests/` is tried once more. The last line is `N passed, N failed`, and the exit code agrees with it.

mod fuzz;
mod native;
mod second;
mod tally;
mod tries;
mod whole;

use std::time::Instant;

use anyhow::{Result, bail};

use crate::args::Args;
use crate::{run, setup};
use tally::Tally;

/// What `test` and `soak` may be told.
pub struct Options {
    /// Full sizes.
    soak: bool,
    /// Only those files of `tests/` whose name holds one of these words.
    only: Vec<String>,
    /// Leave out what does not need a build: for those who work on `tests/`.
    skip_native: bool,
}

impl Options {
    pub fn read(args: &mut Args, soak: bool) -> Result<Self> {
        let only = args.value("--only")?.unwrap_or_default();
        Ok(Self {
            soak,
            only: only.split_whitespace().map(str::to_owned).collect(),
            skip_native: args.switch("--skip-native"),
        })
    }
}

pub fn run(options: &Options) -> Result<()> {
    let start = Instant::now();
    setup::for_build()?;
    setup::for_test()?;
    let browser = setup::browser()?;

    let mut tally = Tally::default();
    if !options.skip_native {
        native::lint(&mut tally);
        native::tests(&mut tally, options.soak);
    }
    whole::run(&mut tally, options, &browser);

    tally.print();
    println!("all of it: {}", run::time(start.elapsed()));
    println!("{} passed, {} failed", tally.passed(), tally.failed());
    if tally.failed() > 0 {
        bail!("{} failed", tally.failed());
    }
    if tally.passed() == 0 {
        bail!("no test ran");
    }
    Ok(())
}
