//! The widget and "My comments": their WASM and the JavaScript that loads it, under hashed names.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use super::{assets, bindgen, embed};
use crate::paths;

/// The two names, relative to `dist/public/`.
pub struct Names {
    pub js: String,
    pub wasm: String,
}

/// One of the two programs that the crate is.
pub struct Program {
    name: &'static str,
    /// The feature that makes it.
    feature: &'static str,
    /// What is used of the glue: what else it exports is shaken off.
    entry: &'static str,
}

/// The widget itself.
pub const WIDGET: Program = Program {
    name: "widget",
    feature: "hydrate",
    entry: "export { default, mount, redraw } from \"./index.js\";\n",
};

/// "My comments".
pub const ME: Program = Program {
    name: "me",
    feature: "me",
    entry: "export { default, mount } from \"./index.js\";\n",
};

/// Exports of Leptos' dependencies (streams of server functions, code splitting) that nobody calls.
const UNUSED: [&str; 2] = ["intounderlying", "_WASM_SPLIT_MARKER"];

pub fn build(public: &Path, program: &Program, debug: bool) -> Result<Names> {
    let profile = if debug { "asserting" } else { "release" };
    let compiled = bindgen::compile("postil-widget", &[program.feature], profile)?;
    let folder = paths::target()?
        .join("postil")
        .join(program.name)
        .join(profile);
    fs::create_dir_all(&folder)?;
    bindgen::bind(&compiled, &folder, &UNUSED, |bindgen| {
        // The loader always names the file; a default would bring `import.meta.url` in.
        bindgen.omit_default_module_path(true).debug(debug);
    })?;
    let wasm = folder.join("index_bg.wasm");
    let glue = folder.join("glue.js");
    if !debug {
        bindgen::optimise(&wasm, true)?;
    }
    let entry = folder.join("entry.js");
    fs::write(&entry, program.entry)?;
    embed::bundle_module(&entry, &glue, &[])?;
    let glue = fs::read_to_string(glue)?;
    // What HTML there is to set goes through the loader's policy: see `widget/src/view.rs`.
    if glue.contains("innerHTML") {
        bail!(
            "the {} sets HTML, which pages with Trusted Types refuse",
            program.name
        );
    }
    Ok(Names {
        js: assets::write_hashed(public, program.name, "js", glue.as_bytes())?,
        wasm: assets::write_hashed(public, program.name, "wasm", &fs::read(wasm)?)?,
    })
}
