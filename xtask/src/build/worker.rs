//! A Worker: the WASM, and one module of JavaScript that platform and WASM meet in.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::bindgen;
use crate::paths;
use crate::run::{program, quiet};

/// The modules that the backend's crate is compiled to, by the feature that each has.
const MODULES: [&str; 2] = ["threads", "sites"];

/// What the crates beneath export to JavaScript and nobody here makes.
const UNUSED: [&str; 6] = [
    "containerstartupoptions",
    "intounderlyingbytesource",
    "intounderlyingsink",
    "intounderlyingsource",
    "minifyconfig",
    "r2range",
];

/// The Worker of this repository.
pub fn build(out: &Path) -> Result<()> {
    let folder = paths::target()?.join("postil/worker");
    fs::create_dir_all(out)?;
    for name in MODULES {
        let wasm = module("postil-backend", &[name], &folder.join(name))?;
        fs::copy(wasm, out.join(name).with_extension("wasm"))?;
    }
    bundle("backend/shim.js", &folder, out)
}

/// The one that the bench compares it with, made in the same way. Answers with its folder.
pub fn bare() -> Result<PathBuf> {
    let out = paths::target()?.join("postil/bare");
    fs::create_dir_all(&out)?;
    let folder = paths::target()?.join("postil/bare-worker");
    let wasm = module("postil-bare-worker", &[], &folder)?;
    fs::copy(wasm, out.join("index_bg.wasm"))?;
    bundle("xtask/bare-worker/shim.js", &folder, &out)?;
    Ok(out)
}

/// Compiles a module and its glue into a folder, and answers with the path of the WASM.
fn module(package: &str, features: &[&str], folder: &Path) -> Result<PathBuf> {
    let compiled = bindgen::compile(package, features, "release")?;
    fs::create_dir_all(folder)?;
    bindgen::bind(&compiled, folder, &UNUSED, |bindgen| {
        // A panic aborts the instance. With these the shim can start a new one in the same isolate.
        bindgen
            .omit_default_module_path(true)
            .reset_state_function(true);
    })?;
    let wasm = folder.join("index_bg.wasm");
    bindgen::optimise(&wasm, true)?;
    Ok(wasm)
}

/// Bundles a shim with the glue it imports. The WASM stays beside the bundle.
fn bundle(shim: &str, folder: &Path, out: &Path) -> Result<()> {
    let entry = folder.join("shim.js");
    fs::copy(paths::root().join(shim), &entry)?;
    quiet(
        program(paths::npm_bin("esbuild"))
            .arg(&entry)
            .args(["--bundle", "--minify", "--format=esm", "--target=es2022"])
            .args([
                "--external:cloudflare:email",
                "--external:cloudflare:workers",
                "--external:*.wasm",
            ])
            .args(["--log-level=warning"])
            .arg(format!("--outfile={}", out.join("index.js").display())),
    )
}
