//! From files to a plan, and to another one when the rules have changed.

use js_sys::Array;
use postil_importer::talk::{Fault, Planned};
use wasm_bindgen::JsValue;
use web_sys::FileList;

use super::form::Form;
use super::{Halt, Inner, Moving, Stage};
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
    let turn = moving.turn();
    let module = Module::start(move |done, all| {
        if moving.turn() == turn {
            moving.bytes.set((done, all));
        }
    });
    moving.inner.update_value(|inner| {
        inner.module = module.map(|module| send_wrapper::SendWrapper::new(module.into()));
    });
    let files = Array::from(files);
    moving.stage.set(Stage::Reading);
    desk.say(m::MOVING_READING.text());
    browser::spawn(async move {
        let ready = begin(moving, &site, &files).await;
        conclude(desk, turn, ready).await;
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

/// Has the module take the files, and learns what the site is.
async fn begin(moving: Moving, site: &str, files: &Array) -> Result<(), Halt> {
    let turn = moving.turn();
    let given = Array::of1(&JsValue::from(files));
    moving.ask("choose", &given).await?;
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

async fn plan(moving: Moving, turn: u32) -> Result<Planned, Halt> {
    loop {
        let settings = moving.inner.with_value(|inner| inner.settings.clone());
        let rules = moving.form.with_untracked(Form::rules);
        let left = moving.imports.with_untracked(|imports| match imports {
            Fetched::There(imports) => imports.left,
            _ => None,
        });
        let given = texts(&[&settings, &module::write(&rules), &module::write(&left)]);
        let answer = moving.ask("plan", &given).await?;
        if moving.turn() != turn {
            return Err(Halt::Left);
        }
        let is_stale = moving
            .inner
            .try_update_value(|inner: &mut Inner| std::mem::take(&mut inner.is_stale));
        if is_stale != Some(true) {
            return Ok(module::read(answer)?);
        }
    }
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
        desk.say(m::MOVING_PLANNED.counted(summary.comments));
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
