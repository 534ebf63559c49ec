//! `cargo xtask build`: from the sources to `dist/`.
//!
//! `dist/public/` holds the static assets, `dist/worker/` the Worker. The order
//! matters: the names of the hashed assets are compiled into what asks for them, so what comes late is made
//! first, then the module for readers, then the loader.

pub mod assets;
mod bindgen;
mod desk;
mod embed;
mod pinned;
mod widget;
mod words;
mod worker;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub use desk::PAGE as DESK;
pub use worker::bare as bare_worker;

use crate::args::Args;
use crate::paths;
use crate::run::step;

/// What `build` may be told.
#[derive(Default)]
pub struct Options {
    /// Where to write, instead of `dist/`.
    pub out: Option<PathBuf>,
    /// An earlier `dist/` whose hashed assets stay available to pages that are open in a browser.
    pub previous: Option<PathBuf>,
    /// The widget with its assertions and messages, for tests of the hydration.
    pub debug_widget: bool,
    /// Nothing but the desk, beside what is there.
    pub only_desk: bool,
    /// Nothing but the Worker, beside what is there.
    pub only_worker: bool,
}

impl Options {
    pub fn read(args: &mut Args) -> Result<Self> {
        Ok(Self {
            out: args.value("--out")?.map(PathBuf::from),
            previous: args.value("--previous")?.map(PathBuf::from),
            debug_widget: args.switch("--debug-widget"),
            only_desk: args.switch("--only-desk"),
            only_worker: args.switch("--only-worker"),
        })
    }
}

/// Builds one part alone, into a build that is there or into the beginning of one: `build` makes it
/// below another folder, under the name that it has in its place. One that fails leaves the last good
/// one alone.
fn alone(place: &Path, build: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let staging = place.with_extension("part");
    cleared(&staging)?;
    build(&staging)?;
    cleared(place)?;
    if let (Some(folder), Some(name)) = (place.parent(), place.file_name()) {
        fs::create_dir_all(folder)?;
        fs::rename(staging.join(name), place).context("put it in place")?;
    }
    cleared(&staging)
}

/// Removes a folder, if it is there.
fn cleared(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("remove {}", folder.display()))?;
    }
    Ok(())
}

/// Builds everything into a fresh folder and puts it in place at the end, so that a build
/// that fails leaves the last good one alone.
pub fn all(options: &Options) -> Result<()> {
    let out = options.out.clone().unwrap_or_else(paths::dist);
    if options.only_desk {
        return step("the desk", || alone(&out.join("public/desk"), desk::build));
    }
    if options.only_worker {
        return step("the Worker", || {
            alone(&out.join("worker"), |staging| {
                worker::build(&staging.join("worker"))
            })
        });
    }
    let staging = out.with_extension("part");
    cleared(&staging)?;
    let public = staging.join("public");
    fs::create_dir_all(public.join("assets"))?;

    let words = words::read("widget/locales")?;
    let late = assets::Late {
        widget: step("the widget", || {
            widget::build(&public, &widget::WIDGET, options.debug_widget)
        })?,
        me: step("\"My comments\"", || {
            widget::build(&public, &widget::ME, options.debug_widget)
        })?,
        report: embed::late(&public, "report", &words)?,
        work: embed::late(&public, "work", &words)?,
        moderate: embed::late(&public, "moderate", &words)?,
        strings: words.write(&public, words::is_shown)?,
    };
    let names = assets::Names {
        css: step("the stylesheets", || embed::styles(&public))?,
        reading: step("the module for readers", || {
            embed::reading(&public, &late, &words)
        })?,
        late,
    };
    let pinned = step("the loader and the counter", || {
        embed::scripts(&public, &names, &words)
    })?;
    assets::write_index(&public, &names, &pinned)?;
    assets::write_headers(&public)?;
    if let Some(previous) = &options.previous {
        let count = assets::carry_forward(previous, &public)?;
        eprintln!("carried forward: {count} files");
    }
    step("the desk", || desk::build(&public))?;
    step("the Worker", || worker::build(&staging.join("worker")))?;

    cleared(&out)?;
    fs::rename(&staging, &out).context("put the build in place")?;
    eprintln!("built: {}", out.display());
    for one in pinned {
        eprintln!("  to pin {}.js: {one}", one.script);
    }
    Ok(())
}
