//! A text in the form in which words are compared: cases folded, and nothing in it that nobody
//! sees.

use crate::letters::{is_mark, is_unseen, with_mark};

/// Folds a text.
///
/// Unicode's case folding (`CaseFolding.txt`, full) where it matters for words, with one addition:
/// the dotted and the dotless i of Turkish are one letter, since nobody can tell in which language
/// a text is. A letter and its mark become the one character that they look like; a mark that makes
/// no letter of its own is dropped, and so is whatever has no width. Latin letters and digits of
/// full width are the plain ones.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if is_mark(c) {
            if let Some(marked) = folded
                .chars()
                .next_back()
                .and_then(|last| with_mark(last, c))
            {
                folded.pop();
                folded.push(marked);
            }
        } else if !is_unseen(c) {
            push(&mut folded, narrow(c));
        }
    }
    folded
}

/// The plain form of a character of full width.
fn narrow(c: char) -> char {
    const FULL_WIDTH: u32 = 0xFF00 - 0x20;
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - FULL_WIDTH).unwrap_or(c),
        c => c,
    }
}

fn push(folded: &mut String, c: char) {
    match c {
        'A'..='Z' => folded.push(c.to_ascii_lowercase()),
        c if c.is_ascii() => folded.push(c),
        'İ' | 'ı' => folded.push('i'),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'ς' => folded.push('σ'),
        'ſ' => folded.push('s'),
        'µ' => folded.push('μ'),
        'ﬀ' => folded.push_str("ff"),
        'ﬁ' => folded.push_str("fi"),
        'ﬂ' => folded.push_str("fl"),
        'ﬃ' => folded.push_str("ffi"),
        'ﬄ' => folded.push_str("ffl"),
        'ﬅ' | 'ﬆ' => folded.push_str("st"),
        c => folded.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds() {
        for (text, expected) in [
            ("", ""),
            ("Casino!", "casino!"),
            ("STRASSE Straße STRAẞE", "strasse strasse strasse"),
            ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
            ("İIıi I\u{307}", "iiii i"),
            ("e\u{301}É", "éé"),
            ("A\u{323}\u{302}", "ậ"),
            ("v\u{337}i\u{335}a", "via"),
            ("ca\u{AD}si\u{200B}no\u{2060}", "casino"),
            ("\u{202E}a\u{200D}b\u{FEFF}", "ab"),
            ("ﬁne ſalt", "fine salt"),
            ("ＣＡＳＩＮＯ２", "casino2"),
            ("КАЗИНО", "казино"),
            ("שָׁלוֹם", "שלום"),
            ("كازيـــنُو", "كازينو"),
            ("\u{301}", ""),
            ("無料", "無料"),
        ] {
            assert_eq!(fold(text), expected, "{text:?}");
        }
    }
}
