//! What JavaScript calls.

use std::io;

use js_sys::{Array, Function, Uint8Array};
use postil_archive::run::Sources;
use postil_model::wire::desk::SiteLine;
use wasm_bindgen::prelude::*;
use web_sys::{File, FileReaderSync};

use crate::blocks::{Blocks, Slices};
use crate::session::{Error, Session};
use crate::wordpress::Writing;

/// So many characters the name of an import may have.
const MOST_NAME: usize = 300;

/// A file that somebody has chosen.
struct Chosen {
    file: File,
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

fn open(file: &File) -> io::Result<Blocks<Chosen>> {
    let reader = FileReaderSync::new().map_err(|_| io::ErrorKind::Unsupported)?;
    Ok(Blocks::new(Chosen {
        file: file.clone(),
        reader,
    }))
}

/// The module, for one import or one export.
#[wasm_bindgen]
pub struct Importer {
    /// Is told how many bytes are read, and of how many.
    progress: Function,
    session: Option<Session<Blocks<Chosen>>>,
    writing: Option<Writing>,
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
            writing: None,
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
        let name: String = names.join(", ").chars().take(MOST_NAME).collect();
        self.session = Some(Session::new(&name, sources));
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

    /// Begins a file of WordPress' format, of the site that a line ([`SiteLine`]) tells of.
    ///
    /// # Errors
    /// If the line is none.
    pub fn wordpress(&mut self, line: &str) -> Result<String, JsValue> {
        let line: SiteLine = postil_json::read(line).map_err(words)?;
        self.writing = Some(Writing::new(&line.site).map_err(words)?);
        Ok(String::new())
    }

    /// See [`Writing::thread`].
    ///
    /// # Errors
    /// As there, as text.
    pub fn thread(&mut self, lines: &str) -> Result<String, JsValue> {
        let writing = self.writing.as_mut().ok_or_else(too_soon)?;
        writing.thread(lines).map_err(words)
    }

    /// See [`Writing::end`].
    ///
    /// # Errors
    /// As there, as text.
    pub fn written(&mut self) -> Result<String, JsValue> {
        let writing = self.writing.take().ok_or_else(too_soon)?;
        writing.end().map_err(words)
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
