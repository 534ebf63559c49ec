//! Putting a whole site in its place: its settings, secret and bans, before its comments come.

use std::fs::File;

use postil_archive::run::NoExport;
use postil_archive::{Found, System, exports};
use postil_model::SiteId;
use postil_model::wire::desk::{Exported, ImportStep, Imports, SiteLine};

use crate::args::Import;
use crate::desk::Desk;
use crate::failure::Failure;

/// What the site is to be, if that is wanted.
///
/// # Errors
/// If no file says what this site is.
pub fn line(options: &Import) -> Result<Option<SiteLine>, Failure> {
    if !options.restore {
        return Ok(None);
    }
    for path in &options.files {
        let mut file = File::open(path).map_err(Failure::file(path))?;
        let found = exports(&mut file).map_err(|fault| NoExport {
            file: super::name(path),
            fault,
        })?;
        for export in found {
            if export.system != System::Postil {
                continue;
            }
            let first = export.read(&mut file)?.next();
            if let Some(Ok(Found::Site(line))) = first {
                return if line.site.id == options.site {
                    Ok(Some(*line))
                } else {
                    Err(Failure::OtherSite(line.site.id.to_string()))
                };
            }
        }
    }
    Err(Failure::NoRestore(
        "no file is of Postil's own format, which alone says what a site is.",
    ))
}

/// What is to be restored: nothing where that was done before, and comments have come since.
///
/// # Errors
/// If there are comments already, and the site is another one.
pub fn wanted(
    line: Option<SiteLine>,
    past: &Imports,
    desk: &mut Desk<'_>,
    site: &SiteId,
) -> Result<Option<SiteLine>, Failure> {
    let line = match line {
        Some(line) if !past.is_empty => line,
        line => return Ok(line),
    };
    let there: Exported = desk.get("export", &[("site", site.as_str())])?;
    let there = there.site.ok_or(Failure::NoSiteLine)?;
    // No two sites have made the same secret: it came with this line.
    if there.secret == line.secret {
        return Ok(None);
    }
    Err(Failure::NoRestore(
        "there are comments on this site already. Without --restore those of the file come to them.",
    ))
}

/// Restores it.
///
/// # Errors
/// If the Worker refuses.
pub fn restore(desk: &mut Desk<'_>, site: &SiteId, line: Option<SiteLine>) -> Result<(), Failure> {
    if line.is_none() {
        return Ok(());
    }
    let step = ImportStep {
        site: site.to_string(),
        what: "restore".to_owned(),
        line,
        ..ImportStep::default()
    };
    desk.post_text("import", &step).map(drop)
}
