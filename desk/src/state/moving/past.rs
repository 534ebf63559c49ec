//! The imports that there were, and undoing one.

use postil_model::wire::desk::{Import, ImportStep, Imports};

use super::patience::pause;
use super::plan::again_with_days;
use crate::api::{self, Failure};
use crate::browser;
use crate::state::Desk;
use crate::state::fetched::{self, Fetched};
use crate::state::route::Route;
use crate::words::m;

/// How long is waited before is asked how far an undoing has come, in milliseconds.
const LOOK: f64 = 3_000.0;

/// Fetches them, and again for as long as one is being undone and looked at.
pub fn fetch(desk: Desk, site: &str) {
    let site = site.to_owned();
    let here = Route::Moving { site: site.clone() };
    let is_here = move || desk.route.get_untracked().as_ref() == Some(&here);
    if !is_here() {
        // An import has ended of whose site nobody looks at the list; somebody may look at another.
        return;
    }
    let turn = desk.moving.look();
    browser::spawn(async move {
        loop {
            let answer = api::get::<Imports>("imports", &[("site", &site)]).await;
            if !is_here() || desk.moving.looks() != turn {
                return;
            }
            let next = desk
                .moving
                .imports
                .with_untracked(|shown| next(shown, &answer));
            put(desk, answer);
            again_with_days(desk, &site);
            let Some(next) = next else {
                return;
            };
            browser::sleep(next).await;
        }
    });
}

/// In how many milliseconds is asked again after an answer; none if that is not needed. `shown` is
/// what is known until then.
fn next(shown: &Fetched<Imports>, answer: &Result<Imports, Failure>) -> Option<f64> {
    match (answer, shown) {
        (Ok(fresh), _) => is_undoing(fresh).then_some(LOOK),
        (Err(failure), Fetched::There(shown)) if is_undoing(shown) => {
            let (seconds, _) = pause(failure, 0)?;
            Some(LOOK.max(f64::from(seconds) * 1_000.0))
        }
        (Err(_), _) => None,
    }
}

fn is_undoing(imports: &Imports) -> bool {
    imports.imports.iter().any(|import| import.undoing > 0)
}

/// Shows them, if they are not what is shown. One that could not be fetched a second time does not
/// take away what is there.
fn put(desk: Desk, answer: Result<Imports, Failure>) {
    let signal = desk.moving.imports;
    let is_same = signal.with_untracked(|known| match (known, &answer) {
        (Fetched::There(known), Ok(fresh)) => known == fresh,
        (Fetched::There(_), Err(failure)) => pause(failure, 0).is_some(),
        _ => false,
    });
    if !is_same {
        browser::keep_focus(move || fetched::put(desk, signal, answer));
    }
}

/// Undoes an import.
pub fn undo(desk: Desk, site: String, import: &Import, failed: impl Fn(Failure) + 'static) {
    let step = ImportStep {
        site: site.clone(),
        what: "undo".to_owned(),
        id: import.id.clone(),
        ..ImportStep::default()
    };
    browser::spawn(async move {
        match api::tell("import", &step).await {
            Ok(()) => {
                desk.dialog.set(None);
                desk.say(m::MOVING_UNDOING.text());
                fetch(desk, &site);
                // What lies over the page lets nothing beneath have the focus.
                leptos::task::tick().await;
                browser::focus("#imports");
            }
            Err(failure) => failed(failure),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{LOOK, next};
    use crate::api::Failure;
    use crate::state::fetched::Fetched;
    use postil_model::wire::desk::{Import, ImportState, Imports};

    fn imports(undoing: &[u32]) -> Imports {
        let import = |undoing: &u32| Import {
            id: String::new(),
            name: String::new(),
            system: String::new(),
            state: ImportState::Undone,
            by: String::new(),
            at: 0,
            comments: 0,
            mentions: 0,
            threads: 0,
            undoing: *undoing,
        };
        Imports {
            imports: undoing.iter().map(import).collect(),
            ..Imports::default()
        }
    }

    #[test]
    fn asks_for_as_long_as_one_is_undone() {
        let undoing = || Fetched::There(imports(&[0, 3]));
        let undone = || Fetched::There(imports(&[0, 0]));
        let refused = |code: &str| Failure::Refused {
            code: code.to_owned(),
            detail: String::new(),
            field: None,
        };
        for (shown, answer, expected) in [
            (Fetched::Fetching, Ok(imports(&[3])), Some(LOOK)),
            (undoing(), Ok(imports(&[0, 1])), Some(LOOK)),
            (undoing(), Ok(imports(&[0, 0])), None),
            (undoing(), Err(Failure::Network), Some(LOOK)),
            (undoing(), Err(refused("unavailable")), Some(LOOK)),
            (undoing(), Err(Failure::TooFast(60)), Some(60_000.0)),
            (undoing(), Err(refused("unknown_site")), None),
            (undoing(), Err(Failure::SignedOut), None),
            (undone(), Err(Failure::Network), None),
            (Fetched::Fetching, Err(Failure::Network), None),
        ] {
            assert_eq!(next(&shown, &answer), expected, "{shown:?} {answer:?}");
        }
    }
}
