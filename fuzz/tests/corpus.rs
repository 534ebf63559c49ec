//! What was found, and what is hostile, holds.

use postil_fuzz::TARGETS;
use std::fs;
use std::path::{Path, PathBuf};

/// Where inputs stand, each target's in a folder of its name: what the search has found, and the
/// files that the archive's own tests read.
const CORPORA: [&str; 2] = ["corpus", "../archive/tests/corpus"];

fn inputs(target: &str) -> Vec<PathBuf> {
    let folders = CORPORA.map(|corpus| {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(corpus)
            .join(target)
    });
    let entries = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok());
    entries
        .flatten()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[test]
fn what_was_found_holds() {
    for (name, target) in TARGETS {
        let inputs = inputs(name);
        assert!(!inputs.is_empty(), "{name} has something to begin with");
        for path in inputs {
            println!("{}", path.display());
            target(&fs::read(&path).unwrap());
        }
    }
}

#[test]
fn hostile_strings_hold_everywhere() {
    #[derive(serde::Deserialize)]
    struct Case {
        text: String,
    }
    let cases: Vec<Case> =
        serde_json::from_str(include_str!("../../tests/corpus/hostile.json")).unwrap();
    for (name, target) in TARGETS {
        for Case { text } in &cases {
            println!("{name}: {text:?}");
            target(text.as_bytes());
        }
    }
}
