//! The Worker: the backend's WASM, and one module of JavaScript that platform and WASM meet in.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::bindgen;
use crate::paths;
use crate::run::{program, quiet};

pub fn build(out: &Path) -> Result<()> {
    let compiled = bindgen::compile("postil-backend", &[], "release")?;
    let folder = paths::target()?.join("postil/worker");
    fs::create_dir_all(&folder)?;
    bindgen::bind(&compiled, &folder, &[], |bindgen| {
        // A panic aborts the instance. With these the shim can start a new one in the same isolate.
        bindgen
            .omit_default_module_path(true)
            .reset_state_function(true);
    })?;
    let wasm = folder.join("index_bg.wasm");
    bindgen::optimise(&wasm, false)?;
    // The shim imports "./index.js" and "./index_bg.wasm": it is bundled where these are.
    let shim = folder.join("shim.js");
    fs::copy(paths::root().join("backend/shim.js"), &shim)?;
    quiet(
        program(paths::npm_bin("esbuild"))
            .arg(&shim)
            .args(["--bundle", "--minify", "--format=esm", "--target=es2022"])
            .args([
                "--external:cloudflare:workers",
                "--external:./index_bg.wasm",
            ])
            .args(["--log-level=warning"])
            .arg(format!("--outfile={}", out.join("index.js").display())),
    )?;
    fs::copy(&wasm, out.join("index_bg.wasm"))?;
    Ok(())
}
