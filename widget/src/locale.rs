//! All words in all languages, for the Worker.

use crate::words::{Locale, Words, message::LOCALES, plural};

/// What answers to a tag, or to its first part, or English.
fn locale(lang: &str) -> &'static Locale {
    let named = |tag: &str| LOCALES.iter().find(|locale| locale.words.lang == tag);
    let first = lang.split('-').next().unwrap_or_default();
    // The build fails without English; the list is never empty.
    named(lang)
        .or_else(|| named(first))
        .or_else(|| named("en"))
        .unwrap_or(&LOCALES[0])
}

/// Whether there is a locale for exactly this tag.
#[must_use]
pub fn has(lang: &str) -> bool {
    LOCALES.iter().any(|locale| locale.words.lang == lang)
}

/// A message that only the Worker says, such as `page.title`, in a language; an unknown language
/// gets English, an unknown key nothing.
#[must_use]
pub fn text(lang: &str, key: &str) -> &'static str {
    let messages = locale(lang).other;
    let found = messages.binary_search_by(|(name, _)| (*name).cmp(key)).ok();
    found
        .and_then(|at| messages.get(at))
        .map_or("", |(_, text)| text)
}

/// The form for a count of a message that only the Worker says, its `{count}` filled in.
#[must_use]
pub fn counted(lang: &str, key: &str, count: u32) -> String {
    plural::counted(locale(lang).words.lang, text(lang, key), count)
}

/// The widget's words in a language.
pub(crate) fn words(lang: &str) -> Words {
    locale(lang).words
}

#[cfg(test)]
mod tests {
    use super::{has, text, words};

    #[test]
    fn finds_the_nearest_language() {
        assert_eq!(words("fr").lang, "fr");
        assert_eq!(words("fr-CA").lang, "fr");
        assert_eq!(words("xx").lang, "en");
        assert!(has("en") && !has("xx"));
    }

    #[test]
    fn finds_messages_by_key() {
        assert!(!text("en", "problem.unknown_site.title").is_empty());
        assert_ne!(
            text("en", "problem.unknown_site.title"),
            text("fr", "problem.unknown_site.title")
        );
        assert_eq!(text("en", "no.such.key"), "");
    }
}
