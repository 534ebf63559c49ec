//! The program, run against a Worker that fails when it is told to.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod fake;
mod into;
mod out;

use std::fs;
use std::path::PathBuf;

/// A file of a test's own, which is not there yet.
fn file(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_file(&path));
    path
}
