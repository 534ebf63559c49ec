//! A word or several that an owner looks out for.

use super::fold::fold;
use super::words::{Words, is_unspaced, places};
use crate::field::FieldError;
use serde::{Deserialize, Serialize};

/// One word or several in a row. `*` stands for any letters within a word, also for none, and by
/// itself for any one word. Of a script without spaces it is found within longer runs of letters,
/// too, since nothing there says where a word ends.
///
/// At most [`Pattern::MOST`] characters, at least one of them a letter or a digit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pattern {
    /// As its owner wrote it.
    written: String,
    /// Its words, folded; those of scripts without spaces have a `*` at both ends.
    words: Vec<String>,
}

impl Pattern {
    /// How many characters a pattern may have.
    pub const MOST: usize = 100;

    /// The pattern as its owner wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Whether it stands in a text. Takes time in proportion to the text.
    #[must_use]
    pub fn matches(&self, text: &Words) -> bool {
        let Some((first, more)) = self.words.split_first() else {
            return false;
        };
        if !Self::any_fits(first, text) {
            return false;
        }
        more.is_empty() || (0..text.count()).any(|at| self.stands_at(text, at))
    }

    /// Whether there is such a word at all. Few words are looked at: those with the same beginning,
    /// or else those with the longest part between wildcards.
    fn any_fits(wild: &str, text: &Words) -> bool {
        let prefix = wild.split('*').next().unwrap_or_default();
        if !prefix.is_empty() {
            return text.beginning(prefix).any(|word| fits(wild, word));
        }
        let longest = wild.split('*').max_by_key(|part| part.len());
        match longest.filter(|part| !part.is_empty()) {
            Some(part) => text.having(part).any(|word| fits(wild, word)),
            None => text.count() > 0,
        }
    }

    fn stands_at(&self, text: &Words, at: usize) -> bool {
        let mut found = text.from(at);
        self.words
            .iter()
            .all(|word| found.next().is_some_and(|found| fits(word, found)))
    }
}

