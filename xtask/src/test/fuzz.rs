//! The search for inputs that break the rules, guided by coverage: for `soak`.
//!
//! libFuzzer's own build of Rust needs a nightly compiler for its sanitizers; its coverage does not,
//! and that is what guides it.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result, bail};

use super::tally::{Runner, Tally};
use crate::paths;
use crate::run::{self, cargo, program, shown};

/// What has the compiler count which edges are taken and what is compared.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// For so many seconds a target is searched.
const SECONDS: u32 = 20;
/// A reader of other systems' exports is given so many inputs, or as many as fit into so many seconds.
const INPUTS: u32 = 10_000_000;
const LONG: u32 = 1_200;
/// One input may take so many seconds, and so much memory in MiB.
const PATIENCE: u32 = 10;
const MEMORY: u32 = 256;
/// The longest input, in bytes: as much as a comment may have, and more.
const LONGEST: u32 = 20_000;

/// What is searched: a target, and its folders.
struct Search {
    target: String,
    /// The folders of inputs that are known, which are replayed by `cargo test`.
    known: Vec<PathBuf>,
    /// What reaches more of the code: it stays for the next search.
    found: PathBuf,
    /// What breaks the target. It is to be put into the corpus.
    failed: PathBuf,
    /// Whether it reads what other systems write: files of which nobody knows what is in them.
    is_reader: bool,
}

/// Where inputs are known: what a search has found, and what the archive's tests read.
const CORPORA: [&str; 2] = ["fuzz/corpus", OF_READERS];
const OF_READERS: &str = "archive/tests/corpus";

/// Searches each target, which is named like the folder of its inputs.
pub fn search(tally: &mut Tally) {
    let mut ready = None;
    tally.work("build of the fuzz targets", || {
        ready = Some((build()?, searches()?));
        Ok(())
    });
    let Some((binary, searches)) = ready else {
        return;
    };
    let (readers, others): (Vec<_>, Vec<_>) = searches.into_iter().partition(|one| one.is_reader);
    for search in others {
        let mut command = search.command(&binary);
        command.arg(format!("-max_total_time={SECONDS}"));
        tally.step(
            &format!("fuzz {}", search.target),
            Runner::Check,
            &mut command,
        );
    }
    for (target, outcome) in side_by_side(&binary, readers) {
        tally.work(&format!("fuzz {target}"), || {
            eprintln!("  {}", outcome?);
            Ok(())
        });
    }
}

/// Searches the readers, as many at once as there are processors: what came of each.
fn side_by_side(binary: &Path, readers: Vec<Search>) -> Vec<(String, Result<String>)> {
    let names: Vec<&str> = readers.iter().map(|one| one.target.as_str()).collect();
    eprintln!("· fuzz {}, side by side …", names.join(", "));
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let waiting = Mutex::new(readers.into_iter());
    let done = Mutex::new(Vec::new());
    let work = || {
        loop {
            let next = waiting.lock().ok().and_then(|mut waiting| waiting.next());
            let Some(search) = next else { return };
            let outcome = search.long(binary);
            if let Ok(mut done) = done.lock() {
                done.push((search.target, outcome));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(work);
        }
    });
    done.into_inner().unwrap_or_default()
}

impl Search {
    fn command(&self, binary: &Path) -> Command {
        let mut command = program(binary);
        command
            .env("POSTIL_TARGET", &self.target)
            .arg(format!("-max_len={LONGEST}"))
            .arg(format!("-timeout={PATIENCE}"))
            .arg(format!("-rss_limit_mb={MEMORY}"))
            .arg("-print_final_stats=1")
            .arg(format!("-artifact_prefix={}/", self.failed.display()))
            .arg(&self.found)
            .args(&self.known);
        command
    }

    /// Searches for long, and says how many inputs were tried.
    fn long(&self, binary: &Path) -> Result<String> {
        let output = self
            .command(binary)
            .arg(format!("-runs={INPUTS}"))
            .arg(format!("-max_total_time={LONG}"))
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            bail!("{}: {}\n{said}", self.target, output.status);
        }
        let stat = |name: &str| {
            let line = said.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_default().trim().to_owned()
        };
        Ok(format!(
            "{}: {} inputs, at most {} MiB",
            self.target,
            stat("stat::number_of_executed_units:"),
            stat("stat::peak_rss_mb:")
        ))
    }
}

fn searches() -> Result<Vec<Search>> {
    let mut folders: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for corpus in CORPORA {
        for entry in fs::read_dir(paths::root().join(corpus))? {
            let entry = entry?;
            let target = entry.file_name().to_string_lossy().into_owned();
            folders.entry(target).or_default().push(entry.path());
        }
    }
    let work = paths::target()?.join("postil/fuzz");
    let mut searches = Vec::new();
    for (target, known) in folders {
        let [found, failed] = ["found", "failed"].map(|what| work.join(what).join(&target));
        fs::create_dir_all(&found)?;
        fs::create_dir_all(&failed)?;
        searches.push(Search {
            is_reader: known
                .iter()
                .any(|folder| folder.starts_with(paths::root().join(OF_READERS))),
            target,
            known,
            found,
            failed,
        });
    }
    Ok(searches)
}

/// Builds with coverage, for this machine by name: so build scripts and macros are built without.
fn build() -> Result<PathBuf> {
    let version = run::output(program("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc does not say what it runs on")?;
    let target = paths::target()?.join("postil/fuzz/target");
    shown(
        cargo()
            .args(["build", "--package", "postil-fuzz", "--bin", "fuzz"])
            .args(["--features", "libfuzzer", "--profile", "soak"])
            .args(["--target", host])
            .env("CARGO_TARGET_DIR", &target)
            .env("RUSTFLAGS", COVERAGE),
    )?;
    Ok(target.join(host).join("soak/fuzz"))
}
