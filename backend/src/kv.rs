//! The KV namespace: one read with metadata, whose value is a stream that nobody here looks into,
//! and one write.
//!
//! The `worker` crate's own binding turns metadata and options through `serde` on every read. A
//! read is what nearly every request is: here it is one call and a few getters.

use std::cell::OnceCell;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::ReadableStream;
use worker::Env;

use crate::problem::{Problem, Result};
use crate::source::Copy;

/// For how long, in seconds, an edge may answer from its own copy of a key.
const EDGE_SECONDS: f64 = 60.0;

#[wasm_bindgen]
extern "C" {
    /// What the Worker is bound to.
    type Bindings;
    #[wasm_bindgen(method, getter, js_name = KV)]
    fn kv(this: &Bindings) -> Option<Namespace>;

    /// The binding.
    #[derive(Clone)]
    type Namespace;

    #[wasm_bindgen(method, catch, js_name = getWithMetadata)]
    async fn get_with_metadata(
        this: &Namespace,
        key: &str,
        options: &Object,
    ) -> std::result::Result<Found, JsValue>;

    #[wasm_bindgen(method, catch, js_name = put)]
    async fn put(
        this: &Namespace,
        key: &str,
        value: &str,
        options: &Object,
    ) -> std::result::Result<JsValue, JsValue>;

    type Found;
    #[wasm_bindgen(method, getter)]
    fn value(this: &Found) -> Option<ReadableStream>;
    #[wasm_bindgen(method, getter, js_name = value)]
    fn text(this: &Found) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn metadata(this: &Found) -> Option<Metadata>;

    type Metadata;
    #[wasm_bindgen(method, getter)]
    fn v(this: &Metadata) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn markup(this: &Metadata) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn live_until(this: &Metadata) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn pages(this: &Metadata) -> Option<f64>;
}

/// A value of KV with what its metadata says.
pub struct Page {
    /// What the metadata says.
    pub copy: Copy,
    /// The value, not yet read.
    pub body: ReadableStream,
}

impl Page {
    /// Lets the value go unread.
    pub fn discard(self) {
        // The promise tells when the platform has let go: nothing here waits for that.
        drop(self.body.cancel());
    }
}

/// What is written beside a value.
pub struct Put<'a> {
    /// The version the value shows.
    pub version: u64,
    /// How many comments a reader can see on the thread.
    pub count: u32,
    /// The markup it was rendered with.
    pub markup: &'a str,
    /// How many pages the thread has; 0 if the value is no page of one.
    pub pages: u32,
    /// Until when readers are to be sent to the object.
    pub live_until: Option<u64>,
}

/// The namespace `KV`.
pub struct Kv(Namespace);

impl Kv {
    /// The binding of this Worker.
    pub fn of(env: &Env) -> Result<Self> {
        env.unchecked_ref::<Bindings>()
            .kv()
            .map(Self)
            .ok_or_else(|| Problem::configuration("the binding KV is missing"))
    }

    /// A page and its metadata, or nothing.
    pub async fn page(&self, key: &str) -> Result<Option<Page>> {
        let found = self
            .0
            .get_with_metadata(key, &streamed()?)
            .await
            .map_err(Problem::platform)?;
        let Some(body) = found.value() else {
            return Ok(None);
        };
        Ok(Some(Page {
            copy: copy(found.metadata()),
            body,
        }))
    }

    /// A value as text and its metadata, or nothing.
    pub async fn text(&self, key: &str) -> Result<Option<(String, Copy)>> {
        let found = self
            .0
            .get_with_metadata(key, &options("text")?)
            .await
            .map_err(Problem::platform)?;
        Ok(found.text().map(|text| (text, copy(found.metadata()))))
    }

    /// Writes a value. Only a publisher calls this.
    ///
    /// # Errors
    /// What the platform threw.
    pub async fn put(
        &self,
        key: &str,
        value: &str,
        put: &Put<'_>,
    ) -> std::result::Result<(), JsValue> {
        let metadata = Object::new();
        Reflect::set(&metadata, &"v".into(), &number(put.version))?;
        Reflect::set(&metadata, &"n".into(), &put.count.into())?;
        Reflect::set(&metadata, &"markup".into(), &put.markup.into())?;
        if put.pages > 0 {
            Reflect::set(&metadata, &"pages".into(), &put.pages.into())?;
        }
        if let Some(until) = put.live_until {
            Reflect::set(&metadata, &"live_until".into(), &number(until))?;
        }
        let options = Object::new();
        Reflect::set(&options, &"metadata".into(), &metadata)?;
        self.0.put(key, value, &options).await.map(drop)
    }
}

fn copy(metadata: Option<Metadata>) -> Copy {
    // A value without metadata is not ours: version 0 makes every other answer better than it.
    metadata.map_or(
        Copy {
            version: 0,
            markup: String::new(),
            live_until: None,
            pages: None,
        },
        |metadata| Copy {
            version: metadata.v().map_or(0, whole),
            markup: metadata.markup().unwrap_or_default(),
            live_until: metadata.live_until().map(whole),
            pages: metadata.pages().map(small),
        },
    )
}

/// Options for a value that is passed on: made once, since nearly every request needs them.
fn streamed() -> Result<Object> {
    thread_local! {
        static STREAMED: OnceCell<Object> = const { OnceCell::new() };
    }
    STREAMED.with(|streamed| match streamed.get() {
        Some(options) => Ok(options.clone()),
        None => {
            let options = options("stream")?;
            Ok(streamed.get_or_init(|| options).clone())
        }
    })
}

fn options(kind: &str) -> Result<Object> {
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &kind.into()).map_err(Problem::platform)?;
    Reflect::set(&options, &"cacheTtl".into(), &EDGE_SECONDS.into()).map_err(Problem::platform)?;
    Ok(options)
}

/// Versions and moments are whole and far below 2^53.
#[allow(clippy::cast_precision_loss)]
fn number(value: u64) -> JsValue {
    JsValue::from_f64(value as f64)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(value: f64) -> u64 {
    value as u64
}

fn small(value: f64) -> u32 {
    u32::try_from(whole(value)).unwrap_or(u32::MAX)
}
