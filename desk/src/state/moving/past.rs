//! The imports that there were, and undoing one.

use postil_model::wire::desk::{Import, ImportStep, Imports};

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
    let turn = desk.moving.look();
    browser::spawn(async move {
        loop {
            let answer = api::get::<Imports>("imports", &[("site", &site)]).await;
            let is_here = || desk.route.get_untracked().as_ref() == Some(&here);
            if !is_here() || desk.moving.looks() != turn {
                return;
            }
            let goes_on = answer.as_ref().is_ok_and(is_undoing);
            put(desk, answer);
            if !goes_on {
                return;
            }
            browser::sleep(LOOK).await;
        }
    });
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
        (Fetched::There(_), Err(failure)) => *failure == Failure::Network,
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
