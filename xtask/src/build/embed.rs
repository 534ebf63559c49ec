//! What is ours besides WASM: the loader, the counter, the stylesheets, through esbuild.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::{assets, pinned::Pinned, words::Words};
use crate::paths;
use crate::run::{program, quiet};

/// Writes `page.css` and the hashed stylesheet; answers with the latter's name.
pub fn styles(public: &Path) -> Result<String> {
    bundle_styles(&source("page.css"), &public.join("page.css"))?;
    assets::write_hashed(public, "style", "css", bundled("style.css")?.as_bytes())
}

/// A stylesheet with all that it imports, minified.
fn bundled(name: &str) -> Result<String> {
    let folder = paths::target()?.join("postil");
    fs::create_dir_all(&folder)?;
    let bundle = folder.join(name);
    bundle_styles(&source(name), &bundle)?;
    Ok(fs::read_to_string(bundle)?)
}

/// Writes the module for readers; answers with its name.
pub fn reading(public: &Path, late: &assets::Late, words: &Words) -> Result<String> {
    let late = format!("--define:__LATE__={}", late.json());
    let opened = format!(
        "--define:__OPENED__={}",
        json!(bundled("opened.css")?.trim_end())
    );
    module(public, "reading/reading.ts", words, &[&late, &opened])
}

/// Writes a module that is asked for when it is first needed; answers with its name.
pub fn late(public: &Path, name: &str, words: &Words) -> Result<String> {
    module(public, &format!("late/{name}.ts"), words, &[])
}

fn module(public: &Path, from: &str, words: &Words, more: &[&str]) -> Result<String> {
    let from = source(from);
    let name = from.file_stem().unwrap_or_default().to_string_lossy();
    let bundle = paths::target()?.join(format!("postil/{name}.js"));
    let mut command = esbuild(&from, &bundle);
    command
        .args(["--bundle", "--format=esm", "--target=es2022"])
        .args(more);
    for (name, place) in words.places() {
        command.arg(format!("--define:MESSAGES.{name}={place}"));
    }
    quiet(&mut command)?;
    shorten(&bundle, SHORTEST, &["--module"])?;
    let code = fs::read_to_string(bundle)?;
    // esbuild leaves alone what it was not told of.
    if let Some((_, rest)) = code.split_once("MESSAGES.") {
        let message: String = rest
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect();
        bail!("{name}.js says {message}, which no locale has");
    }
    assets::write_hashed(public, &name, "js", code.as_bytes())
}

/// Writes `embed.js` and `count.js`: classic scripts, since only those know their own tag. Answers
/// with what pins them.
pub fn scripts(public: &Path, names: &assets::Names, words: &Words) -> Result<Vec<Pinned>> {
    let mut pinned = Vec::new();
    for script in ["embed", "count"] {
        let file = public.join(format!("{script}.js"));
        quiet(
            esbuild(&source(&format!("{script}.ts")), &file)
                .args(["--bundle", "--format=iife", "--target=es2022"])
                .arg(format!("--define:__BUILD__={}", names.loader()))
                .arg(format!("--define:__WORDS__={}", words.loader()?)),
        )?;
        shorten(&file, &format!("{SHORTEST},{APART}"), &[])?;
        if script == "embed" {
            compile_early(&file)?;
        }
        pinned.push(Pinned::write(public, script)?);
    }
    Ok(pinned)
}

/// Minifies a stylesheet, and puts what it imports into it.
pub fn bundle_styles(from: &Path, to: &Path) -> Result<()> {
    let browsers = "--target=chrome111,firefox115,safari16.4";
    quiet(esbuild(from, to).args(["--bundle", browsers]))
}

/// Minifies a module of JavaScript, with a value for each of the names it does not declare.
pub fn bundle_module(from: &Path, to: &Path, values: &[(&str, Value)]) -> Result<()> {
    let mut command = esbuild(from, to);
    command.args(["--bundle", "--format=esm", "--target=es2022"]);
    for (name, value) in values {
        command.arg(format!("--define:{name}={value}"));
    }
    quiet(&mut command)
}

/// Arrows everywhere: no function of ours has a `this` or is called with `new`, but for classes,
/// which stay what they are.
const SHORTEST: &str = "passes=3,unsafe_arrows=true";
/// Functions stay what they are, too, for a hundred bytes. A browser that notes where requests come
/// from, as it does for its developer tools, parses each function once more that makes one: of one
/// that holds all others this takes as long as the request.
const APART: &str = "reduce_funcs=false";

/// Takes out of a script, in place, what esbuild leaves: one byte in seventy.
fn shorten(script: &Path, compress: &str, kind: &[&str]) -> Result<()> {
    let options = ["--compress", compress, "--mangle", "--ecma", "2022"];
    quiet(
        program(paths::npm_bin("terser"))
            .arg(script)
            .args(options)
            .args(kind)
            .arg("--output")
            .arg(script),
    )
}

/// Has V8 compile all of a script while it is coming, beside the page's thread, which would else stop
/// for each function at its first call. (The form is V8's: "explicit compile hints".)
fn compile_early(script: &Path) -> Result<()> {
    let code = fs::read_to_string(script)?;
    Ok(fs::write(
        script,
        format!("//# allFunctionsCalledOnLoad\n{code}"),
    )?)
}

fn esbuild(from: &Path, to: &Path) -> Command {
    let mut command = program(paths::npm_bin("esbuild"));
    command
        .arg(from)
        .args([
            "--minify",
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
        ])
        .arg(format!("--outfile={}", to.display()));
    command
}

fn source(name: &str) -> std::path::PathBuf {
    paths::root().join("widget/embed").join(name)
}
