//! Where things are.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// Where `build` writes unless told otherwise.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// A program that came with the npm packages.
pub fn npm_bin(name: &str) -> PathBuf {
    root().join("node_modules/.bin").join(name)
}

/// Cargo's target directory, which a person may have moved.
pub fn target() -> Result<&'static Path> {
    static TARGET: OnceLock<PathBuf> = OnceLock::new();
    if let Some(path) = TARGET.get() {
        return Ok(path);
    }
    let json = crate::run::output(crate::run::cargo().args([
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ]))?;
    let metadata: serde_json::Value = serde_json::from_str(&json).context("cargo metadata")?;
    let path = metadata
        .get("target_directory")
        .and_then(|value| value.as_str())
        .context("cargo metadata names no target directory")?;
    Ok(TARGET.get_or_init(|| path.into()))
}
