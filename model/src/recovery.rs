//! The recovery code: a device key in a form that a person can write down and type in again.
//!
//! It is the key's 256 bits as a number in Douglas Crockford's base 32, 52 symbols, and behind
//! them his check symbol, the number modulo 37. Since 37 is a prime that divides neither 32 nor
//! 31, every slip in one symbol is told, and so is every swap of two that stand side by side.

use crate::key::DeviceKey;
use std::fmt;

/// The symbols: the first 32 are digits, all 37 can be the check symbol. Its I, L, O and (as a
/// digit) U are left out, since they look like others.
const SYMBOLS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
/// How many digits the number has: the first holds one bit.
const DIGITS: usize = 52;
/// How many symbols stand together.
const GROUP: usize = 4;
const MODULUS: u32 = 37;

/// Why a text is no recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecoveryError {
    /// So many symbols are missing.
    Missing(usize),
    /// There are too many.
    TooLong,
    /// This letter does not occur in recovery codes.
    Letter(char),
    /// Some symbol is not the one that was written down, or two are swapped.
    Slip,
}

impl fmt::Display for RecoveryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(count) => write!(f, "{count} missing"),
            Self::TooLong => f.write_str("too long"),
            Self::Letter(letter) => write!(f, "{letter:?} does not occur"),
            Self::Slip => f.write_str("the check symbol does not fit"),
        }
    }
}

impl std::error::Error for RecoveryError {}

/// Writes a key as its recovery code, in groups of four. Whoever has it has the key.
#[must_use]
pub fn write(key: &DeviceKey) -> String {
    let digits = digits(&key.bytes());
    let mut code = String::with_capacity(DIGITS + DIGITS / GROUP + 1);
    for (at, value) in digits.into_iter().chain([check(&digits)]).enumerate() {
        if at > 0 && at % GROUP == 0 {
            code.push('-');
        }
        let symbol = SYMBOLS.get(value as usize).copied().unwrap_or(b'0');
        code.push(char::from(symbol));
    }
    code
}

/// Reads a recovery code. Upper and lower case are alike, white space and hyphens do not count,
/// O is read as 0, I and L as 1.
///
/// # Errors
/// What a person has to look at.
pub fn read(code: &str) -> Result<DeviceKey, RecoveryError> {
    let values = code
        .chars()
        .filter(|c| !is_between(*c))
        .map(|c| value(c).ok_or(RecoveryError::Letter(c)))
        .collect::<Result<Vec<u32>, _>>()?;
    let count = values.len();
    if count > DIGITS + 1 {
        return Err(RecoveryError::TooLong);
    }
    let Some((given, digits)) = values.split_last().filter(|_| count > DIGITS) else {
        return Err(RecoveryError::Missing(DIGITS + 1 - count));
    };
    // The five symbols that only check, and more than 256 bits, are slips, too.
    let fits = digits.iter().all(|digit| *digit < 32) && digits.first().is_some_and(|bit| *bit < 2);
    if fits && check(digits) == *given {
        Ok(DeviceKey::new(bytes(digits)))
    } else {
        Err(RecoveryError::Slip)
    }
}

/// Hyphens, and whatever a keyboard or a word processor makes of them.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200B}')
}

fn value(c: char) -> Option<u32> {
    let symbol = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        symbol => symbol,
    };
    let at = SYMBOLS
        .iter()
        .position(|known| char::from(*known) == symbol)?;
    u32::try_from(at).ok()
}

fn check(digits: &[u32]) -> u32 {
    digits
        .iter()
        .fold(0, |rest, digit| (rest * 32 + digit) % MODULUS)
}

/// The number's digits in base 32: its first has one bit, each other five.
fn digits(bytes: &[u8; 32]) -> [u32; DIGITS] {
    let mut digits = [0; DIGITS];
    let bits = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| u32::from(byte >> bit & 1)));
    // 260 places for 256 bits: the first four are empty.
    for (at, bit) in bits.enumerate() {
        if let Some(digit) = digits.get_mut(at.div_ceil(5)) {
            *digit = *digit << 1 | bit;
        }
    }
    digits
}

