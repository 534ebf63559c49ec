//! Sending what is imported: batch after batch, each until it is answered, for days if need be.

use postil_importer::talk::Progress;
use postil_model::wire::desk::{ImportStep, SiteLine};
use postil_model::{Millis, SiteId};
use serde::Deserialize;

use super::patience::{Why, pause, quarter};
use super::{Halt, Moving, Stage, past};
use crate::api;
use crate::browser;
use crate::module::{self, texts};
use crate::state::Desk;
use crate::words::{m, number};

/// Does what is planned, or goes on with it.
pub fn go(desk: Desk) {
    let moving = desk.moving;
    moving.problem.set(None);
    moving.stage.set(Stage::Sending);
    desk.say(m::MOVING_BEGUN.text());
    let turn = moving.turn();
    if moving.set_sending(true) {
        // It was stopped, and has not noticed yet.
        return;
    }
    browser::spawn(async move {
        let outcome = all(desk, turn).await;
        if moving.turn() != turn {
            return;
        }
        moving.set_sending(false);
        match outcome {
            Ok(()) => {
                moving.stage.set(Stage::Done);
                let new = moving.progress.with_untracked(|progress| progress.new);
                desk.say(m::MOVING_DONE.counted(new));
                desk.refresh();
            }
            // Whoever has stopped it has said so.
            Err(Halt::Left) => {}
            Err(halt) => {
                if let Halt::Refused(failure) = &halt {
                    desk.heed(failure);
                }
                if moving.turn() != turn {
                    // The session has ended, and nothing is left to go on with.
                    return;
                }
                let pending = moving.inner.with_value(|inner| inner.pending.clone());
                moving.stage.set(Stage::Stopped);
                moving.problem.set(refused(&halt, pending));
            }
        }
        past::fetch(desk, &moving.site.get_untracked());
    });
}

/// What to tell of why it has ended, with the thread of the batch that the server has not taken.
fn refused(halt: &Halt, pending: Option<String>) -> Option<String> {
    let words = halt.words()?;
    match (halt, module::read::<Batch>(pending)) {
        (Halt::Refused(_), Ok(batch)) => {
            let text = m::MOVING_REFUSED.with("{thread}", &batch.thread.thread);
            Some(text.replace("{why}", &words))
        }
        _ => Some(words),
    }
}

/// Of the entries that are sent at once, where they belong.
#[derive(Deserialize)]
struct Batch {
    thread: Named,
}

/// Of a thread, its id.
#[derive(Deserialize)]
struct Named {
    thread: String,
}

/// Stops it. It goes on where it stopped.
pub fn stop(desk: Desk) {
    desk.moving.stage.set(Stage::Stopped);
    desk.say(m::MOVING_STOPPED.text());
}

/// Saves what has become of each entry; of one that has not begun, what would.
pub fn save_receipt(desk: Desk) {
    let moving = desk.moving;
    let turn = moving.turn();
    let what = match moving.stage.get_untracked() {
        Stage::Planned | Stage::Reading => "plan",
        _ => "import",
    };
    let name = format!("{}-{what}.csv", moving.site.get_untracked());
    browser::spawn(async move {
        match moving.ask("receipt", &texts(&[])).await {
            _ if moving.turn() != turn => {}
            Ok(Some(receipt)) => browser::save(&name, "text/csv", &receipt),
            Ok(None) | Err(_) => moving.problem.set(Some(m::MOVING_BROKEN.text().to_owned())),
        }
    });
}

async fn all(desk: Desk, turn: u32) -> Result<(), Halt> {
    let moving = desk.moving;
    restore(desk, turn).await?;
    if !moving.inner.with_value(|inner| inner.has_begun) {
        let step = moving.ask("begin", &texts(&[])).await?;
        let started = persist(desk, turn, "import", step.unwrap_or_default()).await?;
        let progress = moving.ask("started", &texts(&[&started])).await?;
        moving.progress.set(module::read(progress)?);
        moving.inner.update_value(|inner| inner.has_begun = true);
    }
    while let Some(batch) = next(moving).await? {
        let answer = persist(desk, turn, "add", batch).await?;
        let progress = moving.ask("added", &texts(&[&answer])).await?;
        if moving.turn() != turn {
            return Err(Halt::Left);
        }
        moving.inner.update_value(|inner| inner.pending = None);
        tell(desk, module::read(progress)?);
    }
    let step = moving.ask("end", &texts(&[])).await?;
    persist(desk, turn, "import", step.unwrap_or_default()).await?;
    Ok(())
}

