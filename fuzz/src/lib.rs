//! What must hold whatever comes in: one function a target, which panics where it does not.
//!
//! `cargo xtask soak` searches for inputs, guided by coverage; what it has found stands in
//! `fuzz/corpus/` and is replayed by `cargo test -p postil-fuzz`. A new target is a new line in
//! [`TARGETS`] and a folder of that name with an input or two to begin with.

// The Worker's own reader, without the Worker.
#[allow(dead_code)]
#[path = "../../backend/src/json.rs"]
mod json;
#[path = "../../model/tests/second_opinion/mod.rs"]
mod second_opinion;

mod address;
mod messages;
mod names;
mod policy;
mod reasons;
mod text;
mod work;

/// What is done with one input.
pub type Target = fn(&[u8]);

/// The targets by name.
pub const TARGETS: [(&str, Target); 9] = [
    ("markdown", text::markdown),
    ("text_of", text::text_of),
    ("thread_id", address::thread_id),
    ("web_address", address::web_address),
    ("messages", messages::read),
    ("policy", policy::patterns),
    ("reasons", reasons::read),
    ("work", work::answers),
    ("names", names::taken),
];

/// An input as the texts it stands for: its lines, and after them empty ones.
fn lines<const N: usize>(data: &[u8]) -> [String; N] {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.splitn(N, '\n').map(str::to_owned);
    std::array::from_fn(|_| lines.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::TARGETS;
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
}