fn bytes(digits: &[u32]) -> [u8; 32] {
    let mut bytes = [0; 32];
    let bits = digits
        .iter()
        .flat_map(|digit| (0..5).rev().map(move |bit| digit >> bit & 1));
    for (at, bit) in bits.skip(4).enumerate() {
        if let Some(byte) = bytes.get_mut(at / 8) {
            *byte = *byte << 1 | u8::from(bit == 1);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{DIGITS, RecoveryError, SYMBOLS, read, write};
    use crate::key::DeviceKey;
    use proptest::prelude::*;

    fn symbols(code: &str) -> Vec<char> {
        code.chars().filter(|c| *c != '-').collect()
    }

    fn read_symbols(symbols: &[char]) -> Result<DeviceKey, RecoveryError> {
        read(&symbols.iter().collect::<String>())
    }

    #[test]
    fn is_written_in_groups() {
        let code = write(&DeviceKey::new([0; 32]));
        assert_eq!(code, format!("{}0", "0000-".repeat(13)));
        let counted: [u8; 32] = std::array::from_fn(|at| at as u8);
        assert_eq!(
            write(&DeviceKey::new(counted)),
            "0001-081G-8186-0W40-J2GB-1G6G-W3RG-2491-650N-2RBH-G68T-3CE1-T7GZ-2"
        );
        let most = write(&DeviceKey::new([0xff; 32]));
        assert!(most.starts_with("1ZZZ-ZZZZ-"), "{most}");
    }

    #[test]
    fn is_read_as_people_type() {
        let key = DeviceKey::new(std::array::from_fn(|at| at as u8 * 7));
        let code = write(&key);
        for typed in [
            code.clone(),
            code.to_lowercase(),
            code.replace('-', ""),
            code.replace('-', " \u{2013} "),
            format!("\n {code}\t"),
            code.replace('0', "o").replace('1', "l"),
            code.replace('0', "O").replace('1', "I"),
        ] {
            assert_eq!(read(&typed).as_ref(), Ok(&key), "{typed}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let code = write(&DeviceKey::new([1; 32]));
        for (typed, expected) in [
            (String::new(), RecoveryError::Missing(53)),
            ("abc-d".to_owned(), RecoveryError::Missing(49)),
            (code[..code.len() - 1].to_owned(), RecoveryError::Missing(1)),
            (format!("{code}0"), RecoveryError::TooLong),
            ("00é".to_owned(), RecoveryError::Letter('é')),
            (format!("{code}!"), RecoveryError::Letter('!')),
            (format!("U{}", &code[1..]), RecoveryError::Slip),
            (format!("{}0", "Z".repeat(52)), RecoveryError::Slip),
        ] {
            assert_eq!(read(&typed), Err(expected), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(bytes: [u8; 32]) {
            let key = DeviceKey::new(bytes);
            prop_assert_eq!(read(&write(&key)), Ok(key));
        }

        /// Every other symbol in every place.
        #[test]
        fn tells_every_wrong_symbol(bytes: [u8; 32]) {
            let right = symbols(&write(&DeviceKey::new(bytes)));
            for at in 0..=DIGITS {
                for symbol in SYMBOLS.iter().map(|byte| char::from(*byte)) {
                    let mut wrong = right.clone();
                    wrong[at] = symbol;
                    if wrong != right {
                        prop_assert_eq!(read_symbols(&wrong), Err(RecoveryError::Slip));
                    }
                }
            }
        }

        /// Every two neighbours, the check symbol among them.
        #[test]
        fn tells_every_swap(bytes: [u8; 32]) {
            let right = symbols(&write(&DeviceKey::new(bytes)));
            for at in 0..DIGITS {
                let mut wrong = right.clone();
                wrong.swap(at, at + 1);
                if wrong != right {
                    prop_assert_eq!(read_symbols(&wrong), Err(RecoveryError::Slip));
                }
            }
        }

        #[test]
        fn never_panics(text: String) {
            drop(read(&text));
        }
    }
}
