//! Imports carried out to the end, and not.

mod again;
mod carried;
pub mod files;
mod reading;
mod server;

use files::File;

use super::Run;

const POSTIL: &str = include_str!("../../tests/corpus/postil/site.jsonl");

/// The receipt as lists of cells, without the names of the columns.
fn rows(run: &Run<File>) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    run.receipt(&mut out).unwrap();
    let mut table = csv::Reader::from_reader(&out[..]);
    let rows = table.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}
