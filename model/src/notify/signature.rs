//! The signature of a webhook's messages, in the way of Standard Webhooks
//! (<https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>).

use crate::base64;
use crate::key::DeviceKey;

/// The secret as its owner passes it on: `whsec_`, and 32 bytes in Base64.
#[must_use]
pub fn secret(key: &DeviceKey) -> String {
    format!("whsec_{}", base64::encode(&key.bytes()))
}

/// `webhook-signature` of a message: version 1, HMAC-SHA256 over the id, the time in seconds since
/// 1970 and the body, joined by full stops.
#[must_use]
pub fn sign(key: &DeviceKey, id: &str, seconds: u64, body: &str) -> String {
    use hmac::{Hmac, Mac};
    // HMAC takes a key of any length: this cannot fail.
    let Ok(mut mac) = Hmac::<sha2::Sha256>::new_from_slice(&key.bytes()) else {
        return String::new();
    };
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    format!("v1,{}", base64::encode(&mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{secret, sign};
    use crate::key::DeviceKey;

    fn key() -> DeviceKey {
        DeviceKey::new(std::array::from_fn(|at| u8::try_from(at).unwrap()))
    }

    #[test]
    fn the_secret_is_its_bytes() {
        assert_eq!(
            secret(&key()),
            "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        );
    }

    /// The expected value was made by `openssl dgst -sha256 -mac HMAC`.
    #[test]
    fn signs_id_time_and_body() {
        let signed = |id, seconds, body| sign(&key(), id, seconds, body);
        let one = signed("msg_1", 1_700_000_000, "{\"a\":\"é\"}");
        assert_eq!(one, "v1,SXH+qmndEVuxj7BqXHHmdBfxQS+7TlPQ2/Ojqu9B6AE=");
        for other in [
            signed("msg_2", 1_700_000_000, "{\"a\":\"é\"}"),
            signed("msg_1", 1_700_000_001, "{\"a\":\"é\"}"),
            signed("msg_1", 1_700_000_000, "{\"a\":\"e\"}"),
        ] {
            assert_ne!(other, one);
        }
    }
}
