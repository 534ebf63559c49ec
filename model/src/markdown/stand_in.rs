//! Characters in disguise.
//!
//! A stand-in is a noncharacter (U+FDD0 to U+FDEF, which Unicode keeps for use inside a program)
//! that the parser takes for a letter and that the writer turns back. So a `<` that must not begin
//! HTML goes through the parser unseen, be it in text, in code or in an address.

/// The characters that have a stand-in, in the order of their stand-ins.
const DISGUISED: [char; 8] = ['<', '&', '#', '=', '-', '*', '_', '~'];

const FIRST: u32 = 0xFDD0;
const LAST: u32 = 0xFDEF;

/// Stands for nothing: put before a character that must not be the first of its line.
pub const NOTHING: char = '\u{FDEF}';

/// The stand-in of a character; the character itself if it has none.
pub fn disguise(c: char) -> char {
    DISGUISED
        .iter()
        .zip(FIRST..)
        .find(|(disguised, _)| **disguised == c)
        .and_then(|(_, code)| char::from_u32(code))
        .unwrap_or(c)
}

/// Whether a character would be taken for a stand-in.
pub fn is_stand_in(c: char) -> bool {
    (FIRST..=LAST).contains(&u32::from(c))
}

/// Takes every disguise off.
pub fn undisguise(text: &str) -> String {
    text.chars()
        .filter(|c| *c != NOTHING)
        .map(|c| original(c).unwrap_or(c))
        .collect()
}

fn original(c: char) -> Option<char> {
    let at = u32::from(c).checked_sub(FIRST)?;
    DISGUISED.get(usize::try_from(at).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::{DISGUISED, NOTHING, disguise, is_stand_in, undisguise};

    #[test]
    fn disguises_come_off() {
        for c in DISGUISED {
            assert!(is_stand_in(disguise(c)));
            assert_eq!(
                undisguise(&format!("a{}{NOTHING}b", disguise(c))),
                format!("a{c}b")
            );
        }
        assert_eq!(disguise('x'), 'x');
        assert!(is_stand_in(NOTHING));
    }
}
