//! Putting a whole site in its place: its settings, secret and bans, before its comments come.

use std::fs::File;

use postil_archive::run::NoExport;
use postil_archive::{Found, System, exports};
use postil_model::SiteId;
use postil_model::wire::desk::{ImportStep, Imports, SiteLine};

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

/// What is to be restored: nothing where the import goes on that has done it.
///
/// # Errors
/// If there are comments already.
pub fn wanted(
    line: Option<SiteLine>,
    past: &Imports,
    import: &str,
) -> Result<Option<SiteLine>, Failure> {
    let goes_on = past.imports.iter().any(|known| known.id == import);
    match line {
        Some(_) if goes_on => Ok(None),
        Some(_) if !past.is_empty => Err(Failure::NoRestore(
            "there are comments on this site already. Without --restore those of the file come to them.",
        )),
        line => Ok(line),
    }
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

#[cfg(test)]
mod tests {
    use super::wanted;
    use postil_model::wire::desk::{Import, ImportState, Imports, SiteLine};

    fn line() -> SiteLine {
        serde_json::from_str(
            r#"{"postil":1,"site":{"id":"a","title":"A","origins":["https://a.example"],"languages":["en"],"policy":"open"},"secret":"00"}"#,
        )
        .unwrap()
    }

    fn past(is_empty: bool, id: &str) -> Imports {
        let import = Import {
            id: id.into(),
            name: String::new(),
            system: String::new(),
            state: ImportState::Running,
            by: String::new(),
            at: 0,
            comments: 0,
            mentions: 0,
            threads: 0,
            undoing: 0,
        };
        Imports {
            imports: vec![import],
            left: None,
            is_empty,
        }
    }

    #[test]
    fn a_site_is_put_in_its_place_once_and_over_nobody() {
        let whole = || Some(line());
        assert_eq!(wanted(whole(), &past(true, "b"), "a").unwrap(), whole());
        assert_eq!(wanted(whole(), &past(false, "a"), "a").unwrap(), None);
        assert!(wanted(whole(), &past(false, "b"), "a").is_err());
        assert_eq!(wanted(None, &past(false, "b"), "a").unwrap(), None);
    }
}
