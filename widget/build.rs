//! Makes Rust of the locale files, and the markup: a hash of everything that rendered HTML depends on.

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

use sha2::{Digest, Sha256};

#[path = "src/words/plural.rs"]
mod plural;

type Locale = BTreeMap<String, String>;

/// The language that says which messages there are.
const REFERENCE: &str = "en";

fn main() {
    let mut locales = read_locales();
    check(&locales);
    for form in locales.values_mut().filter_map(|l| l.get_mut(TIME_FORM)) {
        *form = numbered(form);
    }
    let out = PathBuf::from(env::var("OUT_DIR").unwrap());
    fs::write(out.join("messages.rs"), messages(&locales)).unwrap();
    println!("cargo::rustc-env=POSTIL_MARKUP={}", markup());
}

fn read_locales() -> BTreeMap<String, Locale> {
    println!("cargo::rerun-if-changed=locales");
    let mut locales = BTreeMap::new();
    for entry in fs::read_dir("locales").unwrap() {
        let path = entry.unwrap().path();
        let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let locale = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        locales.insert(language, locale);
    }
    locales
}

/// Every language has every message, and as many forms of it as its plural rules ask for.
fn check(locales: &BTreeMap<String, Locale>) {
    let reference = &locales[REFERENCE];
    for (language, locale) in locales {
        assert!(
            plural::LANGUAGES.contains(&language.as_str()),
            "{language}: plural rules are missing in src/words/plural.rs"
        );
        for key in reference.keys() {
            assert!(
                locale.get(key).is_some_and(|text| !text.is_empty()),
                "{language}: {key} is missing"
            );
        }
        for (key, text) in locale {
            assert!(reference.contains_key(key), "{language}: {key} is unknown");
            assert!(!text.contains('\n'), "{language}: {key} has a line break");
            if key == TIME_FORM {
                check_time(language, text);
                continue;
            }
            let forms = text.split('|').count();
            let wanted = if reference[key].contains('|') {
                plural::forms(language)
            } else {
                1
            };
            assert_eq!(forms, wanted, "{language}: {key} has {forms} plural forms");
            check_places(language, key, text, &reference[key]);
        }
    }
}

/// How a moment is written: its parts in order, the names of the twelve months, and those of the
/// halves of the day where hours are counted to twelve.
const TIME_FORM: &str = "time.form";

/// What a moment is made of, in the order in which the loader's `clock` numbers it.
const TIME_PARTS: [&str; 7] = [
    "{year}", "{month}", "{day}", "{hour}", "{minute}", "{hour12}", "{half}",
];

fn check_time(language: &str, text: &str) {
    let (form, names) = text.split_once('|').unwrap();
    let has_halves = form.contains("{half}");
    let (unused, count): (&[&str], _) = if has_halves {
        (&["{hour}"], 14)
    } else {
        (&["{hour12}", "{half}"], 12)
    };
    let parts = TIME_PARTS.into_iter();
    let wanted: BTreeSet<&str> = parts.filter(|part| !unused.contains(part)).collect();
    assert_eq!(
        places(form),
        wanted,
        "{language}: the places of {TIME_FORM}"
    );
    let names: Vec<&str> = names.split('|').collect();
    assert!(
        names.iter().all(|name| !name.is_empty()),
        "{language}: a name in {TIME_FORM} is empty"
    );
    assert_eq!(names.len(), count, "{language}: the names in {TIME_FORM}");
}

/// The form as the loader reads it: `1 2, 0, 5:4 6|Jan|…|Dec|AM|PM`.
fn numbered(form: &str) -> String {
    let parts = TIME_PARTS.iter().enumerate();
    parts.fold(form.to_owned(), |form, (place, part)| {
        form.replace(part, &place.to_string())
    })
}

/// Every form of a message has the places that are filled in: those of the reference, but for
/// `{count}` in a form that serves one count only.
fn check_places(language: &str, key: &str, text: &str, reference: &str) {
    let wanted = places(reference);
    for (at, form) in text.split('|').enumerate() {
        let mut found = places(form);
        let is_plural = reference.contains('|');
        let counts = (1..200).filter(|count| plural::form(language, *count) == at);
        if is_plural && counts.count() < 2 && wanted.contains(COUNT) {
            found.insert(COUNT);
        }
        assert_eq!(found, wanted, "{language}: the places of {key}");
    }
}

const COUNT: &str = "{count}";

