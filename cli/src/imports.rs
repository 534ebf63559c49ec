//! `postil imports`: what was imported into a site, and how far that has come.

use postil_model::time::rfc3339;
use postil_model::wire::desk::{Import, ImportState};

use crate::args;
use crate::count::Count;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::screen::Screen;

/// Lists them, the newest first.
///
/// # Errors
/// If the Worker does not tell.
pub fn run(options: &args::Imports, screen: &Screen) -> Result<(), Failure> {
    let mut desk = Desk::enter(&options.from, screen)?;
    let imports = desk.imports(&options.site)?.imports;
    if imports.is_empty() {
        screen.say("Nothing was imported into this site yet.");
    }
    for import in &imports {
        screen.show(&told(import))?;
    }
    Ok(())
}

/// An import in two lines.
pub fn told(import: &Import) -> String {
    let when = rfc3339(import.at);
    let Import {
        id,
        name,
        system,
        by,
        undoing,
        ..
    } = import;
    let state = match import.state {
        ImportState::Running => "not finished: the same command goes on".to_owned(),
        ImportState::Done => "done".to_owned(),
        ImportState::Undone if *undoing > 0 => {
            let left = Count(*undoing as usize, "thread", "threads");
            format!("being undone, {left} to go")
        }
        ImportState::Undone => "undone".to_owned(),
    };
    let comments = Count(import.comments as usize, "comment", "comments");
    let mentions = Count(import.mentions as usize, "mention", "mentions");
    let threads = Count(import.threads as usize, "thread", "threads");
    format!(
        "{id}  {when}  {state}\n    {name} ({system}), by {by}: {comments} and {mentions} on {threads}"
    )
}

#[cfg(test)]
mod tests {
    use super::told;
    use postil_model::wire::desk::{Import, ImportState};

    #[test]
    fn an_import_is_told_with_its_state() {
        let of = |state, undoing| {
            told(&Import {
                id: "0f".into(),
                name: "a.xml".into(),
                system: "wordpress".into(),
                state,
                by: "Owner".into(),
                at: 1_795_478_400_000,
                comments: 4,
                mentions: 1,
                threads: 2,
                undoing,
            })
        };
        assert_eq!(
            of(ImportState::Done, 0),
            "0f  2026-11-24T00:00:00Z  done\n    a.xml (wordpress), by Owner: 4 comments and 1 mention on 2 threads"
        );
        for (state, undoing, expected) in [
            (
                ImportState::Running,
                0,
                "  not finished: the same command goes on\n",
            ),
            (ImportState::Undone, 2, "  being undone, 2 threads to go\n"),
            (ImportState::Undone, 0, "  undone\n"),
        ] {
            assert!(of(state, undoing).contains(expected), "{state:?}");
        }
    }
}
