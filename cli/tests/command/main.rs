//! The program, run against a Worker that fails when it is told to.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod fake;
mod into;
mod out;
mod planned;
mod whole;

use std::fs;
use std::path::PathBuf;

/// A file of a test's own, which is not there yet, and neither are receipts beside it.
fn file(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    for ending in ["", ".receipt.csv", ".receipt-2.csv", ".receipt-3.csv"] {
        drop(fs::remove_file(folder.join(format!("{name}{ending}"))));
    }
    folder.join(name)
}
