//! The words of a text, prepared once and searched by many patterns.

use super::fold::fold;
use crate::order;
use std::ops::Range;

/// A text's words, folded, in the order of the text and in that of the alphabet.
pub struct Words {
    text: String,
    places: Vec<Range<usize>>,
    /// The first place of each different word, by the word.
    sorted: Vec<usize>,
}

impl Words {
    /// The words of a text: what stands between characters that are neither letters nor digits.
    ///
    /// Where letters of a script that writes no spaces meet others, a word ends.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = fold(text);
        let places = places(&text, |c| c.is_alphanumeric());
        let word = |at: &usize| {
            places
                .get(*at)
                .and_then(|place| text.get(place.clone()))
                .unwrap_or_default()
        };
        let mut sorted: Vec<usize> = (0..places.len()).collect();
        order::sort(&mut sorted, |a, b| word(a).cmp(word(b)));
        // Which of several places is kept does not matter: they are only asked for their word.
        sorted.dedup_by(|a, b| word(a) == word(b));
        Self {
            text,
            places,
            sorted,
        }
    }

    /// Every word from a place on, in the order of the text.
    pub(super) fn from(&self, at: usize) -> impl Iterator<Item = &str> {
        self.places
            .get(at..)
            .unwrap_or_default()
            .iter()
            .map(|place| self.at(place))
    }

    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    /// The different words that begin with a prefix.
    pub(super) fn beginning<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let word = |at: &usize| self.from(*at).next().unwrap_or_default();
        let first = self.sorted.partition_point(|at| word(at) < prefix);
        self.sorted
            .get(first..)
            .unwrap_or_default()
            .iter()
            .map(word)
            .take_while(move |word| word.starts_with(prefix))
    }

    /// The words in which some letters stand, each once.
    pub(super) fn having<'a>(&'a self, letters: &'a str) -> impl Iterator<Item = &'a str> {
        let mut last = None;
        self.text
            .match_indices(letters)
            .map(|(at, _)| self.places.partition_point(|place| place.end <= at))
            .filter(move |place| last.replace(*place) != Some(*place))
            .filter_map(|place| self.from(place).next())
    }

    fn at(&self, place: &Range<usize>) -> &str {
        self.text.get(place.clone()).unwrap_or_default()
    }
}

/// The places of the words in a folded text. `is_letter` says what a word is made of, besides the
/// signs that Indic scripts join letters with.
pub(super) fn places(folded: &str, is_letter: fn(char) -> bool) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    // Whether the word that is being read is of a script without spaces; not known yet of a word
    // that has begun with a wildcard.
    let mut kind: Option<bool> = None;
    let mut open = false;
    for (at, c) in folded.char_indices() {
        let next = is_unspaced(c);
        if !(next || joins(c) || is_letter(c)) {
            open = false;
            kind = None;
            continue;
        }
        let is_wildcard = c == '*';
        let parts = !is_wildcard && kind.is_some_and(|kind| kind != next);
        if !is_wildcard {
            kind = Some(next);
        }
        let end = at + c.len_utf8();
        match places.last_mut() {
            Some(last) if open && !parts => last.end = end,
            _ => places.push(at..end),
        }
        open = true;
    }
    places
}

/// Whether a letter is of a script that puts no spaces between words: Han, Hiragana, Katakana,
/// Thai, Lao, Burmese, Khmer.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{0E01}'..='\u{0E3A}'
            | '\u{0E40}'..='\u{0E4E}'
            | '\u{0E81}'..='\u{0ECE}'
            | '\u{1000}'..='\u{103F}'
            | '\u{1780}'..='\u{17D3}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{3096}'
            | '\u{3099}'..='\u{309A}'
            | '\u{309D}'..='\u{309F}'
            | '\u{30A1}'..='\u{30FA}'
            | '\u{30FC}'..='\u{30FF}'
            | '\u{31F0}'..='\u{31FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF66}'..='\u{FF9F}'
            | '\u{20000}'..='\u{3FFFD}'
    )
}

/// Whether a character of an Indic script belongs to the word around it: also the signs among them
/// that Unicode counts as marks, not as letters. All but the two dandas and the abbreviation sign.
fn joins(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0DFF}') && !matches!(c, '\u{0964}' | '\u{0965}' | '\u{0970}')
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn parts_a_text() {
        for (text, expected) in [
            ("", vec![]),
            ("... !", vec![]),
            ("Buy NOW!", vec!["buy", "now"]),
            (
                "don't x_y-z 3.14",
                vec!["don", "t", "x", "y", "z", "3", "14"],
            ),
            ("bücher/лев", vec!["bücher", "лев"]),
            ("cas\u{200B}ino", vec!["casino"]),
            ("नमस्ते दुनिया।", vec!["नमस्ते", "दुनिया"]),
            ("新しいiPhoneを買う", vec!["新しい", "iphone", "を買う"]),
            ("ซื้อที่นี่ now", vec!["ซื้อที่นี่", "now"]),
            ("a*b", vec!["a", "b"]),
        ] {
            let words = Words::of(text);
            assert_eq!(words.from(0).collect::<Vec<_>>(), expected, "{text:?}");
            assert_eq!(words.count(), expected.len());
        }
    }

    #[test]
    fn finds_words_by_their_beginning() {
        let words = Words::of("the then a Then thence b the");
        for (prefix, expected) in [
            ("the", vec!["the", "then", "thence"]),
            ("then", vec!["then", "thence"]),
            ("", vec!["a", "b", "the", "then", "thence"]),
            ("c", vec![]),
            ("z", vec![]),
        ] {
            assert_eq!(words.beginning(prefix).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn finds_words_by_letters_in_them() {
        let words = Words::of("the other... thethe, now 無料です");
        for (letters, expected) in [
            ("he", vec!["the", "other", "thethe"]),
            ("ow", vec!["now"]),
            ("料", vec!["無料です"]),
            ("x", vec![]),
        ] {
            assert_eq!(words.having(letters).collect::<Vec<_>>(), expected);
        }
    }
}
