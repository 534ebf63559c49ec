//! A comment's id and its state.

use crate::field::FieldError;
use crate::time::Millis;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A comment's id: a UUID in lower case with hyphens, of version 7 (made by a client) or 8 (made
/// by an import, always the same for the same source).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommentId(String);

impl CommentId {
    /// A new id of version 7, from the time and from random bytes.
    #[must_use]
    pub fn new_v7(now: Millis, random: [u8; 10]) -> Self {
        Self::made(0x70, now, random)
    }

    /// The id of version 8 of something that was written then, and is told from all else by a hash.
    #[must_use]
    pub fn new_v8(created: Millis, hash: [u8; 10]) -> Self {
        Self::made(0x80, created, hash)
    }

    /// Both versions have the time where it sorts them (RFC 9562, 5.7 and 5.8).
    fn made(version: u8, time: Millis, rest: [u8; 10]) -> Self {
        let [r0, r1, r2, r3, r4, r5, r6, r7, r8, r9] = rest;
        let [_, _, t0, t1, t2, t3, t4, t5] = time.to_be_bytes();
        let version = version | (r0 & 0x0f);
        let variant = 0x80 | (r2 & 0x3f);
        let bytes = [
            t0, t1, t2, t3, t4, t5, version, r1, variant, r3, r4, r5, r6, r7, r8, r9,
        ];
        let mut text = String::with_capacity(36);
        for (at, byte) in bytes.into_iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            for nibble in [byte >> 4, byte & 0x0f] {
                text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
        }
        Self(text)
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a client may have made it. Ids of version 8 are kept for imports, so that no
    /// reader can take the id that an import is going to use.
    #[must_use]
    pub fn is_from_client(&self) -> bool {
        self.0.as_bytes().get(14) == Some(&b'7')
    }
}

impl TryFrom<&str> for CommentId {
    type Error = FieldError;

    fn try_from(text: &str) -> Result<Self, FieldError> {
        let shaped = text.len() == 36
            && text.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                14 => matches!(byte, b'7' | b'8'),
                19 => matches!(byte.to_ascii_lowercase(), b'8' | b'9' | b'a' | b'b'),
                _ => byte.is_ascii_hexdigit(),
            });
        if shaped {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(FieldError::new("id", "id_invalid"))
        }
    }
}

impl TryFrom<String> for CommentId {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::try_from(text.as_str())
    }
}

impl From<CommentId> for String {
    fn from(id: CommentId) -> String {
        id.0
    }
}

impl fmt::Display for CommentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether and how a comment is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Everyone sees it.
    Published,
    /// It waits for a moderator; its author alone sees it.
    Held,
    /// A moderator, or a rule, called it spam.
    Spam,
    /// Taken away: a tombstone where it has replies, else gone.
    Removed,
}

impl State {
    /// The state's name, as it is stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Held => "held",
            Self::Spam => "spam",
            Self::Removed => "removed",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Published, Self::Held, Self::Spam, Self::Removed]
            .into_iter()
            .find(|state| state.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::{CommentId, State};

    #[test]
    fn makes_ids_that_sort_by_time() {
        let id = CommentId::new_v7(0x0192_3456_789a, [0xff; 10]);
        assert_eq!(id.as_str(), "01923456-789a-7fff-bfff-ffffffffffff");
        assert_eq!(CommentId::try_from(id.as_str()).unwrap(), id);
        assert!(id.is_from_client());
        let zero = CommentId::new_v7(1, [0; 10]);
        assert_eq!(zero.as_str(), "00000000-0001-7000-8000-000000000000");
        assert!(zero < id);
    }

    #[test]
    fn makes_ids_of_imports() {
        let id = CommentId::new_v8(0x0192_3456_789a, [0xff; 10]);
        assert_eq!(id.as_str(), "01923456-789a-8fff-bfff-ffffffffffff");
        assert_eq!(CommentId::try_from(id.as_str()).unwrap(), id);
        assert!(!id.is_from_client());
    }

    #[test]
    fn accepts_ids() {
        let upper = CommentId::try_from("01923456-789A-7FFF-BFFF-FFFFFFFFFFFF").unwrap();
        assert_eq!(upper.as_str(), "01923456-789a-7fff-bfff-ffffffffffff");
        let imported = CommentId::try_from("01923456-789a-8fff-bfff-ffffffffffff").unwrap();
        assert!(!imported.is_from_client());
    }

    #[test]
    fn refuses_ids() {
        for text in [
            "",
            "1",
            "01923456789a7fffbfffffffffffffff",
            "01923456-789a-4fff-bfff-ffffffffffff",
            "01923456-789a-7fff-cfff-ffffffffffff",
            "01923456-789a-7fff-bfff-fffffffffffg",
            "01923456-789a-7fff-bfff-fffffffffff",
            "{01923456-789a-7fff-bfff-ffffffffffff}",
            "01923456-789a-7fff-bfff-ffffffffffé",
            "../../../../../../../../../../../../",
        ] {
            assert!(CommentId::try_from(text).is_err(), "{text}");
        }
    }

    #[test]
    fn states_have_names() {
        for state in [State::Published, State::Held, State::Spam, State::Removed] {
            assert_eq!(State::named(state.as_str()), Some(state));
            assert_eq!(
                serde_json::to_string(&state).unwrap(),
                format!("{:?}", state.as_str())
            );
        }
        assert_eq!(State::named("Published"), None);
    }
}
