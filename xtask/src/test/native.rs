//! What needs no build: formatting, lints, and the tests that run on this machine itself.
//!
//! One package a call, as in the build: in a common call cargo would unify their features.

use std::process::Command;

use super::fuzz;
use super::tally::{Runner, Tally};
use crate::run::cargo;

/// A package, with what its tests need.
const PACKAGES: [(&str, &[&str]); 10] = [
    ("postil-model", &["--all-features"]),
    ("postil-json", &[]),
    ("postil-archive", &[]),
    ("postil", &[]),
    ("postil-widget", &["--features", "ssr"]),
    ("postil-backend", &[]),
    ("postil-importer", &[]),
    ("postil-desk", &[]),
    ("postil-fuzz", &[]),
    ("xtask", &[]),
];

/// What has tests of a size that only `soak` runs.
const FULL_SIZE: [(&str, &str, &[&str]); 3] = [
    (
        "the attack on the rules at full size",
        "postil-model",
        &["--features", "server"],
    ),
    (
        "days, faults and decisions at full size",
        "postil-backend",
        &[],
    ),
    ("an export of 400 MB", "postil-archive", &[]),
];

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

pub fn lint(tally: &mut Tally) {
    tally.step(
        "format",
        Runner::Check,
        cargo().args(["fmt", "--all", "--", "--check"]),
    );
    for (package, features) in PACKAGES {
        let mut command = clippy(package);
        command.args(features).arg("--all-targets");
        tally.step(
            &format!("lints of {package}"),
            Runner::Check,
            deny(&mut command),
        );
    }
    let mut widget = clippy("postil-widget");
    widget.args(["--features", "hydrate", "--lib"]).args(WASM);
    tally.step(
        "lints of postil-widget for browsers",
        Runner::Check,
        deny(&mut widget),
    );
    for package in ["postil-desk", "postil-importer"] {
        let mut desk = clippy(package);
        desk.arg("--lib").args(WASM);
        tally.step(
            &format!("lints of {package} for browsers"),
            Runner::Check,
            deny(&mut desk),
        );
    }
    for package in ["postil-backend", "postil-bare-worker"] {
        let mut worker = clippy(package);
        worker.arg("--lib").args(WASM);
        tally.step(
            &format!("lints of {package} for workerd"),
            Runner::Check,
            deny(&mut worker),
        );
    }
}

pub fn tests(tally: &mut Tally, soak: bool) {
    for (package, features) in PACKAGES {
        let mut command = cargo();
        command.args(["test", "--package", package]).args(features);
        tally.step(&format!("tests of {package}"), Runner::Cargo, &mut command);
    }
    if soak {
        full_size(tally);
    }
}

/// What is ignored otherwise, compiled to be quick: the attack on the rules that defend a site, and
/// the simulated days, faults and decisions of the publisher and the ledger.
fn full_size(tally: &mut Tally) {
    for (title, package, features) in FULL_SIZE {
        let mut command = cargo();
        command.args(["test", "--package", package]).args(features);
        command.args(["--profile", "soak", "--", "--ignored"]);
        tally.step(title, Runner::Cargo, &mut command);
    }
    fuzz::search(tally);
}

fn clippy(package: &str) -> Command {
    let mut command = cargo();
    command.args(["clippy", "--package", package]);
    command
}

fn deny(command: &mut Command) -> &mut Command {
    command.args(["--", "-D", "warnings"])
}
