//! The words a reader sees, from `widget/locales/*.json` to the two places that hold them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::assets;
use crate::paths;

/// Message by key, sorted by the bytes of the key.
type Locale = BTreeMap<String, String>;

/// The groups of messages that browsers get; `widget/build.rs` counts the same ones.
const IN_BROWSER: [&str; 3] = ["me.", "reading.", "widget."];

/// The locales by language.
pub struct Words(BTreeMap<String, Locale>);

pub fn read() -> Result<Words> {
    let folder = paths::root().join("widget/locales");
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
    /// so that the loader needs to know one name only. Answers with that hash.
    pub fn write(&self, public: &Path) -> Result<String> {
        let texts = self.strings()?;
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

    /// The widget's messages, one a line in the order of their keys: the widget knows the
    /// order by the same rule, so that no key is sent.
    fn strings(&self) -> Result<BTreeMap<&str, String>> {
        let mut texts = BTreeMap::new();
        for (language, locale) in &self.0 {
            let mut lines = Vec::new();
            let shown = |key: &str| IN_BROWSER.iter().any(|group| key.starts_with(group));
            for (key, value) in locale.iter().filter(|(key, _)| shown(key)) {
                if value.contains('\n') {
                    bail!("{language}: {key} has a line break");
                }
                lines.push(value.as_str());
            }
            texts.insert(language.as_str(), lines.join("\n"));
        }
        Ok(texts)
    }

    /// The loader's messages in every language, as JSON: `{"en": {"retry": "…"}, …}`.
    pub fn loader(&self) -> String {
        let mut all = BTreeMap::new();
        for (language, locale) in &self.0 {
            let words: BTreeMap<_, _> = locale
                .iter()
                .filter_map(|(key, value)| Some((key.strip_prefix("loader.")?, value)))
                .collect();
            all.insert(language, words);
        }
        serde_json::json!(all).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(json: serde_json::Value) -> Words {
        Words(serde_json::from_value(json).unwrap())
    }

    #[test]
    fn the_widgets_messages_are_lines_in_the_order_of_their_keys() {
        let words = words(serde_json::json!({
            "en": { "widget.b": "two", "widget.a.x": "one", "loader.retry": "Retry", "page.a": "no" },
        }));
        assert_eq!(words.strings().unwrap()["en"], "one\ntwo");
        assert_eq!(words.loader(), r#"{"en":{"retry":"Retry"}}"#);
    }

    #[test]
    fn a_message_of_two_lines_is_refused() {
        let words = words(serde_json::json!({ "en": { "widget.a": "one\ntwo" } }));
        assert!(words.strings().is_err());
    }
}
