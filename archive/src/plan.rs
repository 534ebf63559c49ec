//! What an import would do, before it does anything: what becomes of every entry of a file, on which
//! thread, and why of some nothing comes.
//!
//! The file is gone through once. Of an entry only what decides is kept, so that a hundred thousand
//! of them are planned in some twenty megabytes; a few are kept whole, to be looked at.

mod draft;
mod fate;
mod receipt;
mod sample;
mod summary;
mod threads;

use std::io::{self, Write};

use postil_model::import::{self, Cost};
use postil_model::time::Millis;
use postil_model::wire::desk::SiteLine;
use postil_model::{CommentId, ThreadId};

use crate::moves::Lost;
use crate::{Export, Fault, Page, Staff, System};
pub(crate) use draft::Draft;
pub use fate::{Fate, Gone, Why};
pub(crate) use receipt::{Sent, write as write_receipt};
pub use sample::Sample;
pub use summary::{Host, Skipped, Summary};
pub(crate) use threads::{Batch, Item, Thread};

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// The exports that it is made of.
    pub parts: Vec<Part>,
    /// What the site is, if a file is of Postil's own format.
    pub site: Option<Box<SiteLine>>,
    /// The pages of the file, in the order in which it names them: told or only stood on.
    pub pages: Vec<PagePlan>,
    /// What becomes of each entry, in the order of the file.
    pub lines: Vec<Line>,
    /// Whom the file knows as somebody of the site.
    pub staff: Vec<Staff>,
    /// Some of what would be shown, from everywhere in the file.
    pub samples: Vec<Sample>,
}

/// One export of an import.
#[derive(Debug)]
pub struct Part {
    /// The file's name; of a packed one, with the name that the export has in it.
    pub name: String,
    /// Where it comes from.
    pub system: System,
    /// Why it was read no further, if it was not read to its end.
    pub fault: Option<Fault>,
    /// How many of the plan's lines are of it.
    pub lines: usize,
    /// Which of the files it is in, and where.
    pub(crate) source: (usize, Export),
}

impl Part {
    /// An export of a file, before anything of it was read.
    pub(crate) fn of(file: &str, source: usize, export: Export) -> Self {
        let name = match export.name.as_str() {
            "" => file.to_owned(),
            within => format!("{file}/{within}"),
        };
        Self {
            name,
            system: export.system,
            fault: None,
            lines: 0,
            source: (source, export),
        }
    }
}

/// A page, and where it belongs.
#[derive(Debug)]
pub struct PagePlan {
    /// Which of the plan's parts it stands in.
    pub part: usize,
    /// The page as the file has it.
    pub page: Page,
    /// Its thread.
    pub thread: Result<ThreadId, Lost>,
    /// Its whole address on the site, where it has a thread and an address.
    pub address: Option<String>,
}

/// What becomes of an entry.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which of the plan's parts it stands in.
    pub part: usize,
    /// At which byte of the export it begins.
    pub at: u64,
    /// How many bytes its texts have: its body, and what that was before.
    pub length: usize,
    /// Its id there; empty if it could not be read.
    pub id: String,
    /// What becomes of it.
    pub fate: Fate,
    /// Which of the plan's pages it stands on.
    pub page: Option<usize>,
    /// How many rows it takes beside its own: for what it said before, for an edit that waits, and for
    /// votes.
    pub(crate) extras: u32,
    pub(crate) parent: Parent,
    pub(crate) created: Option<Millis>,
}

/// What an entry answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parent {
    /// Nothing.
    None,
    /// The entry of one of the plan's lines.
    Line(usize),
    /// Something that is not there.
    Missing,
}

impl Parent {
    /// The line, if there is one.
    pub(crate) const fn line(self) -> Option<usize> {
        match self {
            Self::Line(line) => Some(line),
            Self::None | Self::Missing => None,
        }
    }
}

impl Plan {
    /// The first fault of a part.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        self.parts.iter().find_map(|part| part.fault.as_ref())
    }

    /// Where the files come from: the system of the first.
    #[must_use]
    pub fn system(&self) -> &'static str {
        self.parts.first().map_or("", |part| part.system.name())
    }

    /// All of it in numbers.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::of(self)
    }

    /// What it costs, by the batches that it will be sent in.
    #[must_use]
    pub fn cost(&self) -> Cost {
        let threads = self.queue();
        let of_thread = |thread: &Thread| {
            let batches = thread.batches(self);
            let comments = batches.iter().map(|batch| batch.comments).sum();
            let costs = batches.iter().map(Batch::cost);
            costs.fold(Cost::of_pages(comments), Cost::and)
        };
        threads
            .iter()
            .map(of_thread)
            .fold(Cost::default(), Cost::and)
    }

    /// The id that an entry of a line is going to have; none if it could not be read. Postil's own
    /// keep theirs.
    #[must_use]
    pub fn comment_id(&self, line: &Line) -> Option<CommentId> {
        match self.parts.get(line.part)?.system {
            _ if line.id.is_empty() => None,
            System::Postil => CommentId::try_from(line.id.as_str()).ok(),
            system => Some(import::comment_id(system.name(), &line.id, line.created)),
        }
    }

    /// Writes what would become of each entry: a table (CSV) with the names of its columns, and then
    /// a row for each entry of the files in their order.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn receipt(&self, out: &mut impl Write) -> io::Result<()> {
        receipt::write(self, &self.queue(), None, out)
    }

    /// How many entries have a fate that is asked for.
    #[must_use]
    pub fn count(&self, is_meant: impl Fn(&Fate) -> bool) -> usize {
        self.lines
            .iter()
            .filter(|line| is_meant(&line.fate))
            .count()
    }
}

#[cfg(test)]
mod tests;
