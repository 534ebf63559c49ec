//! The words a person sees, from the locale files of the widget and of the desk to the places that
//! hold them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::assets;
use crate::paths;

/// The language that says which messages there are.
const REFERENCE: &str = "en";

/// Message by key, sorted by the bytes of the key.
type Locale = BTreeMap<String, String>;

/// What the loader itself says: one label.
const LOADER: &str = "loader.reload";

/// The groups of messages that browsers get; `widget/build.rs` counts the same ones.
const IN_BROWSER: [&str; 5] = ["me.", "moderate.", "reading.", "report.", "widget."];

/// The locales by language.
pub struct Words(BTreeMap<String, Locale>);

/// Reads the locale files of a folder of the repository.
pub fn read(folder: &str) -> Result<Words> {
    let folder = paths::root().join(folder);
    let mut locales = BTreeMap::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let language = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path)?;
        let locale = serde_json::from_str(&text)
            .with_context(|| format!("{} is not one flat object of texts", path.display()))?;
        locales.insert(language, locale);
    }
    Ok(Words(locales))
}

impl Words {
    /// Writes `assets/<language>-<hash>.txt` for every language, one hash for all of them,
    /// so that whoever loads them needs to know one name only. Answers with that hash.
    pub fn write(&self, public: &Path, is_sent: fn(&str) -> bool) -> Result<String> {
        let texts = self.strings(is_sent)?;
        let hash = assets::hash(
            texts
                .values()
                .cloned()
                .collect::<Vec<_>>()
                .join("\n\n")
                .as_bytes(),
        );
        for (language, text) in texts {
            fs::write(public.join(format!("assets/{language}-{hash}.txt")), text)?;
        }
        Ok(hash)
    }

    /// The languages' tags.
    pub fn languages(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// The messages that are sent, one a line in the order of their keys: who says them knows the
    /// order by the same rule, so that no key is sent.
    fn strings(&self, is_sent: fn(&str) -> bool) -> Result<BTreeMap<&str, String>> {
        let mut texts = BTreeMap::new();
        for (language, locale) in &self.0 {
            let mut lines = Vec::new();
            for (key, value) in locale.iter().filter(|(key, _)| is_sent(key)) {
                if value.contains('\n') {
                    bail!("{language}: {key} has a line break");
                }
                lines.push(value.as_str());
            }
            texts.insert(language.as_str(), lines.join("\n"));
        }
        Ok(texts)
    }

    /// The messages for browsers by the names they have in TypeScript, with their lines.
    pub fn places(&self) -> Vec<(String, usize)> {
        let Some(locale) = self.0.get(REFERENCE) else {
            return Vec::new();
        };
        let keys = locale.keys().filter(|key| is_shown(key));
        keys.enumerate()
            .map(|(place, key)| (key.replace('.', "_"), place))
            .collect()
    }

    /// What the loader itself says in every language, as a JSON string: a line a language, the
    /// reference first, each after a line break and like `enReload`. A language is known there by its
    /// first two letters.
    pub fn loader(&self) -> Result<String> {
        let mut lines = Vec::new();
        for (language, locale) in &self.0 {
            let word = locale
                .get(LOADER)
                .with_context(|| format!("{language}: {LOADER} is missing"))?;
            let name = language.get(..2).unwrap_or(language);
            lines.push((language != REFERENCE, format!("\n{name}{word}")));
        }
        lines.sort();
        let lines: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
        Ok(serde_json::json!(lines.concat()).to_string())
    }
}

/// Whether a message of the widget's is one for browsers.
pub fn is_shown(key: &str) -> bool {
    IN_BROWSER.iter().any(|group| key.starts_with(group))
}

#[cfg(test)]
mod said;

#[cfg(test)]
mod tests {
    use super::*;

    fn words(json: serde_json::Value) -> Words {
        Words(serde_json::from_value(json).unwrap())
    }

    #[test]
    fn the_widgets_messages_are_lines_in_the_order_of_their_keys() {
        let words = words(serde_json::json!({
            "en": { "widget.b": "two", "widget.a.x": "one", "page.a": "no" },
        }));
        assert_eq!(words.strings(is_shown).unwrap()["en"], "one\ntwo");
        let places = [("widget_a_x".to_owned(), 0), ("widget_b".to_owned(), 1)];
        assert_eq!(words.places(), places);
    }

    #[test]
    fn the_loader_knows_one_message_of_every_language() {
        let full = serde_json::json!({ "loader.reload": "Again" });
        let words = words(serde_json::json!({ "ar": full, "en": full, "pt-BR": full }));
        assert_eq!(words.loader().unwrap(), r#""\nenAgain\narAgain\nptAgain""#);
    }

    #[test]
    fn a_message_of_the_loader_must_not_be_missing() {
        let words = words(serde_json::json!({ "en": { "widget.a": "one" } }));
        assert!(words.loader().is_err());
    }

    #[test]
    fn a_message_of_two_lines_is_refused() {
        let words = words(serde_json::json!({ "en": { "widget.a": "one\ntwo" } }));
        assert!(words.strings(is_shown).is_err());
    }
}
