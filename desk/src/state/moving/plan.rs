//! From files to a plan, and to another one when the rules have changed.

use js_sys::Array;
use postil_importer::talk::{Fault, Planned};
use send_wrapper::SendWrapper;
use web_sys::FileList;

use super::form::Form;
use super::{Halt, Moving, Stage};
use crate::api;
use crate::browser;
use crate::module::{self, Module, texts};
use crate::state::Desk;
use crate::state::fetched::Fetched;
use crate::words::{self, m};

/// Takes files, and plans their import.
pub fn choose(desk: Desk, site: String, files: &FileList) {
    let moving = desk.moving;
    if files.length() == 0 {
        return;
    }
    moving.forget();
    moving.site.set(site.clone());
    let names: Vec<String> = (0..files.length())
        .filter_map(|at| Some(files.get(at)?.name()))
        .collect();
    moving.name.set(names.join(", "));
    moving.form.set(Form::new(m::MOVING_NAMELESS.text()));
    let files = SendWrapper::new(Array::from(files));
    moving.inner.update_value(|inner| inner.files = Some(files));
    let turn = moving.start();
    moving.stage.set(Stage::Reading);
    desk.say(m::MOVING_READING.text());
    browser::spawn(async move {
        let ready = begin(moving, turn, &site).await;
        conclude(desk, turn, ready).await;
    });
}

/// Reads no more of the files: back to the plan that is shown and to its rules, if there is one,
/// and else to the choice of files.
pub fn cancel(desk: Desk) {
    let moving = desk.moving;
    if moving.summary.with_untracked(Option::is_none) {
        moving.forget();
        return;
    }
    // What reads hears nothing until it is through. Another one makes the plan once more, and what
    // is asked of it meanwhile comes after that.
    let turn = moving.start();
    moving.problem.set(None);
    moving
        .form
        .set(moving.inner.with_value(|inner| inner.planned.clone()));
    moving.fields.update(|fields| *fields += 1);
    moving.stage.set(Stage::Planned);
    desk.say(m::MOVING_BACK.text());
    browser::spawn(async move {
        // Where this fails, there is no plan, which is told.
        let _ = take(moving).await;
    });
    browser::spawn(async move {
        let planned = plan_once(moving, turn).await;
        let is_there = |planned: &Planned| planned.summary.is_some();
        if !planned.as_ref().is_ok_and(is_there) {
            conclude_with(desk, turn, planned);
        }
    });
}

/// Plans anew, by the rules as they are now. While the files are being read it is done after that.
pub fn again(desk: Desk) {
    let moving = desk.moving;
    if moving.stage.get_untracked() == Stage::Reading {
        moving.inner.update_value(|inner| inner.is_stale = true);
        return;
    }
    let turn = moving.turn();
    moving.stage.set(Stage::Reading);
    browser::spawn(async move { conclude(desk, turn, Ok(())).await });
}

/// Plans anew where the plan could not say on how many days, since nobody knew yet what an import
/// to this site may use today.
pub fn again_with_days(desk: Desk, site: &str) {
    let moving = desk.moving;
    let is_planned = matches!(
        moving.stage.get_untracked(),
        Stage::Planned | Stage::Reading
    ) && moving.site.with_untracked(|of| of == site);
    let is_limited = moving.imports.with_untracked(
        |imports| matches!(imports, Fetched::There(imports) if imports.left.is_some()),
    );
    if is_planned && is_limited && !moving.inner.with_value(|inner| inner.knows_left) {
        again(desk);
    }
}

impl Moving {
    /// Starts a module, in the place of an earlier one; answers with the turn that begins.
    fn start(self) -> u32 {
        self.inner.update_value(|inner| inner.turn += 1);
        let turn = self.turn();
        let module = Module::start(move |done, all| {
            if self.turn() == turn {
                self.bytes.set((done, all));
            }
        });
        let module = module.map(|module| SendWrapper::new(module.into()));
        self.inner.update_value(|inner| {
            if let Some(earlier) = std::mem::replace(&mut inner.module, module) {
                earlier.end();
            }
        });
        turn
    }
}

