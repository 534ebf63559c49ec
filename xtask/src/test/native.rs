//! What needs no build: formatting, lints, and the tests that run on this machine itself.
//!
//! One package a call, as in the build: in a common call cargo would unify their features.

use std::process::Command;

use super::tally::{Runner, Tally};
use crate::run::cargo;

/// A package, with what its tests need.
const PACKAGES: [(&str, &[&str]); 6] = [
    ("postil-model", &["--all-features"]),
    ("postil-json", &[]),
    ("postil-widget", &["--features", "ssr"]),
    ("postil-backend", &[]),
    ("postil-desk", &[]),
    ("xtask", &[]),
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
    let mut desk = clippy("postil-desk");
    desk.arg("--lib").args(WASM);
    tally.step(
        "lints of postil-desk for browsers",
        Runner::Check,
        deny(&mut desk),
    );
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

/// The simulated days and faults, which are ignored otherwise. They are the publisher's and the
/// ledger's, and are compiled to be quick.
fn full_size(tally: &mut Tally) {
    let mut command = cargo();
    command.args(["test", "--package", "postil-backend", "--profile", "soak"]);
    command.args(["--", "--ignored"]);
    tally.step("days and faults at full size", Runner::Cargo, &mut command);
}

fn clippy(package: &str) -> Command {
    let mut command = cargo();
    command.args(["clippy", "--package", package]);
    command
}

fn deny(command: &mut Command) -> &mut Command {
    command.args(["--", "-D", "warnings"])
}
