//! Comment ids: UUIDs that the client makes, so that sending a comment twice posts it once.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::field::FieldError;


/// A UUID of version 7 (made by a client) or 8 (made by an import), lower-case with hyphens.
///
/// See RFC 9562, sections 5.7 and 5.8.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommentId(String);

impl CommentId {
    /// A version 7 UUID of a moment (milliseconds since 1970 UTC) and 80 random bits.
    pub fn new_v7(now_ms: u64, random: [u8; 10]) -> Self {
        let [a, b, c, d, e, f, g, h, i, j] = random;
        let [_, _, t0, t1, t2, t3, t4, t5] = now_ms.to_be_bytes();
        Self(format!(
            "{t0:02x}{t1:02x}{t2:02x}{t3:02x}-{t4:02x}{t5:02x}-{:02x}{b:02x}-{:02x}{d:02x}-{e:02x}{f:02x}{g:02x}{h:02x}{i:02x}{j:02x}",
            a & 0x0f | 0x70,
            c & 0x3f | 0x80,
        ))
    }

    /// The id as it is stored and sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CommentId {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        let fits = text.len() == 36
            && text.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                14 => matches!(byte, b'7' | b'8'),
                19 => matches!(byte, b'8' | b'9' | b'a' | b'b'),
                _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            });
        if fits { Ok(Self(text)) } else { Err(FieldError::new("id", "id")) }
    }
}

impl From<CommentId> for String {
    fn from(id: CommentId) -> Self {
        id.0
    }
}

impl fmt::Display for CommentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