/// Has the module take the files.
async fn take(moving: Moving) -> Result<(), Halt> {
    let files = moving.inner.with_value(|inner| inner.files.clone());
    let given = files.map(|files| Array::of1(&files));
    moving.ask("choose", &given.unwrap_or_default()).await?;
    Ok(())
}

/// Has the module take the files, and learns what the site is.
async fn begin(moving: Moving, turn: u32, site: &str) -> Result<(), Halt> {
    take(moving).await?;
    let settings = api::fetch("site", &[("site", site)]).await;
    let settings = settings.map_err(Halt::Refused)?;
    if moving.turn() != turn {
        return Err(Halt::Left);
    }
    moving.inner.update_value(|inner| inner.settings = settings);
    Ok(())
}

/// Reads the files until there is a plan of the rules as they are.
async fn conclude(desk: Desk, turn: u32, ready: Result<(), Halt>) {
    let moving = desk.moving;
    let read = match ready {
        Ok(()) => plan(moving, turn).await,
        Err(halt) => Err(halt),
    };
    conclude_with(desk, turn, read);
}

/// Shows a plan, or why there is none.
fn conclude_with(desk: Desk, turn: u32, read: Result<Planned, Halt>) {
    let moving = desk.moving;
    if moving.turn() != turn {
        return;
    }
    match read {
        Ok(planned) => show(desk, planned),
        Err(halt) => {
            if let Halt::Refused(failure) = &halt {
                desk.heed(failure);
            }
            if moving.turn() != turn {
                // The session has ended.
                return;
            }
            let words = halt.words();
            moving.forget();
            moving.problem.set(words);
        }
    }
}

/// Plans until no rule has changed meanwhile.
async fn plan(moving: Moving, turn: u32) -> Result<Planned, Halt> {
    loop {
        moving.inner.update_value(|inner| inner.is_stale = false);
        let planned = plan_once(moving, turn).await?;
        if !moving.inner.with_value(|inner| inner.is_stale) {
            return Ok(planned);
        }
    }
}

async fn plan_once(moving: Moving, turn: u32) -> Result<Planned, Halt> {
    let settings = moving.inner.with_value(|inner| inner.settings.clone());
    let rules = moving.form.with_untracked(Form::rules);
    let left = moving.imports.with_untracked(|imports| match imports {
        Fetched::There(imports) => imports.left,
        _ => None,
    });
    moving
        .inner
        .update_value(|inner| inner.knows_left = left.is_some());
    let given = texts(&[&settings, &module::write(&rules), &module::write(&left)]);
    let answer = moving.ask("plan", &given).await?;
    if moving.turn() != turn {
        return Err(Halt::Left);
    }
    Ok(module::read(answer)?)
}

fn show(desk: Desk, planned: Planned) {
    let moving = desk.moving;
    if let Some(fault) = planned.fault {
        moving.forget();
        moving.problem.set(Some(fault_words(&fault)));
        return;
    }
    let wrong = planned.wrong_line.map(|line| {
        let line = words::number(line);
        m::MOVING_LIST_WRONG.with("{line}", &line)
    });
    moving.problem.set(wrong);
    if let Some(summary) = planned.summary {
        let has_more = moving.form.try_update(|form| form.note(&summary));
        let is_first = moving.summary.with_untracked(Option::is_none);
        let text = if is_first {
            m::MOVING_PLANNED
        } else {
            m::MOVING_PLANNED_AGAIN
        };
        desk.say(text.counted(summary.comments));
        let planned = moving.form.get_untracked();
        moving.inner.update_value(|inner| inner.planned = planned);
        moving.summary.set(Some(summary));
        if has_more == Some(true) || moving.fields.get_untracked() == 0 {
            browser::keep_focus(move || moving.fields.update(|fields| *fields += 1));
        }
    }
    moving.stage.set(Stage::Planned);
}

/// What is wrong with a file.
#[must_use]
pub fn fault_words(fault: &Fault) -> String {
    let why = words::coded("fault", &fault.code).unwrap_or(&fault.why);
    if fault.file.is_empty() {
        why.to_owned()
    } else {
        format!("\u{2068}{}\u{2069}: {why}", fault.file)
    }
}
