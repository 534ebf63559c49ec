//! Carrying an import out. Whoever does it has the transport: a program asks for the next batch, has
//! it written, and says what became of it. Nothing here reads anything but the files, or knows a clock.
//!
//! 1. [`plan`] goes through the files once. The owner looks at the [`Plan`], and agrees.
//! 2. [`Run::new`]; what [`Run::begin`] gives is posted, and the answer goes to [`Run::started`].
//! 3. Each batch that [`Run::next`] gives is posted, as often as it takes, and its answer goes to
//!    [`Run::added`]. There are no more when it gives none.
//! 4. What [`Run::end`] gives is posted.
//!
//! All of it can stop anywhere, and begin at 1 with the same files and rules: they are the same
//! import, every entry has the same id, and what is there already is passed over.
//!
//! # What is sent when
//! Within a thread, what is answered comes before its answers, and otherwise as time went by
//! ([`crate::arrange`]); mentions come first. The threads with the newest comments come first as far
//! as that takes neither memory nor a further time through the files: those that are read together
//! may have [`BUDGET`] bytes. A thread whose entries stand together is sent as soon as the room is
//! needed, so that a file of WordPress is gone through once, however large, and its threads come in
//! the file's order where it is larger than that. Where the entries of many threads are mixed, the
//! newest threads of all are collected the first time, the next ones the second.

mod sources;

use std::io::{self, Read, Seek, Write};

use postil_model::Site;
use postil_model::wire::desk::{AddEntries, Added, ImportStep, Started};

use crate::moves::Moves;
use crate::{Fault, Plan};
pub use sources::Sources;

/// So many bytes of entries are held at most.
pub const BUDGET: u64 = 16 * 1_024 * 1_024;

/// What the owner has decided about an import.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Where pages have moved to.
    pub moves: Moves,
    /// Who gets a badge: accounts of the old system ([`crate::Author::user`]), and what their
    /// comments say.
    pub badges: Vec<(String, String)>,
    /// What an author is called who has no name, in the site's language.
    pub nameless: String,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many comments and mentions are there, those of threads that were finished before included.
    pub done: usize,
    /// How many there will be.
    pub all: usize,
}

/// Plans an import over all exports in all files. `progress` is told now and then how many bytes were
/// read, and of how many.
///
/// What is wrong with one export is in its [`crate::plan::Part`]; the others are read all the same.
///
/// # Errors
/// If a file is no export, or cannot be opened.
pub fn plan<F: Read + Seek + 'static>(
    site: &Site,
    rules: &Rules,
    sources: &mut Sources<F>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Plan, Fault> {
    let _ = (site, rules, sources, progress);
    todo!()
}

/// An import that is being carried out.
pub struct Run<F> {
    plan: Plan,
    sources: Sources<F>,
}

impl<F: Read + Seek + 'static> Run<F> {
    /// Begins with a plan, the rules that it was made with, and the files that it was made of.
    #[must_use]
    pub fn new(site: &Site, plan: Plan, rules: Rules, sources: Sources<F>) -> Self {
        let _ = (site, rules);
        Self { plan, sources }
    }

    /// The import's id: the same for the same entries and rules.
    #[must_use]
    pub fn id(&self) -> &str {
        todo!()
    }

    /// What is being carried out.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What begins it: to be posted to `/v1/desk/import`. `name` is what the owner knows it by: the
    /// file's name.
    #[must_use]
    pub fn begin(&self, name: &str) -> ImportStep {
        let _ = name;
        todo!()
    }

    /// Takes the answer to [`Run::begin`]: nothing of the threads in it is sent again.
    ///
    /// # Errors
    /// [`Fault::OutOfTurn`] if its secret cannot be understood.
    pub fn started(&mut self, started: &Started) -> Result<(), Fault> {
        let _ = started;
        todo!()
    }

    /// The next batch: to be posted to `/v1/desk/add`. None is left when there is none.
    ///
    /// # Errors
    /// If a file cannot be read, or has changed; [`Fault::OutOfTurn`] before [`Run::started`], or
    /// before [`Run::added`] was told what became of the last batch. After any other fault it can be
    /// asked again: what was read is read again.
    pub fn next(&mut self) -> Result<Option<AddEntries>, Fault> {
        let _ = &self.sources;
        todo!()
    }

    /// Takes the answer to the last batch.
    ///
    /// # Errors
    /// [`Fault::OutOfTurn`] if there is none, or it had another number of entries.
    pub fn added(&mut self, added: &Added) -> Result<(), Fault> {
        let _ = added;
        todo!()
    }

    /// What ends it, once [`Run::next`] gives nothing: to be posted to `/v1/desk/import`.
    #[must_use]
    pub fn end(&self) -> ImportStep {
        todo!()
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        todo!()
    }

    /// Writes what became of each entry, as [`Plan::receipt`] does of what would.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn receipt(&self, out: &mut impl Write) -> io::Result<()> {
        let _ = out;
        todo!()
    }
}
