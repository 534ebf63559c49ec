//! All words in all languages, for the Worker.

use crate::words::message::{KEYS, LOCALES, SHOWN};
use crate::words::{Locale, Message, Words, plural};

/// What answers to a tag, or else to its first part: of Portuguese there is the Brazilian only,
/// which is nearer to every other than English is.
fn nearest(lang: &str) -> Option<&'static Locale> {
    let find = |alike: fn(&str, &str) -> bool| {
        let mut all = LOCALES.iter();
        all.find(|own| alike(own.lang, lang))
    };
    find(|own, lang| own.eq_ignore_ascii_case(lang))
        .or_else(|| find(|own, lang| primary(own).eq_ignore_ascii_case(primary(lang))))
}

fn primary(lang: &str) -> &str {
    lang.split('-').next().unwrap_or(lang)
}

/// What answers to a tag, or English.
fn locale(lang: &str) -> &'static Locale {
    // The build fails without English; the list is never empty.
    nearest(lang)
        .or_else(|| nearest("en"))
        .unwrap_or(&LOCALES[0])
}

/// The tag of the locale that answers to a tag, if there is one.
#[must_use]
pub fn spoken(lang: &str) -> Option<&'static str> {
    Some(nearest(lang)?.lang)
}

/// The tags of all locales.
pub fn languages() -> impl Iterator<Item = &'static str> {
    LOCALES.iter().map(|locale| locale.lang)
}

/// The keys of a group of messages that only the Worker says, such as `problem.`.
pub fn keys(group: &str) -> impl Iterator<Item = &'static str> {
    KEYS.split('\n').filter(move |key| key.starts_with(group))
}

/// A message that only the Worker says, such as `page.title`, in a language; an unknown language
/// gets English, an unknown key nothing.
#[must_use]
pub fn text(lang: &str, key: &str) -> &'static str {
    let found = KEYS.split('\n').position(|known| known == key);
    found.map_or("", |at| words(lang).get(Message(SHOWN + at)))
}

/// The form for a count of a message that only the Worker says, its `{count}` filled in.
#[must_use]
pub fn counted(lang: &str, key: &str, count: u32) -> String {
    plural::counted(locale(lang).lang, text(lang, key), count)
}

/// The widget's words in a language.
pub(crate) fn words(lang: &str) -> Words {
    locale(lang).words()
}

#[cfg(test)]
mod tests {
    use super::{languages, spoken, text, words};

    #[test]
    fn finds_the_nearest_language() {
        for (lang, expected) in [
            ("fr", "fr"),
            ("fr-CA", "fr"),
            ("pt", "pt-BR"),
            ("pt-PT", "pt-BR"),
            ("PT-br", "pt-BR"),
            ("zh-TW", "zh"),
            ("zh-Hans-SG", "zh"),
            ("he-IL", "he"),
            ("nb", "en"),
            ("", "en"),
        ] {
            assert_eq!(words(lang).lang, expected, "{lang}");
        }
        assert_eq!(
            (spoken("pt"), spoken("nb"), spoken("")),
            (Some("pt-BR"), None, None)
        );
        assert_eq!(languages().count(), 12);
    }

    #[test]
    fn numbers_the_parts_of_a_moment() {
        let months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
        assert_eq!(
            text("en", "time.form"),
            format!("1 2, 0, 5:4 6|{months}|AM|PM")
        );
        assert!(text("fr", "time.form").starts_with("2 1 0, 3:4|janv.|"));
        for lang in languages() {
            assert!(!text(lang, "time.form").contains(['{', '}']), "{lang}");
        }
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
