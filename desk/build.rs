//! Makes Rust of the locale files: a constant for each message, which is its place among the sorted
//! keys. The texts are no part of it: the build writes a file a language, in the same order.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a build tool: what it cannot do stops the build"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

type Locale = BTreeMap<String, String>;

/// The language that says which messages there are.
const REFERENCE: &str = "en";

/// How many forms a message has that counts: one, and any other number. All three languages have
/// these two.
const FORMS: usize = 2;

/// Messages whose code comes from the server: they are looked up by key. All others are constants,
/// of which the compiler says whether they are used.
const BY_KEY: [&str; 8] = [
    "failure.", "fault.", "log.", "problem.", "reason.", "report.", "skipped.", "system.",
];

fn main() {
    let locales = read();
    check(&locales);
    let out = PathBuf::from(env::var("OUT_DIR").unwrap());
    fs::write(out.join("messages.rs"), code(&locales)).unwrap();
}

fn read() -> BTreeMap<String, Locale> {
    println!("cargo::rerun-if-changed=locales");
    let files = fs::read_dir("locales").unwrap();
    files
        .map(|entry| {
            let path = entry.unwrap().path();
            let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let locale = serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (language, locale)
        })
        .collect()
}

/// Every language has every message, in as many forms as it asks for and with the same places.
fn check(locales: &BTreeMap<String, Locale>) {
    let reference = &locales[REFERENCE];
    for (language, locale) in locales {
        for key in reference.keys() {
            let is_there = locale.get(key).is_some_and(|text| !text.is_empty());
            assert!(is_there, "{language}: {key} is missing");
        }
        for (key, text) in locale {
            assert!(reference.contains_key(key), "{language}: {key} is unknown");
            assert!(!text.contains('\n'), "{language}: {key} has a line break");
            let wanted = places(&reference[key]);
            let counts = reference[key].contains('|');
            let forms: Vec<&str> = text.split('|').collect();
            let count = if counts { FORMS } else { 1 };
            assert_eq!(forms.len(), count, "{language}: the forms of {key}");
            for form in &forms {
                let mut found = places(form);
                if counts {
                    // "One comment" names its number in a word.
                    found.extend(wanted.get("{count}"));
                }
                assert_eq!(found, wanted, "{language}: the places of {key}");
            }
        }
    }
}

/// The `{…}` of a text.
fn places(text: &str) -> BTreeSet<&str> {
    let starts = text.match_indices('{').map(|(start, _)| start);
    starts
        .filter_map(|start| Some(&text[start..=start + text[start..].find('}')?]))
        .collect()
}

fn code(locales: &BTreeMap<String, Locale>) -> String {
    let mut code = String::from("/// Every message.\npub mod m {\nuse super::Message;\n");
    let mut keys = String::new();
    for (index, key) in locales[REFERENCE].keys().enumerate() {
        if BY_KEY.iter().any(|group| key.starts_with(group)) {
            keys.push_str(key);
        } else {
            let name = key.replace(['.', '-'], "_").to_uppercase();
            let line = "pub(crate) const";
            writeln!(
                code,
                "/// `{key}`\n{line} {name}: Message = Message({index});"
            )
            .unwrap();
        }
        keys.push('\n');
    }
    writeln!(code, "}}\nstatic KEYS: &str = {keys:?};").unwrap();
    let texts: Vec<(&String, String)> = locales
        .iter()
        .map(|(language, locale)| {
            let lines: Vec<&str> = locale.values().map(String::as_str).collect();
            (language, lines.join("\n"))
        })
        .collect();
    let count = texts.len();
    writeln!(
        code,
        "#[cfg(test)]\nstatic LOCALES: [(&str, &str); {count}] = {texts:?};"
    )
    .unwrap();
    code
}