/// The `{…}` of a text.
fn places(text: &str) -> BTreeSet<&str> {
    let starts = text.match_indices('{').map(|(start, _)| start);
    starts
        .filter_map(|start| Some(&text[start..=start + text[start..].find('}')?]))
        .collect()
}

/// What is sent to browsers: the widget's messages, those of the loader's second part, of reports,
/// and of "My comments". One text has them all, one a line in the order of their keys.
const IN_BROWSER: [&str; 5] = ["me.", "moderate.", "reading.", "report.", "widget."];

/// The messages for browsers by index, and all others by key. A language's are one text, one a line:
/// a list of them would be as many addresses, and those are what compresses worst in the Worker.
fn messages(locales: &BTreeMap<String, Locale>) -> String {
    let mut code = String::new();
    let shown: Vec<&String> = locales[REFERENCE]
        .keys()
        .filter(|key| is_shown(key))
        .collect();
    constants(&mut code, &shown, "widget.");
    code.push_str("/// The messages of \"My comments\".\n#[cfg(feature = \"me\")]\npub mod me { use super::Message;\n");
    constants(&mut code, &shown, "me.");
    let other: Vec<&String> = locales[REFERENCE]
        .keys()
        .filter(|key| !is_shown(key) && !key.starts_with("loader."))
        .collect();
    writeln!(
        code,
        "}}\n#[cfg(feature = \"ssr\")]\npub(crate) const SHOWN: usize = {};
        #[cfg(feature = \"ssr\")]\npub(crate) static KEYS: &str = {:?};
        #[cfg(feature = \"ssr\")]\npub(crate) static LOCALES: [Locale; {}] = [",
        shown.len(),
        lines(other.iter().map(|key| key.as_str())),
        locales.len()
    )
    .unwrap();
    for (language, locale) in locales {
        // What is rendered says messages of the widget only; the others keep their places.
        let said = shown.iter().chain(&other).map(|key| {
            let is_said = key.starts_with("widget.") || !is_shown(key);
            if is_said { locale[*key].as_str() } else { "" }
        });
        writeln!(code, "Locale::of({language:?}, {:?}),", lines(said)).unwrap();
    }
    code.push_str("];\n");
    code
}

fn lines<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

fn constants(code: &mut String, shown: &[&String], group: &str) {
    for (index, key) in shown.iter().enumerate() {
        if let Some(name) = key.strip_prefix(group) {
            let name = name.replace(['.', '-'], "_").to_uppercase();
            writeln!(
                code,
                "/// `{key}`\npub const {name}: Message = Message({index});"
            )
            .unwrap();
        }
    }
}

fn is_shown(key: &str) -> bool {
    IN_BROWSER.iter().any(|group| key.starts_with(group))
}

/// Ten hexadecimal digits: two builds with the same render the same bytes.
fn markup() -> String {
    let mut hash = Sha256::new();
    let mut sources = Vec::new();
    for place in [
        "src/view",
        "src/words",
        "src/ssr.rs",
        "src/state",
        "locales",
        "../model/src/field/web_address.rs",
        "../model/src/http_address.rs",
        "../model/src/markdown",
        "../model/src/markdown.rs",
        "../model/src/thread",
    ] {
        list(Path::new(place), &mut sources);
    }
    sources.sort();
    for source in sources {
        println!("cargo::rerun-if-changed={}", source.display());
        hash.update(source.to_str().unwrap());
        hash.update(fs::read(&source).unwrap());
    }
    println!("cargo::rerun-if-changed=../Cargo.lock");
    hash.update(versions(&fs::read_to_string("../Cargo.lock").unwrap()));
    hash.finalize()
        .iter()
        .take(5)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn list(place: &Path, sources: &mut Vec<PathBuf>) {
    if place.is_dir() {
        println!("cargo::rerun-if-changed={}", place.display());
        for entry in fs::read_dir(place).unwrap() {
            list(&entry.unwrap().path(), sources);
        }
    } else if place.exists() {
        sources.push(place.to_owned());
    }
}

/// The locked versions of the crates that write HTML.
fn versions(lock: &str) -> String {
    let rendering = ["leptos", "tachys", "pulldown-cmark"];
    lock.split("[[package]]")
        .filter(|package| {
            rendering
                .iter()
                .any(|name| package.contains(&format!("name = \"{name}\"\n")))
        })
        .filter_map(|package| package.lines().find(|line| line.starts_with("version")))
        .collect()
}
