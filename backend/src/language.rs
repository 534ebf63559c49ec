//! Choosing among the languages that Postil itself speaks.

use postil_widget::locale;

/// The first of the wished languages that there are words in; English without any.
///
/// Wishes are tags, best first, as `navigator.languages` or `Accept-Language` list them.
pub fn spoken(wishes: &str) -> &str {
    let tags = wishes
        .split(',')
        .take(20)
        .map(|wish| wish.split(';').next().unwrap_or_default().trim());
    let found = tags.filter_map(|tag| {
        [tag, tag.split('-').next().unwrap_or_default()]
            .into_iter()
            .find(|tag| locale::has(tag))
    });
    found.into_iter().next().unwrap_or("en")
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
    use super::direction;

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
