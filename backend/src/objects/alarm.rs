//! An object's alarm. One that throws too often is dropped by the platform, and with it all that
//! was still to be published: so nothing here throws, and each run sets the next.

use std::time::Duration;

use worker::{State, console_error};

use crate::clock;
use crate::problem::Result;

/// How long to wait after a run that failed.
const AFTER_FAILURE: u64 = 10_000;
/// What one run leaves to the next waits at least as long, so that runs never turn into a loop.
const AT_LEAST: u64 = 50;

/// Has the object woken when something is due; without anything due it sleeps on.
pub async fn set(state: &State, due: Option<u64>) -> Result<()> {
    let Some(due) = due else { return Ok(()) };
    let wait = due.saturating_sub(clock::now()).max(AT_LEAST);
    Ok(state
        .storage()
        .set_alarm(Duration::from_millis(wait))
        .await?)
}

/// Sets the alarm of an object that has something to do and none set, after a crash perhaps.
pub async fn mend(state: &State, due: Result<Option<u64>>) {
    let outcome = async {
        let Some(due) = due? else { return Ok(()) };
        match state.storage().get_alarm().await? {
            Some(_) => Ok(()),
            None => set(state, Some(due)).await,
        }
    };
    if let Err(problem) = outcome.await {
        console_error!("alarm: {problem:?}");
    }
}

/// Ends a run: sets the next one, whatever became of this.
pub async fn after(state: &State, outcome: Result<()>, due: Result<Option<u64>>) {
    let failed = outcome
        .inspect_err(|problem| console_error!("alarm: {problem:?}"))
        .is_err();
    let again = clock::now() + AFTER_FAILURE;
    let due = match due {
        Ok(due) if failed => Some(due.map_or(again, |due| due.max(again))),
        Ok(due) => due,
        Err(problem) => {
            console_error!("alarm: {problem:?}");
            Some(again)
        }
    };
    if let Err(problem) = set(state, due).await {
        console_error!("alarm: {problem:?}");
    }
}
