//! What the desk says, in the language of the browser. The texts stand in `desk/locales/`.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A message in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message(usize);

/// The place of the language in [`LOCALES`]. One for the whole page, and it never changes while
/// the page is open.
static LANGUAGE: AtomicUsize = AtomicUsize::new(0);

/// Chooses the language: the first of those wanted that the desk speaks, or else English.
pub fn choose(wanted: impl IntoIterator<Item = String>) {
    let of = |language: &str| LOCALES.iter().position(|(name, _)| *name == language);
    let chosen = wanted.into_iter().find_map(|language| {
        let primary = language.split('-').next().unwrap_or_default();
        of(&primary.to_ascii_lowercase())
    });
    let place = chosen.or_else(|| of("en")).unwrap_or_default();
    LANGUAGE.store(place, Ordering::Relaxed);
}

/// The language's tag.
#[must_use]
pub fn language() -> &'static str {
    locale().0
}

fn locale() -> &'static (&'static str, [&'static str; COUNT]) {
    let [first, ..] = &LOCALES;
    LOCALES
        .get(LANGUAGE.load(Ordering::Relaxed))
        .unwrap_or(first)
}

impl Message {
    /// The text.
    #[must_use]
    pub fn text(self) -> &'static str {
        locale().1.get(self.0).copied().unwrap_or_default()
    }

    /// The text with one place filled in.
    #[must_use]
    pub fn with(self, place: &str, value: &str) -> String {
        self.text().replace(place, &apart(value))
    }

    /// The form for a count, which is filled in as the language writes it.
    #[must_use]
    pub fn counted(self, count: u32) -> String {
        let is_one = match language() {
            "fr" => count < 2,
            _ => count == 1,
        };
        let form = self.text().split('|').nth(usize::from(!is_one));
        form.unwrap_or_default().replace("{count}", &number(count))
    }
}

/// The text for a code that the server has sent; none if the desk is older than the code.
#[must_use]
pub fn coded(group: &str, code: &str) -> Option<&'static str> {
    let key = format!("{group}.{code}");
    let place = KEYS.binary_search(&key.as_str()).ok()?;
    locale().1.get(place).copied()
}

/// A number with the language's groups of three.
#[must_use]
pub fn number(value: u32) -> String {
    let gap = match language() {
        "de" => '.',
        "fr" => '\u{202f}',
        _ => ',',
    };
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(gap);
        }
        text.push(digit);
    }
    text
}

/// Why a comment is here, in words. A reason is a code, or a code and a parameter.
#[must_use]
pub fn reason(text: &str) -> String {
    let (code, parameter) = text.split_once(' ').unwrap_or((text, ""));
    match coded("reason", code) {
        Some(words) => words.replace("{parameter}", &apart(parameter)),
        None => text.to_owned(),
    }
}

/// A text within a sentence, between the marks of an isolate where it may run the other way: it
/// does not turn what stands beside it.
fn apart(text: &str) -> Cow<'_, str> {
    if text.chars().any(may_turn) {
        format!("\u{2068}{text}\u{2069}").into()
    } else {
        text.into()
    }
}

/// Whether a character is of a script that is written from right to left, or controls the
/// direction: the blocks that the Unicode Character Database gives to such scripts.
fn may_turn(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::{KEYS, LOCALES, apart, choose, coded, number, reason};
    use postil_model::report::REASONS;
    use postil_model::{FieldError, Reason};
    use std::sync::Mutex;

    /// The language is one for the whole program, and tests run side by side.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

    fn check<T>(language: &str, work: impl FnOnce() -> T) -> T {
        let _guard = ONE_AT_A_TIME.lock();
        choose([language.to_owned()]);
        work()
    }

    #[test]
    fn what_runs_the_other_way_stands_apart() {
        for (text, expected) in [
            ("Ada", "Ada"),
            ("Łódź", "Łódź"),
            ("ليلى", "\u{2068}ليلى\u{2069}"),
            ("Dana (דנה)", "\u{2068}Dana (דנה)\u{2069}"),
            ("\u{202e}evil", "\u{2068}\u{202e}evil\u{2069}"),
        ] {
            assert_eq!(apart(text), expected);
        }
        assert_eq!(
            check("en", || reason("word كازينو"))
                .matches('\u{2068}')
                .count(),
            1
        );
    }

    #[test]
    fn speaks_the_first_language_it_knows() {
        for (wanted, expected) in [
            (vec!["fr-CA", "en"], "fr"),
            (vec!["pl", "DE-at"], "de"),
            (vec!["pl"], "en"),
            (vec![], "en"),
        ] {
            let _guard = ONE_AT_A_TIME.lock();
            choose(wanted.into_iter().map(str::to_owned));
            assert_eq!(super::language(), expected);
        }
    }

    #[test]
    fn keys_are_sorted_for_the_search() {
        assert!(KEYS.is_sorted());
        assert_eq!(LOCALES.len(), 3);
    }

    #[test]
    fn numbers_have_the_groups_of_their_language() {
        for (language, expected) in [("en", "20,000"), ("de", "20.000"), ("fr", "20\u{202f}000")] {
            assert_eq!(check(language, || number(20_000)), expected);
        }
        assert_eq!(check("en", || number(999)), "999");
    }

    #[test]
    fn every_reason_has_words_and_every_word_a_reason() {
        for code in Reason::CODES {
            assert!(coded("reason", code).is_some(), "{code}");
        }
        let ours = KEYS.iter().filter_map(|key| key.strip_prefix("reason."));
        for code in ours {
            assert!(Reason::CODES.contains(&code), "{code}");
        }
    }

    #[test]
    fn what_readers_report_has_words() {
        for code in REASONS {
            assert!(coded("report", code).is_some(), "{code}");
        }
        let ours = KEYS.iter().filter(|key| key.starts_with("report."));
        assert_eq!(ours.count(), REASONS.len());
    }

    #[test]
    fn every_slip_of_the_desk_has_words() {
        for code in FieldError::DESK_CODES {
            assert!(coded("problem", code).is_some(), "{code}");
        }
    }

    #[test]
    fn a_reason_that_is_not_known_is_shown_as_it_came() {
        assert_eq!(reason("brand_new 7"), "brand_new 7");
    }
}
