//! What the desk says, in the language of the browser. The texts stand in `desk/locales/`; the page
//! downloads those of one language, one message a line in the order of their keys.

use std::borrow::Cow;
use std::cell::Cell;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A message: its place among the sorted keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message(usize);

/// The messages of one language.
#[derive(Clone, Copy)]
struct Words {
    language: &'static str,
    lines: &'static [&'static str],
}

thread_local! {
    /// One for the whole page, and it never changes while the page is open.
    static WORDS: Cell<Words> = const {
        Cell::new(Words {
            language: "en",
            lines: &[],
        })
    };
}

/// Speaks a language from now on, as long as the page is open.
pub fn speak(language: String, text: String) {
    let text: &'static str = text.leak();
    WORDS.set(Words {
        language: language.leak(),
        lines: text.split('\n').collect::<Vec<_>>().leak(),
    });
}

/// The language's tag.
#[must_use]
pub fn language() -> &'static str {
    WORDS.get().language
}

fn line(place: usize) -> Option<&'static str> {
    WORDS.get().lines.get(place).copied()
}

impl Message {
    /// The text.
    #[must_use]
    pub fn text(self) -> &'static str {
        line(self.0).unwrap_or_default()
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
    let is_it = |key: &str| {
        key.strip_prefix(group)
            .and_then(|rest| rest.strip_prefix('.'))
            == Some(code)
    };
    line(KEYS.split('\n').position(is_it)?)
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

/// Why a comment is here, in words. A reason is a code, or a code and a parameter; words of the
/// comment that it names stand there with commas between them.
#[must_use]
pub fn reason(text: &str) -> String {
    let (code, parameter) = text.split_once(' ').unwrap_or((text, ""));
    match coded("reason", code) {
        Some(words) if matches!(code, "statistics" | "advertising") => {
            words.replace("{parameter}", &apart(&parameter.replace(',', ", ")))
        }
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

/// Does something in a language.
#[cfg(test)]
pub fn in_language<T>(language: &str, work: impl FnOnce() -> T) -> T {
    let found = LOCALES.iter().find(|(name, _)| *name == language);
    let (language, text) = found.copied().unwrap_or_default();
    speak(language.to_owned(), text.to_owned());
    work()
}

#[cfg(test)]
mod tests {
    use super::{KEYS, LOCALES, Message, apart, coded, in_language, m, number, reason};
    use postil_model::report::REASONS;
    use postil_model::wire::notify::Failure;
    use postil_model::{FieldError, Reason};

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
            in_language("en", || reason("word كازينو"))
                .matches('\u{2068}')
                .count(),
            1
        );
    }

    #[test]
    fn a_line_is_a_message() {
        let said = |language| in_language(language, || m::SIGN_OUT.text());
        assert_eq!(["en", "fr"].map(said), ["Sign out", "Se déconnecter"]);
        assert_eq!(Message(usize::MAX).text(), "");
    }

    #[test]
    fn every_language_has_as_many_lines_as_there_are_keys() {
        for (language, text) in &LOCALES {
            assert_eq!(text.lines().count(), KEYS.lines().count(), "{language}");
        }
    }

    #[test]
    fn numbers_have_the_groups_of_their_language() {
        for (language, expected) in [("en", "20,000"), ("de", "20.000"), ("fr", "20\u{202f}000")] {
            assert_eq!(in_language(language, || number(20_000)), expected);
        }
        assert_eq!(in_language("en", || number(999)), "999");
    }

    #[test]
    fn every_reason_has_words_and_every_word_a_reason() {
        for code in Reason::CODES {
            let words = in_language("en", || coded("reason", code));
            assert!(words.is_some_and(|words| !words.is_empty()), "{code}");
        }
        let ours = KEYS.lines().filter_map(|key| key.strip_prefix("reason."));
        for code in ours {
            assert!(Reason::CODES.contains(&code), "{code}");
        }
    }

    #[test]
    fn every_failure_has_words_and_every_word_a_failure() {
        for code in Failure::CODES {
            let words = in_language("en", || coded("failure", code));
            assert!(words.is_some(), "{code}");
        }
        let ours = KEYS.lines().filter_map(|key| key.strip_prefix("failure."));
        for code in ours {
            assert!(Failure::CODES.contains(&code), "{code}");
        }
    }

    #[test]
    fn what_readers_report_has_words() {
        for code in REASONS {
            let words = in_language("en", || coded("report", code));
            assert!(words.is_some(), "{code}");
        }
        let ours = KEYS.lines().filter(|key| key.starts_with("report."));
        assert_eq!(ours.count(), REASONS.len());
    }

    #[test]
    fn every_slip_of_the_desk_has_words() {
        for code in FieldError::DESK_CODES {
            let words = in_language("en", || coded("problem", code));
            assert!(words.is_some(), "{code}");
        }
    }

    #[test]
    fn a_reason_that_is_not_known_is_shown_as_it_came() {
        assert_eq!(reason("brand_new 7"), "brand_new 7");
    }

    #[test]
    fn the_words_that_a_reason_names_stand_apart() {
        let words = in_language("en", || reason("statistics loan,cheap"));
        assert!(words.ends_with("loan, cheap"), "{words}");
    }
}
