//! What crosses the parts: the files of `tests/`, against the real Worker and a real browser.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::tally::{Counts, Runner, Tally};
use super::tries::{self, Outcome};
use super::{Options, second};
use crate::run::{cargo, program, shown};
use crate::{bench, build, paths};

/// Tests that measure time or need both cores have a run of their own, one after the other.
const ALONE: [&str; 2] = ["layout", "lost"];

pub fn run(tally: &mut Tally, options: &Options, browser: &Path) {
    let tsc = paths::npm_bin("tsc");
    for project in ["widget/embed", "tests"] {
        let mut command = program(&tsc);
        command.args(["--noEmit", "--project", project]);
        tally.step(&format!("types of {project}"), Runner::Check, &mut command);
    }
    let Some(mut builds) = build_both(tally) else {
        return;
    };
    tally.work("byte budgets", || bench::check_bytes(&builds.dist));
    if options.soak {
        tally.work("build of changed sources", || {
            builds.other = Some(second::build()?);
            Ok(())
        });
    }
    let files = files(&options.only).unwrap_or_default();
    let (alone, together): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| is_alone(path));
    let run = Run {
        browser,
        soak: options.soak,
        told: builds.debug.with_file_name("outcomes.jsonl"),
        builds,
    };
    for (title, files, width) in [
        ("tests of the whole", together, "2"),
        ("tests that need the machine", alone, "1"),
    ] {
        if !files.is_empty() {
            run.tries(tally, title, &files, width);
        }
    }
}

/// How files of tests are run.
struct Run<'a> {
    builds: Builds,
    browser: &'a Path,
    soak: bool,
    /// Where the runner's second reporter writes.
    told: PathBuf,
}

impl Run<'_> {
    /// Runs files of tests and counts; those in which something failed are run once more, one at a time.
    fn tries(&self, tally: &mut Tally, title: &str, files: &[PathBuf], width: &str) {
        let (counted, first) = self.once(tally, title, files, width);
        let again = tries::failed_files(&first);
        if counted.failed == 0 || again.is_empty() {
            return tally.add(counted);
        }
        let (_, second) = self.once(tally, &format!("second try of {title}"), &again, "1");
        let settled = tries::settle(counted, &first, &second);
        for line in settled.lines {
            tally.say(line);
        }
        tally.add(settled.counts);
    }

    /// What the runner counts, and what its second reporter tells of each test.
    fn once(
        &self,
        tally: &mut Tally,
        title: &str,
        files: &[PathBuf],
        width: &str,
    ) -> (Counts, Vec<Outcome>) {
        // What an earlier run has left would be taken for this one's.
        fs::remove_file(&self.told).ok();
        let mut command = program("node");
        command
            .args(["--import", "./tests/harness/deadline.mjs", "--test"])
            .args(["--test-reporter=spec", "--test-reporter-destination=stdout"])
            .args(["--test-reporter=./tests/harness/outcomes.mjs"])
            .arg("--test-reporter-destination")
            .arg(&self.told)
            .args(["--test-concurrency", width])
            .args(files)
            .env("POSTIL_BROWSER", self.browser)
            .env("POSTIL_SOAK", if self.soak { "1" } else { "0" })
            .envs(self.builds.variables());
        let counts = tally.ran(title, Runner::Node, &mut command);
        let outcomes = fs::read_to_string(&self.told)
            .context("what each test came to is not known")
            .and_then(|lines| Outcome::read(&lines));
        let outcomes = outcomes.unwrap_or_else(|error| {
            eprintln!("  {error:#}");
            Vec::new()
        });
        (counts, outcomes)
    }
}

/// What the tests run against.
struct Builds {
    dist: PathBuf,
    debug: PathBuf,
    /// The command line.
    command: PathBuf,
    /// Of changed sources; without it the tests change the markup's hash in a copy of `dist`.
    other: Option<PathBuf>,
}

impl Builds {
    fn variables(&self) -> impl Iterator<Item = (&str, &Path)> {
        [
            ("POSTIL_DIST", Some(&self.dist)),
            ("POSTIL_DIST_DEBUG", Some(&self.debug)),
            ("POSTIL_COMMAND", Some(&self.command)),
            ("POSTIL_DIST_OTHER", self.other.as_ref()),
        ]
        .into_iter()
        .filter_map(|(name, path)| Some((name, path?.as_path())))
    }
}

fn build_both(tally: &mut Tally) -> Option<Builds> {
    let builds = Builds {
        dist: paths::dist(),
        debug: paths::target().ok()?.join("postil/dist-debug"),
        command: paths::target().ok()?.join("debug/postil"),
        other: None,
    };
    let options = |out: &Path, debug_widget| build::Options {
        out: Some(out.to_owned()),
        debug_widget,
        ..build::Options::default()
    };
    let built = tally.work("build", || build::all(&options(&builds.dist, false)))
        && tally.work("build with a debug widget", || {
            build::all(&options(&builds.debug, true))
        })
        && tally.work("build of the command line", || {
            shown(cargo().args(["build", "--quiet", "--package", "postil"]))
        });
    built.then_some(builds)
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
