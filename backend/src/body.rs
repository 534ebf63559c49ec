//! Reading what was sent, and never more than it may be.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};
use worker::Request;

use crate::problem::{Problem, Result};

/// The longest body of a call.
pub const MOST: usize = 16 * 1024;
/// The longest body of a form, where a letter takes up to three times its bytes.
pub const MOST_FORM: usize = 3 * MOST;

/// The body as UTF-8 text.
pub async fn text(request: &Request, most: usize) -> Result<String> {
    let announced = request.headers().get("Content-Length")?;
    if announced.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > most) {
        return Err(Problem::TooLarge);
    }
    let bytes = match request.inner().body() {
        Some(stream) => read(&stream, most).await?,
        None => Vec::new(),
    };
    String::from_utf8(bytes).map_err(|_| Problem::Json)
}

/// Reads chunk by chunk, and lets the rest go as soon as there is too much.
async fn read(stream: &ReadableStream, most: usize) -> Result<Vec<u8>> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    while let Some(chunk) = next(&reader).await.map_err(Problem::platform)? {
        if bytes.len() + chunk.length() as usize > most {
            drop(reader.cancel());
            return Err(Problem::TooLarge);
        }
        bytes.extend_from_slice(&chunk.to_vec());
    }
    Ok(bytes)
}

async fn next(reader: &ReadableStreamDefaultReader) -> std::result::Result<Option<Uint8Array>, JsValue> {
    let result = JsFuture::from(reader.read()).await?;
    if Reflect::get(&result, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    Ok(Some(Reflect::get(&result, &"value".into())?.unchecked_into()))
}
