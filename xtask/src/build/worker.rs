//! A Worker: the WASM, and one module of JavaScript that platform and WASM meet in.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::bindgen;
use crate::paths;
use crate::run::{program, quiet};

/// The Worker of this repository.
pub fn build(out: &Path) -> Result<()> {
    module("postil-backend", "backend/shim.js", "worker", out)
}

/// The one that the bench compares it with, made in the same way. Answers with its folder.
pub fn bare() -> Result<PathBuf> {
    let out = paths::target()?.join("postil/bare");
    fs::create_dir_all(&out)?;
    let shim = "xtask/bare-worker/shim.js";
    module("postil-bare-worker", shim, "bare-worker", &out)?;
    Ok(out)
}

fn module(package: &str, shim: &str, name: &str, out: &Path) -> Result<()> {
    let compiled = bindgen::compile(package, &[], "release")?;
    let folder = paths::target()?.join("postil").join(name);
    fs::create_dir_all(&folder)?;
    bindgen::bind(&compiled, &folder, &[], |bindgen| {
        // A panic aborts the instance. With these the shim can start a new one in the same isolate.
        bindgen
            .omit_default_module_path(true)
            .reset_state_function(true);
    })?;
    let wasm = folder.join("index_bg.wasm");
    bindgen::optimise(&wasm, true)?;
    // The shim imports "./index.js" and "./index_bg.wasm": it is bundled where these are.
    let entry = folder.join("shim.js");
    fs::copy(paths::root().join(shim), &entry)?;
    quiet(
        program(paths::npm_bin("esbuild"))
            .arg(&entry)
            .args(["--bundle", "--minify", "--format=esm", "--target=es2022"])
            .args([
                "--external:cloudflare:email",
                "--external:cloudflare:workers",
                "--external:./index_bg.wasm",
            ])
            .args(["--log-level=warning"])
            .arg(format!("--outfile={}", out.join("index.js").display())),
    )?;
    fs::copy(&wasm, out.join("index_bg.wasm"))?;
    Ok(())
}
