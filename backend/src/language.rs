//! Choosing among the languages that Postil itself speaks.

use postil_widget::locale;

/// The first of the wished languages that there are words in; English without any.
///
/// Wishes are tags, best first, as `navigator.languages` or `Accept-Language` list them.
pub fn spoken(wishes: &str) -> &'static str {
    wishes
        .split(',')
        .take(20)
        .map(|wish| wish.split(';').next().unwrap_or_default().trim())
        .find_map(locale::spoken)
        .unwrap_or("en")
}

/// The direction of a language's script, as HTML names it.
pub fn direction(language: &str) -> &'static str {
    match language.split('-').next() {
        Some("ar" | "he") => "rtl",
        _ => "ltr",
    }
}

#[cfg(test)]
mod tests {
    use super::{direction, spoken};

    #[test]
    fn speaks_the_first_language_that_it_knows() {
        for (wishes, expected) in [
            ("", "en"),
            ("nb,de;q=0.8", "de"),
            ("pt", "pt-BR"),
            ("pt-PT,es", "pt-BR"),
            ("zh-TW, en", "zh"),
            ("*, he-IL;q=0.5", "he"),
        ] {
            assert_eq!(spoken(wishes), expected, "{wishes}");
        }
    }

    #[test]
    fn knows_directions() {
        for (language, expected) in [
            ("en", "ltr"),
            ("pt-BR", "ltr"),
            ("ar", "rtl"),
            ("he", "rtl"),
        ] {
            assert_eq!(direction(language), expected, "{language}");
        }
    }
}
