//! The words of a text in a plain form, so that the same word is the same however it is dressed.

use crate::field::is_invisible;

/// What was read of a text.
pub struct Read {
    /// The words.
    pub words: Vec<String>,
    /// How many of them were disguised.
    pub disguised: u32,
    /// Whether one of them is [jumbled](Word::is_jumbled).
    pub is_jumbled: bool,
}

/// The longest word that is kept, in characters: what follows is cut off.
const LONGEST: usize = 40;

/// A text without its quotations and its code.
pub fn own_part(text: &str) -> String {
    let mut own = String::with_capacity(text.len());
    let mut in_code = false;
    for line in text.lines() {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            in_code = !in_code;
        } else if !in_code && !trimmed.starts_with('>') {
            // What stands between back ticks is every other part.
            for part in line.split('`').step_by(2) {
                own.push_str(part);
                own.push(' ');
            }
        }
        own.push('\n');
    }
    own
}

/// Reads the words of a text, the first so many.
pub fn read(text: &str, most: usize) -> Read {
    let mut reader = Reader::default();
    let mut before = None;
    for c in text.chars() {
        if reader.words.len() >= most {
            break;
        }
        reader.take(c, before);
        before = Some(c);
    }
    reader.end();
    reader.words.truncate(most);
    // A Russian word with Latin letters in it is slang; an English one with Russian letters is a
    // disguise. Which it is, the whole text tells.
    let is_cyrillic = reader.cyrillic * 3 > reader.latin;
    let mixed = if is_cyrillic { 0 } else { reader.mixed };
    Read {
        words: reader.words,
        disguised: mixed + reader.hidden,
        is_jumbled: reader.is_jumbled,
    }
}

#[derive(Default)]
struct Reader {
    words: Vec<String>,
    word: Word,
    latin: u32,
    cyrillic: u32,
    mixed: u32,
    hidden: u32,
    is_jumbled: bool,
}

#[derive(Default)]
struct Word {
    text: String,
    length: usize,
    latin: bool,
    cyrillic: bool,
    hidden: bool,
    /// A digit that may stand for a letter, if letters stand on both its sides.
    digit: Option<char>,
    /// How often a letter follows a digit.
    after_digits: usize,
    /// How often a capital follows a small letter, digits between them or not.
    capitals: usize,
    is_after_digit: bool,
    is_after_small: bool,
}

impl Word {
    /// Takes notice of what a character follows.
    fn turn(&mut self, c: char) {
        self.after_digits += usize::from(self.is_after_digit && c.is_alphabetic());
        self.capitals += usize::from(self.is_after_small && c.is_uppercase());
        self.is_after_digit = c.is_ascii_digit();
        self.is_after_small = c.is_lowercase() || (self.is_after_small && self.is_after_digit);
    }

    /// Whether capitals, small letters and digits follow each other as in a password. What people
    /// write has no digits between, as `getElementById` and `LaTeX`, or no capitals, as `4f2a9c1`.
    const fn is_jumbled(&self) -> bool {
        let turns = self.after_digits + self.capitals;
        let is_mixed = self.after_digits > 0 && self.capitals > 0;
        is_mixed && turns >= 3 && self.length <= 3 * turns
    }
}

impl Reader {
    fn take(&mut self, c: char, before: Option<char>) {
        self.word.turn(c);
        if is_unspaced(c) {
            self.end();
            if let Some(before) = before.filter(|c| is_unspaced(*c)) {
                self.words.push([before, c].iter().collect());
            }
        } else if matches!(c, '\'' | '’' | 'ʼ') || is_mark(c) {
            // Within a word they are dropped; elsewhere there is nothing to drop.
        } else if hides(c) {
            // A soft hyphen is what editors put in, and joiners belong to some scripts.
            let dressed = !matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}');
            self.word.hidden |= dressed && self.word.latin;
        } else if c.is_ascii_digit() {
            self.word.digit = (!self.word.text.is_empty() && self.word.digit.is_none())
                .then_some(c)
                .filter(|c| letter_of(*c) != *c);
        } else if let Some(plain) = plain_letter(c) {
            self.letter(plain, plain != c);
        } else if c.is_alphabetic() {
            self.letter(c, false);
        } else {
            self.end();
        }
    }

    fn letter(&mut self, c: char, dressed: bool) {
        let word = &mut self.word;
        if let Some(digit) = word.digit.take() {
            word.text.push(letter_of(digit));
        }
        if c.is_ascii_alphabetic() {
            word.latin = true;
            self.latin += 1;
        } else if is_cyrillic(c) {
            word.cyrillic = true;
            self.cyrillic += 1;
        }
        word.hidden |= dressed;
        word.length += 1;
        if word.length <= LONGEST {
            // A sigma is written otherwise at the end of a word.
            word.text
                .extend(c.to_lowercase().map(|c| if c == 'ς' { 'σ' } else { c }));
        }
    }

    fn end(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word.text.is_empty() {
            return;
        }
        self.is_jumbled |= word.is_jumbled();
        let is_mixed = word.latin && word.cyrillic;
        self.mixed += u32::from(is_mixed);
        self.hidden += u32::from(word.hidden);
        self.words.push(if is_mixed {
            word.text.chars().map(latin_twin).collect()
        } else {
            word.text
        });
    }
}

