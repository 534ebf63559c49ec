//! Isso, which Postil is compared with: installed from PyPI into an environment of its own, at
//! the versions of `tests/bench/requirements.txt`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::paths;
use crate::run::{output, program, quiet, step};

const ADVICE: &str = "Python 3.10 or newer with its module venv is needed for the comparison with Isso \
     (Debian: apt-get install python3-venv); the rest runs with --only";

/// Installs it, unless that has been done; answers with the environment's folder.
pub fn install() -> Result<PathBuf> {
    let list = paths::root().join("tests/bench/requirements.txt");
    let wanted = fs::read(&list)?;
    let folder = paths::target()?.join("postil/isso/venv");
    let installed = folder.join("installed.txt");
    if fs::read(&installed).is_ok_and(|content| content == wanted) {
        return Ok(folder);
    }
    let check = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";
    if output(program("python3").args(["-c", check])).is_err() {
        bail!(ADVICE);
    }
    step("install Isso", || {
        quiet(
            program("python3")
                .args(["-m", "venv", "--clear"])
                .arg(&folder),
        )?;
        // The list is complete, and leaves out what is not used.
        quiet(
            program(folder.join("bin/python"))
                .args(["-m", "pip", "install", "--quiet", "--no-deps"])
                .args(["--disable-pip-version-check", "--requirement"])
                .arg(&list),
        )?;
        Ok(fs::write(&installed, &wanted)?)
    })?;
    Ok(folder)
}
