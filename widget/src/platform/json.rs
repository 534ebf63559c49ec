//! JSON by the browser's own parser: a tenth of the bytes of one in WASM.

use js_sys::{JSON, Object, Reflect};
#[cfg(feature = "me")]
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

/// A JSON object in the making.
#[derive(Default)]
pub struct Json(Object);

impl Json {
    /// Sets a field to a text.
    pub fn text(self, name: &str, value: &str) -> Self {
        self.set(name, &value.into())
    }

    /// Sets a field to a number.
    pub fn number(self, name: &str, value: f64) -> Self {
        self.set(name, &value.into())
    }

    /// Sets a field to a text if there is one.
    pub fn maybe(self, name: &str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.text(name, &value),
            None => self,
        }
    }

    /// Sets a field to an object.
    pub fn object(self, name: &str, value: Json) -> Self {
        self.set(name, &value.0)
    }

    /// Sets a field to something that was read.
    pub fn value(self, name: &str, value: &Value) -> Self {
        self.set(name, &value.0)
    }

    fn set(self, name: &str, value: &JsValue) -> Self {
        // Fails for frozen objects only.
        let _ = Reflect::set(&self.0, &name.into(), value);
        self
    }

    /// As text.
    pub fn write(&self) -> String {
        JSON::stringify(&self.0)
            .map(String::from)
            .unwrap_or_default()
    }
}

/// A value that was read. What is not there, or is of another type, is nothing.
pub struct Value(JsValue);

impl Value {
    /// Reads a text; what is no JSON has no fields.
    pub fn read(text: &str) -> Self {
        Self(JSON::parse(text).unwrap_or(JsValue::UNDEFINED))
    }

    /// Something of JavaScript.
    #[cfg(feature = "me")]
    pub fn of(value: JsValue) -> Self {
        Self(value)
    }

    /// As something of JavaScript.
    #[cfg(feature = "me")]
    pub fn as_js(&self) -> &JsValue {
        &self.0
    }

    /// The elements of an array; none of anything else.
    #[cfg(feature = "me")]
    pub fn items(&self) -> Vec<Self> {
        let array = self.0.dyn_ref::<js_sys::Array>();
        array
            .map(|array| array.iter().map(Self).collect())
            .unwrap_or_default()
    }

    /// A field of an object, or an element of an array.
    pub fn get(&self, name: &str) -> Self {
        Self(Reflect::get(&self.0, &name.into()).unwrap_or(JsValue::UNDEFINED))
    }

    /// A field that is a text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name).0.as_string()
    }

    /// A field that is a small number; 0 without one.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what is too large or below zero becomes the nearest"
    )]
    pub fn small(&self, name: &str) -> u32 {
        self.number(name) as u32
    }

    /// A field that is a number; 0 without one.
    pub fn number(&self, name: &str) -> f64 {
        self.get(name).0.as_f64().unwrap_or_default()
    }
}
