//! The device key: how a guest is recognised without an account.
//!
//! The browser makes 256 random bits and keeps them. The server keeps only their hash, and the
//! public sees only the mark: a keyed hash of that hash, the same on every thread of a site and
//! of no use on another.

use serde::{Deserialize, Serialize};

use crate::field::FieldError;

/// A secret of 256 bits in base64url without padding: 43 characters.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeviceKey(String);

impl TryFrom<String> for DeviceKey {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        let fits = text.len() == 43
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if fits { Ok(Self(text)) } else { Err(FieldError::new("key", "key")) }
    }
}

impl From<DeviceKey> for String {
    fn from(key: DeviceKey) -> Self {
        key.0
    }
}

/// The SHA-256 hash of a device key: all that a server keeps of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyHash([u8; 32]);

#[cfg(feature = "server")]
mod server {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use hmac::{Hmac, Mac};
    use sha2::{Digest, Sha256};

    use super::{DeviceKey, KeyHash};

    impl DeviceKey {
        /// What is stored in place of the key.
        pub fn hash(&self) -> KeyHash {
            KeyHash(Sha256::digest(self.0.as_bytes()).into())
        }
    }

    impl KeyHash {
        /// The hash as text: base64url without padding, 43 characters.
        pub fn to_text(&self) -> String {
            URL_SAFE_NO_PAD.encode(self.0)
        }

        /// The public mark on a site with this secret: the first 16 hex digits of HMAC-SHA-256.
        pub fn mark(&self, secret: &[u8]) -> String {
            hex(&keyed(secret, &[b"mark", &self.0]), 8)
        }
    }

    /// HMAC-SHA-256 (RFC 2104) over parts, each preceded by its length so that none can pass for another.
    pub(crate) fn keyed(secret: &[u8], parts: &[&[u8]]) -> [u8; 32] {
        // HMAC takes a key of any length: this cannot fail, and an empty hash would show it if it did.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
            return [0; 32];
        };
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// The first `bytes` bytes in hexadecimal.
    pub(crate) fn hex(hash: &[u8], bytes: usize) -> String {
        hash.iter().take(bytes).map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(feature = "server")]
pub(crate) use server::{hex, keyed};

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    fn key(text: &str) -> Result<DeviceKey, FieldError> {
        DeviceKey::try_from(text.to_owned())
    }

    #[test]
    fn is_43_characters_of_base64url() {
        assert!(key(&"aZ0-_".repeat(9)[..43]).is_ok());
        for text in ["", &"a".repeat(42), &"a".repeat(44), &"ä".repeat(22)[..43 - 1], &"=".repeat(43)] {
            assert!(key(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn marks_differ_by_key_and_by_site() {
        let [a, b] = ["a", "b"].map(|c| key(&c.repeat(43)).unwrap().hash());
        assert_eq!(a.mark(b"one"), a.mark(b"one"));
        assert_ne!(a.mark(b"one"), b.mark(b"one"));
        assert_ne!(a.mark(b"one"), a.mark(b"two"));
        assert_eq!(a.mark(b"one").len(), 16);
        assert_ne!(a.to_text(), b.to_text());
    }
}
