//! `cargo xtask bench`: every budget of the design, measured. It ends with a table, and with a
//! failure if a budget is not kept.
//!
//! Bytes are weighed here. What needs the Worker or a browser is measured by the scripts of
//! `tests/bench/`, one a part, with the harness of the tests; each reports lines for the table.
//! Times are compared within one run only, and interleaved: this machine is no reader's.

mod bytes;
mod isso;
mod line;
mod quiet;
mod readme;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

pub use bytes::check as check_bytes;
use line::Line;

use crate::args::Args;
use crate::{build, paths, run, setup};

/// The parts, in the order of the table.
const PARTS: [&str; 7] = ["bytes", "isso", "long", "worker", "keys", "work", "exports"];

/// What `bench` may be told.
pub struct Options {
    /// Only these parts.
    only: Vec<String>,
    /// Whether the README's table is written anew.
    write: bool,
    /// Measure the `dist/` that is there.
    as_built: bool,
}

impl Options {
    pub fn read(args: &mut Args) -> Result<Self> {
        let only = args.value("--only")?.unwrap_or_default();
        let only: Vec<_> = only.split(['|', ',', ' ']).map(str::to_owned).collect();
        let only: Vec<_> = only.into_iter().filter(|part| !part.is_empty()).collect();
        if let Some(part) = only.iter().find(|part| !PARTS.contains(&part.as_str())) {
            bail!(
                "the bench has no part {part}; its parts are {}",
                PARTS.join(", ")
            );
        }
        let write = args.switch("--write");
        if write && !only.is_empty() {
            bail!("--write is for a whole run: without --only");
        }
        Ok(Self {
            only,
            write,
            as_built: args.switch("--as-built"),
        })
    }

    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|wanted| wanted == part)
    }
}

pub fn run(options: &Options) -> Result<()> {
    setup::for_build()?;
    if !options.as_built {
        build::all(&build::Options::default())?;
    }
    let mut lines = Vec::new();
    let mut broken = Vec::new();
    let mut watch = quiet::Watch::default();
    for part in PARTS.into_iter().filter(|part| options.wants(part)) {
        if part != "bytes" {
            watch.look();
        }
        // A part that cannot be measured does not hide the others.
        match run::step(&format!("bench: {part}"), || measure(part)) {
            Ok(measured) => lines.extend(measured),
            Err(error) => {
                eprintln!("  {error:#}");
                broken.push(part);
            }
        }
    }
    let table = format!("{}\n{}", line::table(&lines), watch.words());
    println!("\n{table}");
    let file = paths::target()?.join("postil/bench.md");
    fs::write(&file, &table).with_context(|| file.display().to_string())?;
    if !broken.is_empty() {
        bail!("could not be measured: {}", broken.join(", "));
    }
    if options.write {
        readme::write(&table)?;
    }
    let over = lines.iter().filter(|line| !line.is_kept()).count();
    if over > 0 {
        bail!("{over} of {} budgets not kept", lines.len());
    }
    println!("every budget is kept");
    Ok(())
}

fn measure(part: &str) -> Result<Vec<Line>> {
    match part {
        "bytes" => bytes::measure(&paths::dist()),
        "isso" => script(part, |command| {
            command.env("POSTIL_ISSO", isso::install()?);
            Ok(())
        }),
        "worker" => script(part, |command| {
            command.env("POSTIL_BARE", build::bare_worker()?);
            Ok(())
        }),
        "exports" => reported(part, &mut large_exports()),
        _ => script(part, |_| Ok(())),
    }
}

/// The archive's test of large exports, which measures what it takes.
fn large_exports() -> Command {
    let mut command = run::cargo();
    command
        .args(["test", "--package", "postil-archive", "--test", "large"])
        .args(["--profile", "soak", "--", "--ignored"]);
    command
}

/// Runs `tests/bench/<part>.mjs` and reads what it has reported.
fn script(part: &str, prepare: impl FnOnce(&mut Command) -> Result<()>) -> Result<Vec<Line>> {
    let mut command = run::program("node");
    command
        .arg(format!("tests/bench/{part}.mjs"))
        .env("POSTIL_BROWSER", setup::browser()?)
        .env("POSTIL_DIST", paths::dist());
    prepare(&mut command)?;
    reported(part, &mut command)
}

/// Runs a command, and reads what it has reported.
fn reported(part: &str, command: &mut Command) -> Result<Vec<Line>> {
    let lines: PathBuf = paths::target()?.join(format!("postil/bench-{part}.jsonl"));
    if lines.exists() {
        fs::remove_file(&lines)?;
    }
    run::shown(command.env("POSTIL_BENCH_LINES", &lines))?;
    let reported = fs::read_to_string(&lines).context("the part reported nothing")?;
    reported.lines().map(Line::read).collect()
}
