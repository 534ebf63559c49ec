//! The widget: its WASM and the JavaScript that loads it, under hashed names.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{assets, bindgen, embed};
use crate::paths;

/// The two names, relative to `dist/public/`.
pub struct Names {
    pub js: String,
    pub wasm: String,
}

pub fn build(public: &Path, debug: bool) -> Result<Names> {
    let profile = if debug { "asserting" } else { "release" };
    let compiled = bindgen::compile("postil-widget", &["hydrate"], profile)?;
    let folder = paths::target()?.join("postil/widget").join(profile);
    fs::create_dir_all(&folder)?;
    bindgen::bind(&compiled, &folder, |bindgen| {
        // The loader always names the file; a default would bring `import.meta.url` in.
        bindgen.omit_default_module_path(true).debug(debug);
    })?;
    let wasm = folder.join("index_bg.wasm");
    let glue = folder.join("glue.js");
    if !debug {
        bindgen::optimise(&wasm)?;
    }
    embed::bundle_module(&folder.join("index.js"), &glue)?;
    Ok(Names {
        js: assets::write_hashed(public, "widget", "js", &fs::read(glue)?)?,
        wasm: assets::write_hashed(public, "widget", "wasm", &fs::read(wasm)?)?,
    })
}
