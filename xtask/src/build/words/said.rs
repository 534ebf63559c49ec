//! Every message is said somewhere: what nobody says any more would be translated for nothing. (What
//! is missing in a language stops the build; the words of problems are counted beside their codes.)

use std::fs;
use std::path::Path;

use super::{LOADER, REFERENCE, read};
use crate::paths;

/// The sources below a folder of the repository, but for those in folders of a name, without their
/// white space: formatting breaks calls at many places.
fn sources(folder: &str, but: &str) -> String {
    let mut text = String::new();
    gather(&paths::root().join(folder), but, &mut text);
    text
}

fn gather(place: &Path, but: &str, text: &mut String) {
    if place.is_dir() && !place.ends_with(but) {
        for entry in fs::read_dir(place).unwrap() {
            gather(&entry.unwrap().path(), but, text);
        }
    } else if place
        .extension()
        .is_some_and(|end| end == "rs" || end == "ts")
    {
        let source = fs::read_to_string(place).unwrap();
        text.extend(source.split_whitespace());
    }
}

/// Whether a source has a name that does not go on.
fn names(source: &str, name: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    source
        .match_indices(name)
        .any(|(at, _)| !goes_on(&source[at + name.len()..]))
}

struct Sources {
    /// What speaks through Rust in the browser and while rendering.
    widget: String,
    /// "My comments", whose messages are a group of their own.
    me: String,
    /// The modules in TypeScript.
    embed: String,
    backend: String,
}

impl Sources {
    fn say(&self, key: &str) -> bool {
        let (group, rest) = key.split_once('.').unwrap();
        let place = format!("MESSAGES.{}", key.replace('.', "_"));
        let constant = format!("message::{}", rest.replace('.', "_").to_uppercase());
        match group {
            "loader" => key == LOADER,
            "time" => self.widget.contains(&format!("\"{key}\"")),
            "moderate" | "reading" | "report" => names(&self.embed, &place),
            "me" => names(&self.embed, &place) || names(&self.me, &constant),
            "widget" => names(&self.embed, &place) || names(&self.widget, &constant),
            "page" => {
                // As the last argument of a call that says in which language, or by its whole key.
                let feed = rest.strip_prefix("feed.").unwrap_or(rest);
                self.backend.contains(&format!(",\"{rest}\")"))
                    || self
                        .backend
                        .contains(&format!("filled(language,\"{feed}\","))
                    || [&self.backend, &self.widget]
                        .iter()
                        .any(|source| source.contains(&format!("\"{key}\"")))
            }
            group => matches!(group, "problem" | "held"),
        }
    }
}

#[test]
fn every_message_is_said() {
    let sources = Sources {
        widget: sources("widget/src", "me"),
        me: sources("widget/src/me", "-"),
        embed: sources("widget/embed", "-"),
        backend: sources("backend/src", "-"),
    };
    let words = read("widget/locales").unwrap();
    let unsaid: Vec<&String> = words.0[REFERENCE]
        .keys()
        .filter(|key| !sources.say(key))
        .collect();
    assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
    for key in [
        "widget.gone",
        "me.gone",
        "moderate.gone",
        "reading.gone",
        "report.gone",
        "page.gone.more",
        "loader.gone",
        "gone.gone",
    ] {
        assert!(!sources.say(key), "{key}");
    }
}
