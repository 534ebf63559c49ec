//! A second build whose rendered HTML differs, as after a deployment: for `soak`.
//!
//! The sources are copied and one sentence of the published page is changed; the copy is built by
//! its own xtask, in a target folder of its own, since both programs have the same name.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::run::{cargo, output, program, shown};

/// What is changed, in `widget/locales/en.json`.
const KEY: &str = "widget.reply";

pub fn build() -> Result<PathBuf> {
    let folder = paths::target()?.join("postil/second");
    let sources = folder.join("sources");
    if sources.exists() {
        fs::remove_dir_all(&sources)?;
    }
    copy_to(&sources)?;
    change(&sources)?;
    let dist = folder.join("dist");
    shown(
        cargo()
            .args([
                "run",
                "--quiet",
                "--package",
                "xtask",
                "--",
                "build",
                "--out",
            ])
            .arg(&dist)
            .current_dir(&sources)
            .env("CARGO_TARGET_DIR", folder.join("target")),
    )?;
    Ok(dist)
}

fn copy_to(sources: &Path) -> Result<()> {
    let tracked = ["ls-files", "--cached", "--others", "--exclude-standard"];
    for name in output(program("git").args(tracked))?.lines() {
        let from = paths::root().join(name);
        let to = sources.join(name);
        if from.is_file() {
            fs::create_dir_all(to.parent().unwrap_or(sources))?;
            fs::copy(&from, &to).with_context(|| name.to_owned())?;
        }
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(
        paths::root().join("node_modules"),
        sources.join("node_modules"),
    )?;
    Ok(())
}

fn change(sources: &Path) -> Result<()> {
    let path = sources.join("widget/locales/en.json");
    let text = fs::read_to_string(&path)?;
    let mut locale: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text)?;
    let Some(value) = locale.get_mut(KEY) else {
        bail!("the locale has no {KEY}");
    };
    *value = format!("{} (new)", value.as_str().unwrap_or_default()).into();
    Ok(fs::write(path, serde_json::to_string_pretty(&locale)?)?)
}
