//! The time, and what is random. The model has neither.

use postil_model::{CommentId, DeviceKey};
use wasm_bindgen::prelude::*;

use crate::problem::{Problem, Result};

/// A day in milliseconds.
pub const DAY: u64 = 86_400_000;

#[wasm_bindgen]
extern "C" {
    type Crypto;
    #[wasm_bindgen(thread_local_v2, js_name = crypto)]
    static CRYPTO: Crypto;
    #[wasm_bindgen(method, catch, js_name = getRandomValues)]
    fn fill(this: &Crypto, bytes: &js_sys::Uint8Array) -> std::result::Result<JsValue, JsValue>;
}

/// Milliseconds since 1970 UTC. On the platform it stands still between two waits.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Random bytes, fit for secrets.
pub fn random<const N: usize>() -> Result<[u8; N]> {
    let length = u32::try_from(N).unwrap_or_default();
    let array = js_sys::Uint8Array::new_with_length(length);
    CRYPTO
        .with(|crypto| crypto.fill(&array))
        .map_err(Problem::platform)?;
    let mut bytes = [0; N];
    array.copy_to(&mut bytes);
    Ok(bytes)
}

/// A name for something, which is no secret: 16 hexadecimal digits.
pub fn random_name() -> Result<String> {
    Ok(format!("{:016x}", u64::from_be_bytes(random()?)))
}

/// A new device key, for an author whose browser runs no script and keeps none.
pub fn random_key() -> Result<DeviceKey> {
    Ok(DeviceKey::new(random()?))
}

/// A new comment's id.
pub fn random_id() -> Result<CommentId> {
    Ok(CommentId::new_v7(now(), random()?))
}
