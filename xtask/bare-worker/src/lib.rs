//! A Worker that answers every request with one value of KV, as it is: no route, no header but
//! the type, no rule. `cargo xtask bench` measures how much of its requests a second are left in
//! the Worker that does all of that.
//!
//! The value goes through as the platform's own stream. The `worker` crate's binding would copy it
//! through the WASM's memory, and make the comparison an easy one.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::ReadableStream;
use worker::{Context, Env, Headers, Request, Response, ResponseBody, event};

/// What the bench has put the page under.
const KEY: &str = "page";

#[wasm_bindgen]
extern "C" {
    type Namespace;

    #[wasm_bindgen(method, catch)]
    async fn get(
        this: &Namespace,
        key: &str,
        options: &Object,
    ) -> Result<Option<ReadableStream>, JsValue>;
}

#[event(fetch)]
async fn fetch(_: Request, env: Env, _: Context) -> worker::Result<Response> {
    let kv: Namespace = Reflect::get(&env, &"KV".into())?.unchecked_into();
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"stream".into())?;
    Reflect::set(&options, &"cacheTtl".into(), &60.into())?;
    let Some(page) = kv.get(KEY, &options).await? else {
        return Response::error("no page", 404);
    };
    let headers = Headers::new();
    headers.set("Content-Type", "text/plain; charset=utf-8")?;
    Ok(Response::builder()
        .with_headers(headers)
        .body(ResponseBody::Stream(page)))
}
