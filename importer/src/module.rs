//! What JavaScript calls.

use std::io;

use js_sys::{Array, Function, Uint8Array};
use postil_archive::Fault;
use postil_archive::run::Sources;
use postil_archive::write::wordpress_of_postil;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, File, FileReaderSync};

use crate::blocks::{Blocks, Slices};
use crate::session::{Error, Session};

/// A file that somebody has chosen, or one that is made here.
struct Chosen {
    file: Blob,
    reader: FileReaderSync,
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a browser counts bytes in whole numbers below 2^53"
)]
impl Slices for Chosen {
    fn length(&self) -> u64 {
        self.file.size() as u64
    }

    fn slice(&self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        let part = self.file.slice_with_f64_and_f64(from as f64, to as f64);
        let bytes = part.and_then(|part| self.reader.read_as_array_buffer(&part));
        match bytes {
            Ok(bytes) => Ok(Uint8Array::new(&bytes).to_vec()),
            // Browsers refuse what was changed or moved since it was chosen.
            Err(_) => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

fn open(file: &Blob) -> io::Result<Blocks<Chosen>> {
    let reader = FileReaderSync::new().map_err(|_| io::ErrorKind::Unsupported)?;
    Ok(Blocks::new(Chosen {
        file: file.clone(),
        reader,
    }))
}

/// The module, for one import at most.
#[wasm_bindgen]
pub struct Importer {
    /// Is told how many bytes are read, and of how many.
    progress: Function,
    session: Option<Session<Blocks<Chosen>>>,
}

#[wasm_bindgen]
impl Importer {
    /// One that does nothing yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(progress: Function) -> Self {
        Self {
            progress,
            session: None,
        }
    }

    /// Takes files.
    pub fn choose(&mut self, files: &Array) {
        let mut sources = Sources::new();
        let mut names = Vec::new();
        for file in files.iter().filter_map(|file| file.dyn_into::<File>().ok()) {
            names.push(file.name());
            sources.add(&file.name(), move || open(&file));
        }
        self.session = Some(Session::new(&names.join(", "), sources));
    }

    /// See [`Session::plan`].
    ///
    /// # Errors
    /// As there, as text.
    pub fn plan(&mut self, settings: &str, rules: &str, left: &str) -> Result<String, JsValue> {
        let progress = self.progress.clone();
        #[allow(clippy::cast_precision_loss, reason = "no file has 2^53 bytes")]
        let mut told = |done: u64, all: u64| {
            // Whoever listens does not fail.
            let _ = progress.call2(&JsValue::NULL, &(done as f64).into(), &(all as f64).into());
        };
        let planned = self.session()?.plan(settings, rules, left, &mut told);
        planned.map_err(words)
    }

    /// See [`Session::begin`].
    ///
    /// # Errors
    /// As there, as text.
    pub fn begin(&mut self) -> Result<String, JsValue> {
        self.session()?.begin().map_err(words)
    }

    /// See [`Session::started`].
    ///
    /// # Errors
    /// As there, as text.
    pub fn started(&mut self, answer: &str) -> Result<String, JsValue> {
        self.session()?.started(answer).map_err(words)
    }

    /// See [`Session::next`].
    ///
    /// # Errors
    /// As there, as text.
    pub fn next(&mut self) -> Result<Option<String>, JsValue> {
        self.session()?.next().map_err(words)
    }

    /// See [`Session::added`].
    ///
    /// # Errors
    /// As there, as text.
    pub fn added(&mut self, answer: &str) -> Result<String, JsValue> {
        self.session()?.added(answer).map_err(words)
    }

    /// See [`Session::end`].
    ///
    /// # Errors
    /// As there, as text.
    pub fn end(&mut self) -> Result<String, JsValue> {
        self.session()?.end().map_err(words)
    }

    /// See [`Session::receipt`].
    ///
    /// # Errors
    /// As there, as text.
    pub fn receipt(&mut self) -> Result<String, JsValue> {
        self.session()?.receipt().map_err(words)
    }

    /// Makes a file for WordPress of one of Postil's own format.
    ///
    /// # Errors
    /// If that cannot be read, as text.
    pub fn wordpress(&self, lines: &Blob) -> Result<String, JsValue> {
        let made = open(lines).map_err(Fault::from);
        let made = made.and_then(|lines| wordpress_of_postil(lines, Vec::new()));
        let made = made.map_err(|fault| words(Error::from(fault)))?;
        // The writer is given texts alone.
        Ok(String::from_utf8(made).unwrap_or_default())
    }

    fn session(&mut self) -> Result<&mut Session<Blocks<Chosen>>, JsValue> {
        self.session.as_mut().ok_or_else(too_soon)
    }
}

fn too_soon() -> JsValue {
    words(Error::TooSoon)
}

fn words(error: impl std::error::Error) -> JsValue {
    error.to_string().into()
}
