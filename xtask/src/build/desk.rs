//! The desk: one page with its own WASM, glue, stylesheet and texts, under hashed names.

use std::fs;
use std::path::Path;

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
    let words = words::read("desk/locales")?;
    let messages = words.write(&desk, |_| true)?;
    // Beside the glue that it imports.
    let entry = folder.join("start.js");
    fs::copy(paths::root().join("desk/start.js"), &entry)?;
    let glue = folder.join("glue.js");
    let values = [
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
