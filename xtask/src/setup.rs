//! Installs what the other commands need and a fresh clone lacks.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::run::{output, program, quiet, step};

const TARGET: &str = "wasm32-unknown-unknown";

const BROWSERS: [&str; 6] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The WASM target and the npm packages.
pub fn for_build() -> Result<()> {
    wasm_target()?;
    npm_packages()
}

/// The formatter and the linter.
pub fn for_test() -> Result<()> {
    for (tool, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if output(program(tool).arg("--version")).is_err() {
            step(&format!("install {component}"), || {
                quiet(program("rustup").args(["component", "add", component]))
            })?;
        }
    }
    Ok(())
}

fn wasm_target() -> Result<()> {
    let sysroot = output(program("rustc").args(["--print", "sysroot"]))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET);
    if library.exists() {
        return Ok(());
    }
    step("install the WebAssembly target", || {
        quiet(program("rustup").args(["target", "add", TARGET]))
    })
}

/// Which lock file the packages were installed from is written beside them.
fn npm_packages() -> Result<()> {
    let version =
        output(program("node").arg("--version")).context("Node 20.3 or newer is needed")?;
    let major = version.trim().trim_start_matches('v').split('.').next();
    if major.and_then(|text| text.parse::<u32>().ok()) < Some(20) {
        bail!("Node 20.3 or newer is needed; this is {}", version.trim());
    }
    let lock = fs::read(paths::root().join("package-lock.json"))?;
    let folder = paths::root().join("node_modules");
    let installed = folder.join(".installed-lock.json");
    if fs::read(&installed).is_ok_and(|content| content == lock) {
        return Ok(());
    }
    // npm would empty the folder that the link leads to.
    if folder.is_symlink() {
        bail!("node_modules is a link to packages of another lock file");
    }
    step("install the npm packages", || {
        quiet(program("npm").args(["ci", "--no-audit", "--no-fund"]))?;
        Ok(fs::write(&installed, &lock)?)
    })
}

/// A Chromium for the browser tests: `$POSTIL_BROWSER`, the usual places, or Debian's package.
pub fn browser() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("POSTIL_BROWSER").map(PathBuf::from) {
        if path.exists() {
            return Ok(path);
        }
        bail!(
            "POSTIL_BROWSER names {}, which does not exist",
            path.display()
        );
    }
    if let Some(path) = find_browser() {
        return Ok(path);
    }
    const ADVICE: &str = "no Chromium found: install it, or set POSTIL_BROWSER to its path";
    let root = output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root || !Path::new("/etc/debian_version").exists() {
        bail!(ADVICE);
    }
    step("install Chromium", || {
        let mut update = program("apt-get");
        let mut install = program("apt-get");
        quiet(update.arg("update"))?;
        quiet(
            install
                .args(["install", "-y", "--no-install-recommends", "chromium"])
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
    })?;
    find_browser().context(ADVICE)
}

fn find_browser() -> Option<PathBuf> {
    BROWSERS
        .iter()
        .map(PathBuf::from)
        .find(|path| path.exists())
}
