//! The desk: one page with its own WASM, glue, stylesheet and texts, under hashed names; and the
//! module that reads files, which comes when one is chosen.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;

use super::{assets, bindgen, embed, words};
use crate::paths;

/// The page, its files beside it in `assets/`.
pub const PAGE: &str = "desk/index.html";

/// Exports of Leptos' dependencies that nobody calls.
const UNUSED: [&str; 2] = ["intounderlying", "_WASM_SPLIT_MARKER"];

/// Writes `desk/index.html` and `desk/assets/` below `dist/public/`.
pub fn build(public: &Path) -> Result<()> {
    let folder = paths::target()?.join("postil/desk");
    fs::create_dir_all(&folder)?;
    let compiled = bindgen::compile("postil-desk", &[], "release")?;
    bindgen::bind(&compiled, &folder, &UNUSED, |bindgen| {
        bindgen.omit_default_module_path(true);
    })?;
    let wasm = folder.join("index_bg.wasm");
    bindgen::optimise(&wasm, false)?;

    let desk = public.join("desk");
    fs::create_dir_all(desk.join("assets"))?;
    let wasm = assets::write_hashed(&desk, "desk", "wasm", &fs::read(wasm)?)?;
    let importer = importer(&desk)?;
    let words = words::read("desk/locales")?;
    let messages = words.write(&desk, |_| true)?;
    let entry = beside(&folder, "start.js")?;
    beside(&folder, "importing.js")?;
    let glue = folder.join("glue.js");
    let values = [
        ("__IMPORTER__", json!(importer)),
        ("__LANGUAGES__", json!(words.languages())),
        ("__MESSAGES__", json!(messages)),
        ("__MODULE__", json!(wasm)),
    ];
    embed::bundle_module(&entry, &glue, &values)?;
    let js = assets::write_hashed(&desk, "desk", "js", &fs::read(glue)?)?;
    let style = folder.join("style.css");
    embed::bundle_styles(&paths::root().join("desk/style.css"), &style)?;
    let css = assets::write_hashed(&desk, "desk", "css", &fs::read(style)?)?;

    let page = fs::read_to_string(paths::root().join("desk/index.html"))?;
    let page = page
        .replace("{css}", &css)
        .replace("{js}", &js)
        .replace("{wasm}", &wasm);
    Ok(fs::write(public.join(PAGE), page)?)
}

/// Writes the module that reads files; answers with the name of its worker's script.
fn importer(desk: &Path) -> Result<String> {
    let folder = paths::target()?.join("postil/importer");
    fs::create_dir_all(&folder)?;
    let compiled = bindgen::compile("postil-importer", &["module"], "release")?;
    bindgen::bind(&compiled, &folder, &[], |bindgen| {
        bindgen.omit_default_module_path(true);
    })?;
    let wasm = folder.join("index_bg.wasm");
    bindgen::optimise(&wasm, true)?;
    let wasm = assets::write_hashed(desk, "importer", "wasm", &fs::read(wasm)?)?;
    let entry = beside(&folder, "importer.js")?;
    let glue = folder.join("glue.js");
    embed::bundle_module(&entry, &glue, &[("__MODULE__", json!(wasm))])?;
    assets::write_hashed(desk, "importer", "js", &fs::read(glue)?)
}

/// Puts a script of the desk beside the glue that it imports; answers with where it is.
fn beside(folder: &Path, script: &str) -> Result<PathBuf> {
    let place = folder.join(script);
    fs::copy(paths::root().join("desk").join(script), &place)?;
    Ok(place)
}
