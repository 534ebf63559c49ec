//! What is said to a site's owner, in the languages of the desk. The texts stand in
//! `backend/locales/`, and those of reasons in `desk/locales/`.

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A message in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message(usize);

struct Locale {
    language: &'static str,
    texts: &'static [&'static str],
    reasons: &'static [&'static str],
}

/// The messages of one language.
#[derive(Clone, Copy)]
pub struct Words(&'static Locale);

impl Words {
    /// Those of a site's own language, if the desk speaks it, or else English.
    pub fn of(language: &str) -> Self {
        static NONE: Locale = Locale {
            language: "",
            texts: &[],
            reasons: &[],
        };
        let primary = language.split('-').next().unwrap_or_default();
        let find = |wanted: &str| LOCALES.iter().find(|locale| locale.language == wanted);
        Self(find(primary).or_else(|| find("en")).unwrap_or(&NONE))
    }

    /// The tag of the language.
    pub fn language(self) -> &'static str {
        self.0.language
    }

    /// A text.
    pub fn text(self, message: Message) -> &'static str {
        self.0.texts.get(message.0).copied().unwrap_or_default()
    }

    /// The form for a count, with the count filled in.
    pub fn counted(self, message: Message, count: u32) -> String {
        let is_one = match self.0.language {
            "fr" => count < 2,
            _ => count == 1,
        };
        let form = self.text(message).split('|').nth(usize::from(!is_one));
        let form = form.unwrap_or_default();
        form.replace("{count}", &count.to_string())
    }

    /// A reason in words: its text is a code, or a code and a parameter.
    pub fn reason(self, text: &str) -> String {
        let (code, parameter) = text.split_once(' ').unwrap_or((text, ""));
        let place = REASONS.iter().position(|known| *known == code);
        let words = place.and_then(|place| self.0.reasons.get(place));
        words.map_or_else(
            || text.to_owned(),
            |words| words.replace("{parameter}", parameter),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{LOCALES, Words, m};
    use postil_model::Reason;

    #[test]
    fn speaks_a_sites_language_or_english() {
        for (wanted, expected) in [("de", "de"), ("fr-CA", "fr"), ("ja", "en"), ("", "en")] {
            assert_eq!(Words::of(wanted).language(), expected);
        }
    }

    #[test]
    fn counts() {
        let english = Words::of("en");
        assert_eq!(english.counted(m::MORE, 1), "And one more.");
        assert_eq!(english.counted(m::MORE, 2), "And 2 more.");
        assert_eq!(Words::of("fr").counted(m::MORE, 0), "Et un autre.");
    }

    #[test]
    fn knows_every_reason() {
        for locale in LOCALES {
            for code in Reason::CODES {
                let words = Words::of(locale.language).reason(&format!("{code} 7"));
                assert!(
                    words != format!("{code} 7") && !words.contains('{'),
                    "{words}"
                );
            }
        }
        assert_eq!(Words::of("en").reason("brand_new 7"), "brand_new 7");
    }
}
