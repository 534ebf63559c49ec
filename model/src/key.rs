//! The secret that a reader's browser keeps, and what the server keeps of it.

use crate::field::FieldError;
use serde::{Deserialize, Serialize};
use std::fmt;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A device key: 256 random bits as 43 characters of base64url.
///
/// It has no `Display` and a blind `Debug`, so that it does not end in a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeviceKey(String);

impl DeviceKey {
    /// A new key, from random bytes.
    #[must_use]
    pub fn new(random: [u8; 32]) -> Self {
        let mut text = String::with_capacity(43);
        for three in random.chunks(3) {
            let at = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
            let bits = at(0) << 16 | at(1) << 8 | at(2);
            for place in 0..=three.len() {
                let sextet = (bits >> (18 - 6 * place)) & 0x3f;
                let letter = ALPHABET.get(sextet as usize).copied().unwrap_or(b'A');
                text.push(char::from(letter));
            }
        }
        Self(text)
    }

    /// The key. Only the reader's own browser has a use for it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Its 256 bits.
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        let bits = self.0.bytes().flat_map(|letter| {
            let sextet = ALPHABET.iter().position(|known| *known == letter);
            (0..6)
                .rev()
                .map(move |bit| sextet.unwrap_or_default() >> bit & 1)
        });
        for (at, bit) in bits.take(256).enumerate() {
            if let Some(byte) = bytes.get_mut(at / 8) {
                *byte = *byte << 1 | u8::from(bit == 1);
            }
        }
        bytes
    }

    /// What the server keeps of it.
    #[cfg(feature = "server")]
    #[must_use]
    pub fn hash(&self) -> KeyHash {
        use sha2::{Digest, Sha256};
        KeyHash(Sha256::digest(self.0.as_bytes()).into())
    }
}

impl TryFrom<&str> for DeviceKey {
    type Error = FieldError;

    fn try_from(text: &str) -> Result<Self, FieldError> {
        // The last character stands for four bits and two zeros: 16 of the 64 can be it.
        let whole = text.len() == 43
            && text.bytes().all(|b| ALPHABET.contains(&b))
            && text
                .bytes()
                .last()
                .and_then(|b| ALPHABET.iter().position(|a| *a == b))
                .is_some_and(|at| at % 4 == 0);
        if whole {
            Ok(Self(text.to_owned()))
        } else {
            Err(FieldError::new("key", "key_invalid"))
        }
    }
}

impl TryFrom<String> for DeviceKey {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::try_from(text.as_str())
    }
}

impl From<DeviceKey> for String {
    fn from(key: DeviceKey) -> String {
        key.0
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceKey(…)")
    }
}

/// The hash of a device key. It never leaves the server.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct KeyHash([u8; 32]);

impl KeyHash {
    /// A hash as it was stored.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A hash as it was stored as text.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The bytes to store.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The text to store.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex(&self.0)
    }

    /// What the public sees: the first 16 hexadecimal digits of HMAC-SHA-256 under the site's
    /// secret. Nobody without the secret can tell which key a mark belongs to, nor whether the
    /// marks of two sites are one person's.
    #[cfg(feature = "server")]
    #[must_use]
    pub fn mark(&self, secret: &[u8]) -> String {
        keyed(secret, &[b"mark", &self.0])
    }
}

impl fmt::Debug for KeyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyHash(…)")
    }
}

/// Sixteen hexadecimal digits of HMAC-SHA-256 over some parts, of which all but the last have a
/// fixed length.
#[cfg(feature = "server")]
pub(crate) fn keyed(secret: &[u8], parts: &[&[u8]]) -> String {
    use hmac::{Hmac, Mac};
    // HMAC takes a key of any length: this cannot fail.
    let Ok(mut mac) = Hmac::<sha2::Sha256>::new_from_slice(secret) else {
        return String::new();
    };
    for part in parts {
        mac.update(part);
    }
    let digest = mac.finalize().into_bytes();
    hex(digest.get(..8).unwrap_or_default())
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0x0f])
        .filter_map(|n| char::from_digit(u32::from(n), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::DeviceKey;

    #[test]
    fn is_base64url() {
        assert_eq!(DeviceKey::new([0; 32]).reveal(), "A".repeat(43));
        assert_eq!(
            DeviceKey::new([0xff; 32]).reveal(),
            format!("{}8", "_".repeat(42))
        );
        let counted: [u8; 32] = std::array::from_fn(|at| at as u8);
        assert_eq!(
            DeviceKey::new(counted).reveal(),
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
        );
        assert!(DeviceKey::try_from(DeviceKey::new(counted).reveal()).is_ok());
        for bytes in [[0; 32], [0xff; 32], counted] {
            assert_eq!(DeviceKey::new(bytes).bytes(), bytes);
        }
    }

    #[test]
    fn refuses() {
        for text in [
            "",
            "A",
            &"A".repeat(42),
            &"A".repeat(44),
            &format!("{}B", "A".repeat(42)),
            &"+".repeat(43),
            &format!("{}=", "A".repeat(42)),
        ] {
            assert!(DeviceKey::try_from(text).is_err(), "{text}");
        }
    }

    #[test]
    fn does_not_print_itself() {
        assert_eq!(format!("{:?}", DeviceKey::new([7; 32])), "DeviceKey(…)");
    }

    #[cfg(feature = "server")]
    mod server {
        use super::super::{DeviceKey, KeyHash};

        #[test]
        fn hashes_and_marks() {
            let hash = DeviceKey::new([0; 32]).hash();
            assert_eq!(hash.to_hex().len(), 64);
            assert_eq!(KeyHash::from_hex(&hash.to_hex()), Some(hash));
            assert_eq!(KeyHash::from_bytes(*hash.as_bytes()), hash);
            let mark = hash.mark(b"a");
            assert_eq!(mark.len(), 16);
            assert_eq!(mark, hash.mark(b"a"));
            assert_ne!(mark, hash.mark(b"b"));
            assert_ne!(mark, DeviceKey::new([1; 32]).hash().mark(b"a"));
            assert!(!hash.to_hex().contains(&mark));
        }

        #[test]
        fn hashes_are_sha_256() {
            // Test vector of RFC 4231, case 2, cut to eight bytes.
            assert_eq!(
                super::super::keyed(b"Jefe", &[b"what do ya want ", b"for nothing?"]),
                "5bdcc146bf60754e"
            );
        }

        #[test]
        fn refuses_broken_hex() {
            for text in ["", "zz", &"g".repeat(64), &"é".repeat(32), &"+1".repeat(32)] {
                assert!(KeyHash::from_hex(text).is_none(), "{text}");
            }
        }
    }
}