/// Whether a character shows nothing and parts no words.
fn hides(c: char) -> bool {
    is_invisible(c) && !c.is_whitespace() && !c.is_control()
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

/// Whether a character belongs to a script that is written without blanks.
pub fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{0E01}'..='\u{0EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{30FF}'
            | '\u{3400}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{323AF}'
    )
}

/// Accents and vowel signs that are characters of their own.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{0300}'..='\u{036F}'
            | '\u{0483}'..='\u{0489}'
            | '\u{0591}'..='\u{05C7}'
            | '\u{0610}'..='\u{061A}'
            | '\u{064B}'..='\u{065F}'
            | '\u{06D6}'..='\u{06ED}'
            | '\u{20D0}'..='\u{20FF}'
    )
}

/// The letter of a fullwidth or mathematical letter.
fn plain_letter(c: char) -> Option<char> {
    let at = u32::from(c);
    let place = match at {
        0xFF21..=0xFF3A => at - 0xFF21,
        0xFF41..=0xFF5A => at - 0xFF41,
        // 13 alphabets of 26 capitals and 26 small letters.
        0x1D400..=0x1D6A3 => (at - 0x1D400) % 26,
        _ => return None,
    };
    char::from_u32(u32::from('a') + place)
}

/// The letter that a digit between letters stands for, or itself.
fn letter_of(digit: char) -> char {
    match digit {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// The Latin letter that a Cyrillic one looks like.
fn latin_twin(c: char) -> char {
    match c {
        'а' => 'a',
        'в' => 'b',
        'е' | 'ё' => 'e',
        'і' | 'ї' => 'i',
        'ј' => 'j',
        'к' => 'k',
        'м' => 'm',
        'н' => 'h',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'ѕ' => 's',
        'т' => 't',
        'у' => 'y',
        'х' => 'x',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{own_part, read};

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(read(text, 100).words, expected, "{text}");
    }

    #[test]
    fn reads_words() {
        check(
            "Don’t panic, it's e-mail!",
            &["dont", "panic", "its", "e", "mail"],
        );
        check("ΟΔΟΣ Straße İ", &["οδοσ", "straße", "i\u{307}"]);
        check("e\u{301}t\u{e9}", &["et\u{e9}"]);
        check("שָׁלוֹם علی\u{200C}رضا", &["שלום", "علیرضا"]);
        check("2026 4 v2 mp3 b4 a1b2", &["v", "mp", "b", "aib"]);
        check("图书馆 ok", &["图书", "书馆", "ok"]);
        check("👍 … --- #", &[]);
    }

    #[test]
    fn undresses_words() {
        for (text, expected, disguised) in [
            ("v1agra c4s1no", &["viagra", "casino"][..], 0),
            ("via\u{200B}gra", &["viagra"], 1),
            ("vi\u{AD}agra", &["viagra"], 0),
            ("ｖｉａｇｒａ", &["viagra"], 1),
            ("𝐯𝐢𝐚𝐠𝐫𝐚 𝓫𝓾𝔂", &["viagra", "buy"], 2),
            ("buy cаsinо", &["buy", "casino"], 1),
            ("моя SMSка пришла", &["моя", "smska", "пришла"], 0),
            ("я IT-шник", &["я", "it", "шник"], 0),
        ] {
            let read = read(text, 100);
            assert_eq!(read.words, expected, "{text}");
            assert_eq!(read.disguised, disguised, "{text}");
        }
    }

    #[test]
    fn knows_what_is_written_like_a_password() {
        for (text, expected) in [
            ("4JnXeoPgRO", true),
            ("it is wp9brUZuz0a", true),
            ("a6Oud9R2EJIlp", true),
            ("taQgAVgGk", false),
            (
                "getElementById innerHTML toJSON XMLHttpRequest onKeyUp isNaN",
                false,
            ),
            (
                "LaTeX BibTeX NaNoWriMo iPadOS AirBnB LoRaWAN HaHaHa McDonald",
                false,
            ),
            (
                "30x20x15cm 1h30m 1080p60fps C6H12O6 4f2a9c1 20240301T101500Z H1N1",
                false,
            ),
            ("iPhone 15 Pro, b4 a1b2 3D-Druck, 图书馆 ΟΔΟΣ Straße", false),
        ] {
            assert_eq!(read(text, 100).is_jumbled, expected, "{text}");
        }
    }

    #[test]
    fn long_words_are_cut() {
        check(&"a".repeat(10_000), &[&"a".repeat(40)]);
    }

    #[test]
    fn leaves_quotations_and_code_out() {
        let own = own_part("> quoted\nmine `code` too\n```\nlet x;\n```\nend");
        assert_eq!(read(&own, 100).words, ["mine", "too", "end"]);
    }
}
