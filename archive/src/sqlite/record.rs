//! Rows as they are written (2.1).

/// How many columns a table may have (<https://www.sqlite.org/limits.html>, 2).
const WIDEST: usize = 32_767;

/// How texts are written (1.3.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// The one of a number in the header. Nothing else than UTF-8 is told by a 0, which a file has
    /// before its first table.
    pub fn numbered(number: u64) -> Self {
        match number {
            2 => Self::Utf16Le,
            3 => Self::Utf16Be,
            _ => Self::Utf8,
        }
    }

    fn decode(self, bytes: &[u8]) -> String {
        let unit: fn([u8; 2]) -> u16 = match self {
            Self::Utf8 => return String::from_utf8_lossy(bytes).into_owned(),
            Self::Utf16Le => u16::from_le_bytes,
            Self::Utf16Be => u16::from_be_bytes,
        };
        let (pairs, _) = bytes.as_chunks();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16_lossy(&units)
    }
}

/// A value in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// None.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// A text.
    Text(String),
    /// Bytes, which nobody asks for.
    Blob,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// At which byte of the file it begins.
    pub at: u64,
    /// Its number, which is also that of a column `INTEGER PRIMARY KEY`; the column itself is empty.
    pub id: i64,
    values: Vec<Value>,
}

impl Row {
    /// Reads what a row's cell has; nothing if it is damaged.
    pub fn read(at: u64, id: i64, record: &[u8], encoding: Encoding) -> Option<Self> {
        let (length, _) = varint(record)?;
        let (header, mut body) = record.split_at_checked(usize::try_from(length).ok()?)?;
        let (_, mut header) = varint(header)?;
        let mut values = Vec::new();
        while !header.is_empty() {
            let (kind, rest) = varint(header)?;
            header = rest;
            let (bytes, rest) = body.split_at_checked(length_of(kind)?)?;
            body = rest;
            if values.len() >= WIDEST {
                return None;
            }
            values.push(value(kind, bytes, encoding));
        }
        Some(Self { at, id, values })
    }

    /// The text in a column; empty if there is none. A number is text too: SQLite lets anything
    /// stand anywhere.
    pub fn text(&self, column: usize) -> String {
        match self.values.get(column) {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Integer(number)) => number.to_string(),
            Some(Value::Real(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// The whole number in a column.
    pub fn integer(&self, column: usize) -> Option<i64> {
        match self.values.get(column) {
            Some(Value::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    /// The number in a column. One without a fraction is written as a whole one (2.1, on `REAL`).
    pub fn real(&self, column: usize) -> Option<f64> {
        match self.values.get(column) {
            Some(Value::Real(number)) => Some(*number),
            #[allow(clippy::cast_precision_loss, reason = "whoever asks wants a float")]
            Some(Value::Integer(number)) => Some(*number as f64),
            _ => None,
        }
    }
}

/// How many bytes a value of a kind has.
fn length_of(kind: i64) -> Option<usize> {
    match kind {
        0 | 8 | 9 => Some(0),
        1..=4 => usize::try_from(kind).ok(),
        5 => Some(6),
        6 | 7 => Some(8),
        12.. => usize::try_from((kind - 12) / 2).ok(),
        _ => None,
    }
}

fn value(kind: i64, bytes: &[u8], encoding: Encoding) -> Value {
    match kind {
        1..=6 => Value::Integer(integer(bytes)),
        7 => Value::Real(f64::from_bits(integer(bytes).cast_unsigned())),
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        13.. if kind % 2 == 1 => Value::Text(encoding.decode(bytes)),
        12.. => Value::Blob,
        _ => Value::Null,
    }
}

/// A whole number of up to eight bytes, the highest first, of which the first bit is the sign.
fn integer(bytes: &[u8]) -> i64 {
    let sign = bytes.first().is_some_and(|byte| *byte >= 0x80);
    bytes
        .iter()
        .fold(if sign { -1 } else { 0 }, |number, byte| {
            (number << 8) | i64::from(*byte)
        })
}

/// A number of one to nine bytes, each but the ninth with seven bits of it, and what follows it.
pub fn varint(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let mut number: i64 = 0;
    for (index, &byte) in bytes.iter().enumerate().take(9) {
        let rest = bytes.get(index + 1..).unwrap_or_default();
        if index == 8 {
            return Some(((number << 8) | i64::from(byte), rest));
        }
        number = (number << 7) | i64::from(byte & 0x7F);
        if byte < 0x80 {
            return Some((number, rest));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Row, Value, varint};

    #[test]
    fn reads_numbers_of_any_length() {
        let check = |bytes: &[u8], expected| {
            assert_eq!(
                varint(bytes).map(|(number, rest)| (number, rest.len())),
                expected
            );
        };
        check(&[], None);
        check(&[0x80], None);
        check(&[0x7F, 1], Some((127, 1)));
        check(&[0x81, 0], Some((128, 0)));
        check(&[0xFF; 8], None);
        check(&[0xFF; 10], Some((-1, 1)));
    }

    #[test]
    fn reads_every_kind_of_value() {
        let check = |record: &[u8], expected: &[Value]| {
            let row = Row::read(0, 0, record, Encoding::Utf8).unwrap();
            assert_eq!(row.values, expected);
        };
        check(&[1], &[]);
        check(
            &[7, 0, 8, 9, 1, 2, 3, 0xFF, 1, 0, 0xFF, 0, 0],
            &[
                Value::Null,
                Value::Integer(0),
                Value::Integer(1),
                Value::Integer(-1),
                Value::Integer(256),
                Value::Integer(-65_536),
            ],
        );
        let long = [4, 5, 6, 7, 0, 0, 0, 0, 0, 2, 0x80, 0, 0, 0, 0, 0, 0, 0];
        let half = 0.5_f64.to_be_bytes();
        check(
            &[&long[..], &half[..]].concat(),
            &[
                Value::Integer(2),
                Value::Integer(i64::MIN),
                Value::Real(0.5),
            ],
        );
        check(
            &[5, 17, 14, 13, 12, b'a', 0xFF, 7],
            &[
                Value::Text("a\u{FFFD}".to_owned()),
                Value::Blob,
                Value::Text(String::new()),
                Value::Blob,
            ],
        );
    }

    #[test]
    fn makes_nothing_of_what_is_damaged() {
        for record in [
            &[][..],
            &[0],
            &[2],
            &[2, 1],
            &[2, 10],
            &[2, 11],
            &[3, 0x80],
            &[10, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            &[10, 0xBF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        ] {
            assert_eq!(Row::read(0, 0, record, Encoding::Utf8), None, "{record:?}");
        }
    }

    #[test]
    fn reads_texts_as_they_are_written() {
        let text = "é 😀";
        let units = || text.encode_utf16();
        let le: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        assert_eq!(Encoding::numbered(2).decode(&le), text);
        assert_eq!(Encoding::numbered(3).decode(&be), text);
        assert_eq!(Encoding::numbered(1).decode(text.as_bytes()), text);
    }
}
