//! From cargo's `.wasm` to one that JavaScript can load: wasm-bindgen, then wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

use super::assets;
use crate::paths;
use crate::run::{cargo, program, quiet, shown};

const OPTIONS: [&str; 5] = [
    "-Oz",
    "--low-memory-unused",
    // Alike functions have alike names: beside each other they compress better.
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
];

/// What takes minutes on a large module, and is worth it where readers pay for the bytes.
const THOROUGH: [&str; 4] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "--merge-similar-functions",
];

/// The features that browsers and workerd have. `--all-features` would use some they lack.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Compiles one package for the browser or the Worker and answers with the path of its `.wasm`.
///
/// One package a call: in a common call cargo would unify features, and `ssr` and `hydrate`
/// would end up in both.
pub fn compile(package: &str, features: &[&str], profile: &str) -> Result<PathBuf> {
    let mut command = cargo();
    command.args([
        "build",
        "--package",
        package,
        "--lib",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        profile,
    ]);
    if !features.is_empty() {
        command.args(["--no-default-features", "--features", &features.join(",")]);
    }
    shown(&mut command)?;
    Ok(paths::target()?
        .join("wasm32-unknown-unknown")
        .join(profile)
        .join(format!("{}.wasm", package.replace('-', "_"))))
}

/// Writes `index.js` and `index_bg.wasm` into a folder.
///
/// A dependency may export what nobody calls, and with it keep code alive: exports whose name
/// holds one of the words in `without` are left out.
pub fn bind(
    wasm: &Path,
    folder: &Path,
    without: &[&str],
    configure: impl FnOnce(&mut Bindgen),
) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("index").typescript(false);
    configure(bindgen.web(true)?);
    let mut output = bindgen.generate_output()?;
    let exports = &mut output.wasm_mut().exports;
    let unused: Vec<_> = exports
        .iter()
        .filter(|export| without.iter().any(|word| export.name.contains(word)))
        .map(|export| export.id())
        .collect();
    for id in unused {
        exports.delete(id);
    }
    output.emit(folder)
}

/// Makes a `.wasm` small, in place. What it made of the same bytes before is kept, since it takes its time.
pub fn optimise(wasm: &Path, thorough: bool) -> Result<()> {
    let more: &[&str] = if thorough { &THOROUGH } else { &[] };
    let folder = paths::target()?.join("postil/optimised");
    fs::create_dir_all(&folder)?;
    let mut made_of = fs::read(wasm)?;
    made_of.extend([more, &OPTIONS].concat().join(" ").bytes());
    let kept = folder.join(assets::hash(&made_of)).with_extension("wasm");
    if !kept.exists() {
        let unfinished = kept.with_extension("part");
        quiet(
            program(paths::npm_bin("wasm-opt"))
                .args(more)
                .args(OPTIONS)
                .args(FEATURES)
                .arg(wasm)
                .arg("-o")
                .arg(&unfinished),
        )?;
        fs::rename(&unfinished, &kept)?;
    }
    fs::copy(&kept, wasm)?;
    Ok(())
}