/// Whether a word is what a word with wildcards stands for. What lies between two wildcards is
/// taken where it comes first: if the rest fits after a later place, it fits after that one, so
/// nothing is tried twice.
fn fits(wild: &str, word: &str) -> bool {
    let mut parts = wild.split('*');
    let Some(rest) = word.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    let Some(mut rest) = rest.strip_suffix(last) else {
        return false;
    };
    parts.all(|part| match rest.split_once(part) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

impl TryFrom<&str> for Pattern {
    type Error = FieldError;

    fn try_from(text: &str) -> Result<Self, FieldError> {
        let written = text.trim();
        if written.chars().count() > Self::MOST {
            return Err(FieldError::new("pattern", "pattern_too_long"));
        }
        let folded = fold(written);
        let words: Vec<String> = places(&folded, |c| c == '*' || c.is_alphanumeric())
            .into_iter()
            .filter_map(|place| folded.get(place))
            .map(as_word)
            .collect();
        if words.iter().all(|word| word == "*") {
            return Err(FieldError::new("pattern", "pattern_missing"));
        }
        Ok(Self {
            written: written.to_owned(),
            words,
        })
    }
}

/// A word of a pattern, its wildcards no more than they have to be.
fn as_word(word: &str) -> String {
    let open = if word.contains(is_unspaced) { "*" } else { "" };
    let mut plain = String::with_capacity(word.len() + 2);
    for c in open.chars().chain(word.chars()).chain(open.chars()) {
        if !(c == '*' && plain.ends_with('*')) {
            plain.push(c);
        }
    }
    plain
}

impl TryFrom<String> for Pattern {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::try_from(text.as_str())
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> String {
        pattern.written
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;
    use crate::policy::Words;

    fn pattern(text: &str) -> Pattern {
        Pattern::try_from(text).unwrap()
    }

    fn check(wanted: &str, found_in: &[&str], not_in: &[&str]) {
        let wanted = pattern(wanted);
        for (texts, expected) in [(found_in, true), (not_in, false)] {
            for text in texts {
                let found = wanted.matches(&Words::of(text));
                assert_eq!(found, expected, "{wanted:?} in {text:?}");
            }
        }
    }

    #[test]
    fn finds_whole_words() {
        check(
            "casino",
            &[
                "casino",
                "A CASINO!",
                "x\ncasino.example",
                "<casino>",
                "_casino_",
            ],
            &["", "casinos", "ocasino", "cas ino", "casin"],
        );
        check(
            "class",
            &["First class."],
            &["classic", "classify", "subclass"],
        );
        check("c3", &["C3!"], &["c", "3", "c33"]);
    }

    #[test]
    fn finds_words_in_a_row() {
        check(
            "buy now",
            &["Buy now!", "so BUY... now", "buy buy now", "a buy\n\nnow b"],
            &["buy", "now buy", "buy it now", "buynow"],
        );
        check("a a b", &["a a a b"], &["a b a"]);
        check("buy * now", &["buy it now"], &["buy now", "buy it all now"]);
        check("casino.example", &["https://casino.example/x"], &["casino"]);
        check("now *", &["now it"], &["it now"]);
        check("* now", &["it now"], &["now it", "now"]);
    }

    #[test]
    fn finds_with_wildcards() {
        check(
            "casin*",
            &["casino", "casinos", "casin"],
            &["casi", "acasino"],
        );
        check("*casino", &["casino", "ocasino"], &["casinos"]);
        check("*casino*", &["xcasinox", "casino"], &["casin o"]);
        check(
            "v*gra",
            &["viagra", "vgra", "v1a9gra"],
            &["viagras", "v gra"],
        );
        check("a*a", &["aa", "aba", "aaa"], &["a", "ab"]);
        check("ab*ba", &["abba", "ab0ba"], &["aba"]);
        check("a*b*c", &["abc", "axbxc", "abbcbc"], &["acb", "abcd"]);
        check("a**b", &["ab", "axb"], &["b"]);
        check("casin* bon*", &["Casinos: bonus"], &["bonus casino"]);
    }

    #[test]
    fn folds_cases_of_many_scripts() {
        check(
            "straße",
            &["STRASSE", "Straße", "STRAẞE", "strasse"],
            &["strase"],
        );
        check("οδος", &["ΟΔΟΣ", "οδοσ", "οδος"], &["οδο"]);
        for written in ["İSTANBUL", "ISTANBUL", "ıstanbul", "istanbul"] {
            check(
                written,
                &[
                    "İstanbul",
                    "ISTANBUL",
                    "ıstanbul",
                    "istanbul",
                    "i\u{307}stanbul",
                ],
                &["stanbul"],
            );
        }
        check("казино", &["КАЗИНО"], &["казинo"]);
        check("café", &["CAFÉ", "cafe\u{301}"], &["cafe"]);
        check("ｃａｓｉｎｏ", &["casino"], &[]);
    }

    #[test]
    fn finds_what_is_parted_invisibly() {
        check(
            "casino",
            &[
                "cas\u{200B}ino",
                "c\u{AD}asino",
                "\u{202E}casino",
                "cas\u{200D}\u{200C}ino",
                "ca\u{FE0F}sino",
                "ca\u{E0041}sino",
                "c\u{336}a\u{336}s\u{336}i\u{336}n\u{336}o\u{336}",
            ],
            &["cas\u{2009}ino", "cas\u{3000}ino"],
        );
        check("cas\u{200B}ino", &["casino"], &[]);
    }

    #[test]
    fn finds_parts_in_scripts_without_spaces() {
        check("無料", &["今なら無料です", "無料"], &["無 料", "料無"]);
        check(
            "カジノ",
            &["オンラインカジノで", "カジノ"],
            &["カジ", "カシノ"],
        );
        check("をください", &["お金をください。"], &["くださいを"]);
        check("พนัน", &["เว็บพนันออนไลน์"], &["พนั"]);
        check("無*料", &["無い料金", "無料"], &["料無"]);
        check("iphone無料", &["今iPhone無料!"], &["無料iphone"]);
        check("नमस्ते", &["नमस्ते!"], &["नमस", "नमस्तेजी"]);
        // In Korean words are spaced.
        check("카지노", &["카지노 좋다"], &["카지노가"]);
        check("카지노*", &["카지노가"], &[]);
    }

    #[test]
    fn takes_time_in_proportion_to_the_text() {
        let wild = pattern(&"a*".repeat(50));
        let near_miss = pattern(&format!("{}b", "a*".repeat(49)));
        let words = pattern(&"a ".repeat(50));
        let begun = std::time::Instant::now();
        let one_word = Words::of(&"a".repeat(200_000));
        assert!(wild.matches(&one_word));
        assert!(!near_miss.matches(&one_word));
        assert!(!pattern("*a*b*a*").matches(&one_word));
        let many_words = Words::of(&"a ".repeat(20_000));
        assert!(words.matches(&many_words));
        assert!(!near_miss.matches(&many_words));
        assert!(!pattern(&format!("{}b", "a ".repeat(49))).matches(&many_words));
        // Tried out place by place, each of these would take longer than the universe is old.
        assert!(begun.elapsed().as_secs() < 30);
    }

    #[test]
    fn is_bounded_and_has_something_to_find() {
        let code = |text: &str| Pattern::try_from(text).map_err(|error| error.code).err();
        for text in ["", " ", "*", "* *", "...", "💰", "\u{200B}", "\u{301}"] {
            assert_eq!(code(text), Some("pattern_missing"), "{text:?}");
        }
        assert_eq!(code(&"é".repeat(101)), Some("pattern_too_long"));
        assert_eq!(code(&"é".repeat(100)), None);
        assert_eq!(code(&format!("  {}  ", "a".repeat(100))), None);
    }

    #[test]
    fn is_kept_as_it_was_written() {
        let json = serde_json::to_string(&pattern(" Straße** ")).unwrap();
        assert_eq!(json, "\"Straße**\"");
        let read: Pattern = serde_json::from_str(&json).unwrap();
        assert_eq!(read, pattern("Straße**"));
        assert!(serde_json::from_str::<Pattern>("\"*\"").is_err());
    }
}
