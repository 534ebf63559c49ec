//! The search for inputs that break the rules, guided by coverage: for `soak`.
//!
//! libFuzzer's own build of Rust needs a nightly compiler for its sanitizers; its coverage does not,
//! and that is what guides it.

use std::fs;

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

/// Searches each target, which is named like the folder of its inputs.
pub fn search(tally: &mut Tally) {
    let mut built = None;
    tally.work("build of the fuzz targets", || {
        built = Some(build()?);
        Ok(())
    });
    let Some(binary) = built else { return };
    let Ok(targets) = targets() else { return };
    for target in targets {
        let (Ok(kept), Ok(found)) = (folder("corpus", &target), folder("failed", &target)) else {
            continue;
        };
        let mut command = program(&binary);
        command
            .env("POSTIL_TARGET", &target)
            .arg(format!("-max_total_time={SECONDS}"))
            .arg(format!("-max_len={LONGEST}"))
            .arg("-print_final_stats=1")
            // What breaks it is to be put into `fuzz/corpus/`, where it is replayed from then on.
            .arg(format!("-artifact_prefix={}/", found.display()))
            .arg(kept)
            .arg(paths::root().join("fuzz/corpus").join(&target));
        tally.step(&format!("fuzz {target}"), Runner::Check, &mut command);
    }
}

fn targets() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(paths::root().join("fuzz/corpus"))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// A folder of a target that is there: what is found in it stays for the next search.
fn folder(what: &str, target: &str) -> Result<std::path::PathBuf> {
    let folder = paths::target()?.join("postil/fuzz").join(what).join(target);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Builds with coverage, for this machine by name: so build scripts and macros are built without.
fn build() -> Result<std::path::PathBuf> {
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
