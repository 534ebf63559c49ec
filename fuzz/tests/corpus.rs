//! What was found, and what is hostile, holds.

use postil_fuzz::TARGETS;
use std::fs;
use std::path::Path;

#[test]
fn what_was_found_holds() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (name, target) in TARGETS {
        let inputs: Vec<_> = fs::read_dir(corpus.join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
            .map(|entry| entry.unwrap().path())
            .collect();
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
