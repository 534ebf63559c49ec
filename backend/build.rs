//! Makes Rust of what the Worker says to a site's owner: its own locale files, and the desk's words
//! for the reasons of verdicts.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a build tool: what it cannot do stops the build"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Locale = BTreeMap<String, String>;

/// The language that says which messages there are.
const REFERENCE: &str = "en";
/// What is taken from the desk's locales, and looked up by key.
const REASONS: &str = "reason.";

fn main() {
    let own = read("locales");
    check(&own);
    let mut desk = read("../desk/locales");
    for locale in desk.values_mut() {
        locale.retain(|key, _| key.starts_with(REASONS));
    }
    let languages = |locales: &BTreeMap<String, Locale>| locales.keys().cloned().collect();
    let (ours, theirs): (Vec<String>, Vec<String>) = (languages(&own), languages(&desk));
    assert_eq!(
        ours, theirs,
        "the languages of the desk and of its messages"
    );
    let out = PathBuf::from(env::var("OUT_DIR").unwrap());
    fs::write(out.join("messages.rs"), code(&own, &desk)).unwrap();
}

fn read(folder: &str) -> BTreeMap<String, Locale> {
    println!("cargo::rerun-if-changed={folder}");
    let files = fs::read_dir(Path::new(folder)).unwrap();
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

/// Every language has every message, with as many forms and with the same places.
fn check(locales: &BTreeMap<String, Locale>) {
    let reference = &locales[REFERENCE];
    for (language, locale) in locales {
        let keys = |locale: &Locale| locale.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(locale), keys(reference), "{language}: the keys");
        for (key, text) in locale {
            let wanted = places(&reference[key]);
            let forms = |text: &str| text.split('|').count();
            assert_eq!(forms(text), forms(&reference[key]), "{language}: {key}");
            for form in text.split('|') {
                let mut found = places(form);
                // "One comment" names its number in a word.
                found.extend(wanted.get("{count}"));
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

fn code(own: &BTreeMap<String, Locale>, desk: &BTreeMap<String, Locale>) -> String {
    let keys: Vec<&String> = own[REFERENCE].keys().collect();
    let mut code = String::from("/// Every message.\npub mod m {\nuse super::Message;\n");
    for (index, key) in keys.iter().enumerate() {
        let name = key.replace('.', "_").to_uppercase();
        writeln!(
            code,
            "/// `{key}`\npub const {name}: Message = Message({index});"
        )
        .unwrap();
    }
    let reasons: Vec<&str> = desk[REFERENCE]
        .keys()
        .map(|key| &key[REASONS.len()..])
        .collect();
    writeln!(
        code,
        "}}\nstatic REASONS: &[&str] = &{reasons:?};\nstatic LOCALES: &[Locale] = &["
    )
    .unwrap();
    for (language, locale) in own {
        let texts: Vec<&String> = locale.values().collect();
        let reasons: Vec<&String> = desk[language].values().collect();
        writeln!(
            code,
            "Locale {{ language: {language:?}, texts: &{texts:?}, reasons: &{reasons:?} }},"
        )
        .unwrap();
    }
    code.push_str("];\n");
    code
}
