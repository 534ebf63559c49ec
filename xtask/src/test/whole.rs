//! What crosses the parts: the files of `tests/`, against the real Worker and a real browser.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Options;
use super::tally::{Runner, Tally};
use crate::run::program;
use crate::{build, paths};

/// Tests that measure time or need both cores have a run of their own, one after the other.
const ALONE: [&str; 2] = ["layout", "lost"];

pub fn run(tally: &mut Tally, options: &Options, browser: &Path) {
    let tsc = paths::npm_bin("tsc");
    for project in ["widget/embed", "tests"] {
        let title = format!("types of {project}");
        tally.step(
            &title,
            Runner::Check,
            program(&tsc).args(["--noEmit", "--project", project]),
        );
    }
    let Some(builds) = build_both(tally) else {
        return;
    };
    let bench = tally.work("byte budgets", || crate::bench::run(&builds.dist));
    if !bench {
        eprintln!("  the other checks go on");
    }
    match files(&options.only) {
        Ok(files) => {
            let (alone, together): (Vec<_>, Vec<_>) =
                files.into_iter().partition(|file| is_alone(file));
            node(
                tally,
                "tests of the whole",
                options,
                browser,
                &builds,
                &together,
                2,
            );
            node(
                tally,
                "tests that need the machine",
                options,
                browser,
                &builds,
                &alone,
                1,
            );
        }
        Err(error) => {
            tally.work("list tests/", || Err(error));
        }
    }
}

struct Builds {
    dist: PathBuf,
    debug: PathBuf,
}

fn build_both(tally: &mut Tally) -> Option<Builds> {
    let builds = Builds {
        dist: paths::dist(),
        debug: paths::target().ok()?.join("postil/dist-debug"),
    };
    let release = build::Options {
        out: Some(builds.dist.clone()),
        ..Default::default()
    };
    let debug = build::Options {
        out: Some(builds.debug.clone()),
        debug_widget: true,
        ..Default::default()
    };
    let built = tally.work("build", || build::all(&release))
        && tally.work("build with a debug widget", || build::all(&debug));
    built.then_some(builds)
}

fn node(
    tally: &mut Tally,
    title: &str,
    options: &Options,
    browser: &Path,
    builds: &Builds,
    files: &[PathBuf],
    width: u8,
) {
    if files.is_empty() {
        return;
    }
    let mut command = program("node");
    command
        .args(["--test", "--test-reporter=spec"])
        .arg(format!("--test-concurrency={width}"))
        .args(files)
        .env("POSTIL_DIST", &builds.dist)
        .env("POSTIL_DIST_DEBUG", &builds.debug)
        .env("POSTIL_BROWSER", browser)
        .env("POSTIL_SOAK", if options.soak { "1" } else { "0" });
    tally.step(title, Runner::Node, &mut command);
}

fn files(only: &[String]) -> Result<Vec<PathBuf>> {
    let folder = paths::root().join("tests");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| name(path).ends_with(".test.mjs"))
        .filter(|path| only.is_empty() || only.iter().any(|word| name(path).contains(word)))
        .collect();
    files.sort();
    Ok(files)
}

fn is_alone(path: &Path) -> bool {
    ALONE.iter().any(|word| name(path).contains(word))
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
