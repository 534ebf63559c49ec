//! The secrets of the desk: sessions, invitations, sign-in links. Whoever has one is let in, so
//! the server keeps its hash only.

use postil_model::DeviceKey;
use sha2::{Digest, Sha256};

use crate::clock;
use crate::problem::Result;

/// A secret of 256 random bits, in the same 43 characters of base64url as a device key.
pub struct Token(DeviceKey);

impl Token {
    /// A new one.
    pub fn new() -> Result<Self> {
        Ok(Self(DeviceKey::new(clock::random()?)))
    }

    /// The token as it was sent, if it can be one at all.
    pub fn read(text: &str) -> Option<Self> {
        DeviceKey::try_from(text).ok().map(Self)
    }

    /// The token, for the one who is to have it.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }

    /// What is kept of it: SHA-256 in hexadecimal.
    pub fn hash(&self) -> String {
        self.0.hash().to_hex()
    }
}

/// Whether two secrets are the same. Their hashes are compared: how long that takes tells nothing
/// of either.
pub fn same(one: &str, other: &str) -> bool {
    Sha256::digest(one) == Sha256::digest(other)
}

#[cfg(test)]
mod tests {
    use super::{Token, same};

    #[test]
    fn reads_what_can_be_a_token() {
        let text = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
        let token = Token::read(text).unwrap();
        assert_eq!(token.reveal(), text);
        assert_eq!(token.hash().len(), 64);
        assert!(!token.hash().contains(text));
        for text in ["", "A", &"A".repeat(44), &"=".repeat(43)] {
            assert!(Token::read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn compares_whole_secrets() {
        assert!(same("secret", "secret"));
        for other in ["", "secre", "secret ", "Secret"] {
            assert!(!same("secret", other), "{other}");
        }
    }
}
