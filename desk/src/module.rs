//! The module that reads files: it runs in a worker of its own, and what it is asked and answers are
//! texts (`importer/src/talk.rs`).

use std::cell::OnceCell;

use js_sys::{Array, Function};
use send_wrapper::SendWrapper;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::words::{coded, m};

#[wasm_bindgen]
extern "C" {
    /// What `importing.js` makes.
    type Importer;

    #[wasm_bindgen(method, catch)]
    async fn ask(this: &Importer, call: &str, given: &Array) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method)]
    fn end(this: &Importer);
}

thread_local! {
    /// What starts the module. The page gives it once.
    static OPEN: OnceCell<Function> = const { OnceCell::new() };
}

/// Has the module be started by this function, whenever one is needed.
pub fn open_with(open: Function) {
    OPEN.with(|place| {
        // The page gives no other one.
        let _ = place.set(open);
    });
}

/// Why the module has not answered, in its own words; empty if it could not be loaded, or has broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent(pub String);

impl Silent {
    /// What to tell whoever sits there. What is wrong with a file is `fault`, a code, and words for
    /// whoever has none for that.
    #[must_use]
    pub fn words(&self) -> String {
        let fault = self.0.strip_prefix("fault ");
        match fault.and_then(|fault| fault.split_once(' ')) {
            Some((code, why)) => coded("fault", code).unwrap_or(why).to_owned(),
            None => m::MOVING_BROKEN.text().to_owned(),
        }
    }
}

/// The module. It ends with this.
pub struct Module {
    importer: SendWrapper<Importer>,
    /// It is called for as long as the module is there.
    _progress: SendWrapper<Closure<dyn FnMut(f64, f64)>>,
}

impl Module {
    /// Starts one. `progress` hears how many bytes are read, of how many.
    pub fn start(progress: impl FnMut(f64, f64) + 'static) -> Option<Self> {
        let progress: Closure<dyn FnMut(f64, f64)> = Closure::new(progress);
        let importer =
            OPEN.with(|open| open.get()?.call1(&JsValue::NULL, progress.as_ref()).ok())?;
        Some(Self {
            importer: SendWrapper::new(importer.unchecked_into()),
            _progress: SendWrapper::new(progress),
        })
    }

    /// Ends it, in the middle of whatever it does.
    pub fn end(&self) {
        self.importer.end();
    }

    /// Asks for something; none if there is nothing more of it.
    ///
    /// # Errors
    /// If it cannot be had.
    pub async fn ask(&self, call: &str, given: &Array) -> Result<Option<String>, Silent> {
        let answer = self.importer.ask(call, given).await;
        answer
            .map(|answer| answer.as_string())
            .map_err(|why| Silent(why.as_string().unwrap_or_default()))
    }
}

impl Drop for Module {
    fn drop(&mut self) {
        self.end();
    }
}

/// Texts, as the module takes them.
pub fn texts(texts: &[&str]) -> Array {
    texts.iter().map(|text| JsValue::from_str(text)).collect()
}

/// Reads what the module has answered.
///
/// # Errors
/// If it is nothing of the kind.
pub fn read<T: DeserializeOwned>(answer: Option<String>) -> Result<T, Silent> {
    let silent = || Silent(String::new());
    postil_json::read(&answer.ok_or_else(silent)?).map_err(|_| silent())
}

/// Writes something for the module.
pub fn write(value: &impl Serialize) -> String {
    // What is sent to it can be written.
    postil_json::write(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Silent;

    #[test]
    fn a_fault_that_has_no_words_here_says_its_own() {
        let words = |text: &str| Silent(text.to_owned()).words();
        assert_eq!(words("fault brand_new It is new."), "It is new.");
        assert_ne!(words("unreachable executed"), "executed");
    }
}
