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

/// What the loader uses of the glue: what else it exports is shaken off.
const ENTRY: &str = "export { default, mount, redraw } from \"./index.js\";\n";

/// Exports of Leptos' dependencies (streams of server functions, code splitting) that nobody calls.
const UNUSED: [&str; 2] = ["intounderlying", "_WASM_SPLIT_MARKER"];

pub fn build(public: &Path, debug: bool) -> Result<Names> {
    let profile = if debug { "asserting" } else { "release" };
    let compiled = bindgen::compile("postil-widget", &["hydrate"], profile)?;
    let folder = paths::target()?.join("postil/widget").join(profile);
    fs::create_dir_all(&folder)?;
    bindgen::bind(&compiled, &folder, &UNUSED, |bindgen| {
        // The loader always names the file; a default would bring `import.meta.url` in.
        bindgen.omit_default_module_path(true).debug(debug);
    })?;
    let wasm = folder.join("index_bg.wasm");
    let glue = folder.join("glue.js");
    if !debug {
        bindgen::optimise(&wasm)?;
    }
    let entry = folder.join("entry.js");
    fs::write(&entry, ENTRY)?;
    embed::bundle_module(&entry, &glue)?;
    Ok(Names {
        js: assets::write_hashed(public, "widget", "js", &fs::read(glue)?)?,
        wasm: assets::write_hashed(public, "widget", "wasm", &fs::read(wasm)?)?,
    })
}
