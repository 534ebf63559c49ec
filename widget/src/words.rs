//! The words on the screen, in one language. They come from `locales/`: compiled in where HTML is
//! rendered, and as a text of one message a line in the browser, which downloads only its own.

pub(crate) mod plural;

/// A message of the widget, by its place among the sorted keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message(pub(crate) usize);

/// The messages of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The language's tag.
    pub lang: &'static str,
    list: &'static [&'static str],
}

impl Words {
    /// The words of a language from the text the loader got. They live as long as the page.
    #[cfg(not(feature = "ssr"))]
    pub fn read(lang: String, text: String) -> Self {
        let text: &'static str = text.leak();
        Self {
            lang: lang.leak(),
            list: text.split('\n').collect::<Vec<_>>().leak(),
        }
    }

    /// A message as it stands.
    pub fn get(self, message: Message) -> &'static str {
        self.list.get(message.0).copied().unwrap_or_default()
    }

    /// A message with something in its place `{name}`.
    pub fn with(self, message: Message, name: &str, value: &str) -> String {
        self.get(message).replace(name, value)
    }

    /// The form of a message for a count, its `{count}` filled in.
    pub fn counted(self, message: Message, count: u32) -> String {
        plural::counted(self.lang, self.get(message), count)
    }

    /// The direction of the script.
    pub fn dir(self) -> &'static str {
        if matches!(self.lang, "ar" | "he") {
            "rtl"
        } else {
            "ltr"
        }
    }
}

/// Everything of a locale file that the Worker says.
#[cfg(feature = "ssr")]
pub(crate) struct Locale {
    pub lang: &'static str,
    /// One message a line: first those for browsers by their places, then those that only the
    /// Worker says, in the order of [`message::KEYS`].
    text: &'static str,
    lines: std::sync::OnceLock<Vec<&'static str>>,
}

#[cfg(feature = "ssr")]
impl Locale {
    const fn of(lang: &'static str, text: &'static str) -> Self {
        Self {
            lang,
            text,
            lines: std::sync::OnceLock::new(),
        }
    }

    /// Its messages. They are told apart when the language is first asked for.
    pub fn words(&'static self) -> Words {
        Words {
            lang: self.lang,
            list: self.lines.get_or_init(|| self.text.split('\n').collect()),
        }
    }
}

/// The messages' places.
#[cfg_attr(
    any(feature = "ssr", feature = "me"),
    allow(dead_code, reason = "the widget in the browser says all of them")
)]
pub mod message {
    #[cfg(feature = "ssr")]
    use super::Locale;
    use super::Message;

    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

#[cfg(test)]
mod tests {
    use super::plural::{LANGUAGES, form, forms};

    fn check(language: &str, forms: &[(u32, usize)]) {
        for (count, expected) in forms {
            assert_eq!(form(language, *count), *expected, "{language} {count}");
        }
    }

    #[test]
    fn plural_forms() {
        check("en", &[(0, 1), (1, 0), (2, 1), (101, 1)]);
        check("fr", &[(0, 0), (1, 0), (2, 1)]);
        check("pt-BR", &[(0, 0), (1, 0), (2, 1)]);
        check(
            "pl",
            &[
                (1, 0),
                (2, 1),
                (4, 1),
                (5, 2),
                (11, 2),
                (12, 2),
                (22, 1),
                (25, 2),
                (101, 2),
                (0, 2),
            ],
        );
        check(
            "ar",
            &[
                (0, 0),
                (1, 1),
                (2, 2),
                (3, 3),
                (10, 3),
                (11, 4),
                (99, 4),
                (100, 5),
                (102, 5),
                (103, 3),
            ],
        );
        check("he", &[(0, 2), (1, 0), (2, 1), (3, 2), (20, 2)]);
        check("ja", &[(0, 0), (1, 0), (100, 0)]);
    }

    #[test]
    fn no_count_asks_for_a_form_that_is_not_there() {
        for language in LANGUAGES {
            assert!(
                (0..1000).all(|count| form(language, count) < forms(language)),
                "{language}"
            );
        }
    }
}
