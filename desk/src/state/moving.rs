//! Moving in and out: imports and exports of a site. They go on while one is in another part of the
//! desk, so they belong to the desk and not to their part of it.

pub mod export;
pub mod form;
pub mod past;
pub mod patience;
pub mod plan;
pub mod send;

use std::rc::Rc;

use js_sys::{Array, Reflect};
use leptos::prelude::window_event_listener_untyped;
use postil_importer::talk::{Progress, Summary};
use postil_model::Millis;
use postil_model::wire::desk::{Import, Imports, Settings};
use send_wrapper::SendWrapper;

use self::form::Form;
use self::patience::Why;
use super::fetched::{self, Fetched, Signal};
use super::signal::{RwSignal, StoredValue};
use crate::api::{self, Failure};
use crate::browser;
use crate::module::{Module, Silent};

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// No file is chosen.
    Choosing,
    /// The files are read for the plan.
    Reading,
    /// What it would do is shown.
    Planned,
    /// Entries are sent.
    Sending,
    /// No more is sent until then.
    Waiting(Millis, Why),
    /// Something has gone wrong, or it was stopped.
    Stopped,
    /// All of it is there.
    Done,
}

/// Imports and exports. Copies are the same.
#[derive(Clone, Copy)]
pub struct Moving {
    /// The site that an import is for.
    pub site: RwSignal<String>,
    /// How far it has come.
    pub stage: RwSignal<Stage>,
    /// The names of its files.
    pub name: RwSignal<String>,
    /// Its rules, as they are typed.
    pub form: RwSignal<Form>,
    /// Changes when the form has got other fields.
    pub fields: RwSignal<u32>,
    /// What it would do.
    pub summary: RwSignal<Option<Summary>>,
    /// How many bytes of the files are read, of how many.
    pub bytes: RwSignal<(f64, f64)>,
    /// How many entries are sent.
    pub progress: RwSignal<Progress>,
    /// What has gone wrong with it.
    pub problem: RwSignal<Option<String>>,
    /// What there was before.
    pub imports: Signal<Imports>,
    /// The import that is asked about whether it is to be undone.
    pub undoing: RwSignal<Option<Import>>,
    /// How many threads of an export have come, of how many.
    pub saving: RwSignal<Option<(u32, u32)>>,
    inner: StoredValue<Inner>,
}

/// What nobody follows.
#[derive(Clone, Default)]
struct Inner {
    module: Option<SendWrapper<Rc<Module>>>,
    /// Its files.
    files: Option<SendWrapper<Array>>,
    /// The rules that the plan was made by which is shown.
    planned: Form,
    /// What the site is: `Settings` as JSON.
    settings: String,
    /// Whether the plan knows what an import may use today.
    knows_left: bool,
    /// Whether the rules have changed while the files were read.
    is_stale: bool,
    /// Whether the server has said that the import has begun.
    has_begun: bool,
    /// Whether the site is as it was.
    is_restored: bool,
    /// Whether it is being sent.
    is_sending: bool,
    /// What was sent and not answered yet.
    pending: Option<String>,
    /// Counts the imports: who comes back for an earlier one finds it gone.
    turn: u32,
    /// Counts how often it was begun to look at what there was before.
    looks: u32,
    /// Counts the exports.
    exports: u32,
}

/// Why something has ended that goes on by itself.
enum Halt {
    /// The server does not take it.
    Refused(Failure),
    /// The module has broken.
    Silent(Silent),
    /// It was stopped, or there is another one.
    Left,
}

impl From<Silent> for Halt {
    fn from(silent: Silent) -> Self {
        Self::Silent(silent)
    }
}

impl Halt {
    /// What to tell whoever sits there.
    fn words(&self) -> Option<String> {
        match self {
            Self::Refused(failure) => Some(failure.words()),
            Self::Silent(silent) => Some(silent.words()),
            Self::Left => None,
        }
    }
}

impl Moving {
    /// Nothing is moved.
    #[must_use]
    pub fn new() -> Self {
        Self {
            site: RwSignal::new(String::new()),
            stage: RwSignal::new(Stage::Choosing),
            name: RwSignal::new(String::new()),
            form: RwSignal::new(Form::default()),
            fields: RwSignal::new(0),
            summary: RwSignal::new(None),
            bytes: RwSignal::new((0.0, 0.0)),
            progress: RwSignal::new(Progress::default()),
            problem: RwSignal::new(None),
            imports: fetched::nothing(),
            undoing: RwSignal::new(None),
            saving: RwSignal::new(None),
            inner: StoredValue::new(Inner::default()),
        }
    }

    /// Has the page ask before it is closed, while something is moved.
    pub fn listen(self) {
        window_event_listener_untyped("beforeunload", move |event| {
            let is_sending = matches!(
                self.stage.get_untracked(),
                Stage::Sending | Stage::Waiting(..)
            );
            if is_sending || self.saving.with_untracked(Option::is_some) {
                event.prevent_default();
                // Some browsers ask for this alone. An event takes it.
                let _ = Reflect::set(&event, &"returnValue".into(), &"1".into());
            }
        });
    }

    /// Begins anew: no file is chosen, and nothing is left of what was there.
    pub fn forget(self) {
        self.inner.update_value(|inner| {
            if let Some(module) = inner.module.take() {
                module.end();
            }
            *inner = Inner {
                turn: inner.turn + 1,
                looks: inner.looks,
                exports: inner.exports,
                ..Inner::default()
            };
        });
        self.stage.set(Stage::Choosing);
        self.summary.set(None);
        self.fields.set(0);
        self.problem.set(None);
        self.progress.set(Progress::default());
    }

    /// Stops whatever goes on: nobody sits there any more.
    pub fn leave(self) {
        self.forget();
        self.saving.set(None);
        self.imports.set(Fetched::Fetching);
    }

    /// The origins of the site that an import is for.
    #[must_use]
    pub fn origins(self) -> Vec<String> {
        let settings = self.inner.with_value(|inner| inner.settings.clone());
        let settings = api::read::<Settings>(&settings).ok();
        let origins = settings.map(|settings| settings.site.origins);
        let origins = origins.unwrap_or_default().into_iter();
        origins.map(String::from).collect()
    }

    /// Asks the module for something.
    async fn ask(self, call: &str, given: &Array) -> Result<Option<String>, Silent> {
        let module = self.inner.with_value(|inner| inner.module.clone());
        let Some(module) = module else {
            return Err(Silent(String::new()));
        };
        module.ask(call, given).await
    }

    fn turn(self) -> u32 {
        self.inner.with_value(|inner| inner.turn)
    }

    /// How often it was begun to look at what there was before.
    fn looks(self) -> u32 {
        self.inner.with_value(|inner| inner.looks)
    }

    /// Begins to look at it; who does so already has no more to do.
    fn look(self) -> u32 {
        self.inner.update_value(|inner| inner.looks += 1);
        self.looks()
    }

    /// Waits until a moment. It is looked at now and then, since a machine that sleeps counts no
    /// time.
    async fn wait(self, until: f64, is_over: impl Fn() -> bool) {
        const LOOK: f64 = 1_000.0;
        while browser::now() < until && !is_over() {
            browser::sleep((until - browser::now()).clamp(0.0, LOOK)).await;
        }
    }
}

impl Default for Moving {
    fn default() -> Self {
        Self::new()
    }
}
