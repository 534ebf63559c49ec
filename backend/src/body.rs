//! Reading what was sent, and never more than it may be.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader, Request};

use crate::problem::{Problem, Result};

/// The longest body of a call.
pub const MOST: usize = 16 * 1024;
/// The longest body of a form, where a letter takes up to three times its bytes.
pub const MOST_FORM: usize = 3 * MOST;
/// The longest part of an import: its texts, and all else that it says of them. One comment that was
/// edited as often as it may be has some two megabytes.
pub const MOST_IMPORT: usize = 4 * 1024 * 1024;
/// How much of a body that is too long is still taken off the wire, and dropped: a client that is
/// writing sees the answer only then. Past this, the connection ends.
const MOST_DROPPED: usize = 16 * 1024 * 1024;

/// The body as UTF-8 text.
pub async fn text(request: &Request, most: usize) -> Result<String> {
    let announced = request
        .headers()
        .get("Content-Length")
        .map_err(Problem::platform)?;
    if announced
        .and_then(|length| length.parse::<usize>().ok())
        .is_some_and(|length| length > MOST_DROPPED)
    {
        return Err(Problem::TooLarge);
    }
    let bytes = match request.body() {
        Some(stream) => read(&stream, most).await?,
        None => Vec::new(),
    };
    String::from_utf8(bytes).map_err(|_| Problem::Json)
}

/// Reads chunk by chunk. Nothing is kept of a body as soon as it is too long.
async fn read(stream: &ReadableStream, most: usize) -> Result<Vec<u8>> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(chunk) = next(&reader).await.map_err(Problem::platform)? {
        length += chunk.length() as usize;
        if length > MOST_DROPPED {
            drop(reader.cancel());
            break;
        }
        if length > most {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk.to_vec());
        }
    }
    if length > most {
        Err(Problem::TooLarge)
    } else {
        Ok(bytes)
    }
}

async fn next(
    reader: &ReadableStreamDefaultReader,
) -> std::result::Result<Option<Uint8Array>, JsValue> {
    let result = JsFuture::from(reader.read()).await?;
    if Reflect::get(&result, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    Ok(Some(
        Reflect::get(&result, &"value".into())?.unchecked_into(),
    ))
}