/// Makes the site what it was, if that is wanted.
async fn restore(desk: Desk, turn: u32) -> Result<(), Halt> {
    let moving = desk.moving;
    let is_wanted = moving.form.with_untracked(|form| form.restore);
    let line = moving
        .summary
        .with_untracked(|summary| summary.as_ref().and_then(|summary| summary.site.clone()));
    let (true, false, Some(line)) = (
        is_wanted,
        moving.inner.with_value(|inner| inner.is_restored),
        line,
    ) else {
        return Ok(());
    };
    let mut line: SiteLine = module::read(Some(line))?;
    let site = moving.site.get_untracked();
    // A site's id is what stands in its tags: it may be restored under another one than it had.
    if let Ok(id) = SiteId::try_from(site.as_str()) {
        line.site.id = id;
    }
    let step = ImportStep {
        site,
        what: "restore".to_owned(),
        line: Some(line),
        ..ImportStep::default()
    };
    persist(desk, turn, "import", module::write(&step)).await?;
    moving.inner.update_value(|inner| inner.is_restored = true);
    Ok(())
}

/// What was not answered yet, or what comes next.
async fn next(moving: Moving) -> Result<Option<String>, Halt> {
    if let Some(pending) = moving.inner.with_value(|inner| inner.pending.clone()) {
        return Ok(Some(pending));
    }
    let batch = moving.ask("next", &texts(&[])).await?;
    moving
        .inner
        .update_value(|inner| inner.pending.clone_from(&batch));
    Ok(batch)
}

/// Sends something until it is answered.
async fn persist(desk: Desk, turn: u32, call: &str, body: String) -> Result<String, Halt> {
    let moving = desk.moving;
    let is_over = move || moving.turn() != turn || moving.stage.get_untracked() == Stage::Stopped;
    let mut tries = 0;
    loop {
        if is_over() {
            return Err(Halt::Left);
        }
        let failure = match api::pass(call, body.clone()).await {
            Ok(_) if moving.turn() != turn => return Err(Halt::Left),
            Ok(answer) => {
                moving.go_on();
                return Ok(answer);
            }
            Err(failure) => failure,
        };
        let Some((seconds, why)) = pause(&failure, tries) else {
            return Err(Halt::Refused(failure));
        };
        if why == Why::Offline {
            tries += 1;
        }
        let until = browser::now() + f64::from(seconds) * 1_000.0;
        if why == Why::Busy {
            moving.go_on();
        } else if !is_over() {
            wait(desk, browser::millis(until), why);
        }
        moving.wait(until, is_over).await;
    }
}

/// Shows that no more is sent until then, and says it once.
fn wait(desk: Desk, until: Millis, why: Why) {
    let stage = desk.moving.stage;
    if !matches!(stage.get_untracked(), Stage::Waiting(..)) {
        desk.say(waiting(until, why));
    }
    stage.set(Stage::Waiting(until, why));
}

/// Why is waited, and for how long.
#[must_use]
pub fn waiting(until: Millis, why: Why) -> String {
    match why {
        Why::Paused => m::MOVING_PAUSED.with("{time}", &browser::moment(until)),
        Why::Offline => m::FAILED_NETWORK.text().to_owned(),
        Why::Busy => String::new(),
    }
}

impl Moving {
    /// Notes whether it is being sent; answers whether it was.
    fn set_sending(self, is_sending: bool) -> bool {
        let was = self
            .inner
            .try_update_value(|inner| std::mem::replace(&mut inner.is_sending, is_sending));
        was == Some(true)
    }

    /// Waits no more.
    fn go_on(self) {
        if matches!(self.stage.get_untracked(), Stage::Waiting(..)) {
            self.stage.set(Stage::Sending);
        }
    }
}

/// Shows how far it has come, and says it now and then.
fn tell(desk: Desk, progress: Progress) {
    let place = desk.moving.progress;
    let before = place.with_untracked(|progress| progress.done);
    place.set(progress);
    if let Some(part) = quarter(before, progress.done, progress.all) {
        desk.say(m::MOVING_PART.with("{part}", &number(part)));
    }
}

#[cfg(test)]
mod tests {
    use super::refused;
    use crate::api::Failure;
    use crate::module::Silent;
    use crate::state::moving::Halt;
    use crate::words::in_language;
    use postil_model::wire::desk::{AddEntries, ThreadLine};

    #[test]
    fn a_refusal_names_the_thread() {
        let batch = AddEntries {
            site: "s".to_owned(),
            import: "i".to_owned(),
            thread: ThreadLine {
                thread: "/one/".to_owned(),
                title: Some("One".to_owned()),
                ..ThreadLine::default()
            },
            comments: Vec::new(),
            mentions: Vec::new(),
            done: vec!["h".to_owned()],
        };
        let batch = postil_json::write(&batch).ok();
        let refusal = Halt::Refused(Failure::Refused {
            code: "brand_new".to_owned(),
            detail: "It is too large.".to_owned(),
            field: None,
        });
        let broken = Halt::Silent(Silent(String::new()));
        in_language("en", || {
            let told = refused(&refusal, batch.clone());
            assert_eq!(
                told.as_deref(),
                Some("The server has not taken the comments of /one/: It is too large.")
            );
            assert_eq!(refused(&refusal, None).as_deref(), Some("It is too large."));
            assert_eq!(refused(&broken, batch.clone()), broken.words());
            assert_eq!(refused(&Halt::Left, batch.clone()), None);
        });
    }
}
