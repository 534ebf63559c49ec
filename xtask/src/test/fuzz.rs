//! The search for inputs that break the rules, guided by coverage: for `soak`.
//!
//! libFuzzer's own build of Rust needs a nightly compiler for its sanitizers; its coverage does not,
//! and that is what guides it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::tally::{Runner, Tally};
use crate::paths;
use crate::run::{self, cargo, program, shown};

/// What has the compiler count which edges are taken and what is compared.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// For so many seconds a target is searched.
const SECONDS: u32 = 20;
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
}

/// Where inputs are known: what a search has found, and what the archive's tests read.
const CORPORA: [&str; 2] = ["fuzz/corpus", "archive/tests/corpus"];

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
    for search in searches {
        let mut command = program(&binary);
        command
            .env("POSTIL_TARGET", &search.target)
            .arg(format!("-max_total_time={SECONDS}"))
            .arg(format!("-max_len={LONGEST}"))
            .arg("-print_final_stats=1")
            .arg(format!("-artifact_prefix={}/", search.failed.display()))
            .arg(&search.found)
            .args(&search.known);
        tally.step(
            &format!("fuzz {}", search.target),
            Runner::Check,
            &mut command,
        );
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
