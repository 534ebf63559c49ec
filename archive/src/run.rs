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

mod lines;
mod passes;
mod planning;
mod sources;
mod walk;
mod work;

use std::collections::HashSet;
use std::io::{self, Read, Seek, Write};

use postil_model::import::{MOST_NAME, import_id};
use postil_model::wire::desk::{AddEntries, Added, ImportStep, Started};
use postil_model::{Site, ThreadId};

use crate::moves::Moves;
use crate::plan::{Batch, Plan, Sent, Thread, write_receipt};
use crate::text::cut;
use crate::{Fault, Kind};
use lines::Maker;
pub(crate) use lines::tidy;
pub use planning::{NoExport, plan};
pub use sources::Sources;
use work::{Sending, Work};

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

/// An import that is being carried out.
pub struct Run<F> {
    id: String,
    site: String,
    plan: Plan,
    rules: Rules,
    sources: Sources<F>,
    threads: Vec<Thread>,
    /// What became of each of the plan's lines.
    sent: Vec<Sent>,
    progress: Progress,
    /// Hashes of threads of which all is there, and the server was not told yet.
    finished: Vec<String>,
    /// What there is to do, once the import has begun.
    work: Option<(Work, Maker)>,
    sending: Option<Sending>,
    asked: Option<Asked>,
    budget: u64,
}

/// A batch of which nobody has said what became of it.
struct Asked {
    /// The plan's lines of its comments, and then of its mentions.
    lines: Vec<usize>,
    /// How many hashes of finished threads were in it.
    told: usize,
    /// The hash of its thread, if it is the last of that.
    finishes: Option<String>,
}

impl<F: Read + Seek + 'static> Run<F> {
    /// Begins with a plan, the rules that it was made with, and the files that it was made of.
    #[must_use]
    pub fn new(site: &Site, plan: Plan, rules: Rules, sources: Sources<F>) -> Self {
        let threads = plan.queue();
        Self {
            id: id(site, &plan, &rules),
            site: site.id.to_string(),
            sent: vec![Sent::Not; plan.lines.len()],
            progress: Progress {
                done: 0,
                all: threads.iter().map(|thread| thread.items.len()).sum(),
            },
            plan,
            rules,
            sources,
            threads,
            finished: Vec::new(),
            work: None,
            sending: None,
            asked: None,
            budget: BUDGET,
        }
    }

    /// The import's id: the same for the same entries and rules.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What is being carried out.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What begins it: to be posted to `/v1/desk/import`. `name` is what the owner knows it by: the
    /// file's name, or those of several, which is cut if it is too long.
    #[must_use]
    pub fn begin(&self, name: &str) -> ImportStep {
        ImportStep {
            name: cut(name, MOST_NAME),
            system: self.plan.system().to_owned(),
            ..self.step("begin")
        }
    }

    /// Takes the answer to [`Run::begin`]: nothing of the threads in it is sent again.
    ///
    /// # Errors
    /// [`Fault::OutOfTurn`] if its secret cannot be understood.
    pub fn started(&mut self, started: &Started) -> Result<(), Fault> {
        let secret = bytes(&started.secret).ok_or(Fault::OutOfTurn)?;
        let done: HashSet<&str> = started.done.iter().map(String::as_str).collect();
        let mut chosen = Vec::new();
        for (at, thread) in self.threads.iter().enumerate() {
            if !done.contains(hash(&self.plan, thread).as_str()) {
                chosen.push(at);
                continue;
            }
            for item in &thread.items {
                self.progress.done += 1;
                if let Some(sent) = self.sent.get_mut(item.line) {
                    *sent = Sent::Before;
                }
            }
        }
        let work = Work::new(&self.plan, &self.threads, &chosen, self.budget);
        self.work = Some((work, Maker::new(&self.rules, secret)));
        Ok(())
    }

    /// The next batch: to be posted to `/v1/desk/add`. None is left when there is none.
    ///
    /// # Errors
    /// If a file cannot be read, or has changed; [`Fault::OutOfTurn`] before [`Run::started`], or
    /// before [`Run::added`] was told what became of the last batch. After any other fault it can be
    /// asked again: what was read is read again.
    #[allow(
        clippy::should_implement_trait,
        reason = "an iterator's users would pass over faults, and have no turn to answer"
    )]
    pub fn next(&mut self) -> Result<Option<AddEntries>, Fault> {
        let (work, maker) = match &mut self.work {
            Some(work) if self.asked.is_none() => work,
            _ => return Err(Fault::OutOfTurn),
        };
        loop {
            if let Some(sending) = &mut self.sending
                && let Some(batch) = sending.batches.next()
                && let Some(thread) = self.threads.get(sending.thread)
            {
                let is_last = sending.is_last && sending.batches.len() == 0;
                let (mut entries, lines) = filled(&self.plan, maker, thread, &batch, sending);
                entries.site.clone_from(&self.site);
                entries.import.clone_from(&self.id);
                entries.done.clone_from(&self.finished);
                self.asked = Some(Asked {
                    lines,
                    told: self.finished.len(),
                    finishes: is_last.then(|| hash(&self.plan, thread)),
                });
                return Ok(Some(entries));
            }
            self.sending = work.next(&self.plan, &self.threads, &mut self.sources)?;
            if self.sending.is_none() {
                return Ok(None);
            }
        }
    }

    /// Takes the answer to the last batch.
    ///
    /// # Errors
    /// [`Fault::OutOfTurn`] if there is none, or it had another number of entries.
    pub fn added(&mut self, added: &Added) -> Result<(), Fault> {
        let asked = self
            .asked
            .take_if(|asked| asked.lines.len() == added.outcomes.len())
            .ok_or(Fault::OutOfTurn)?;
        for (line, outcome) in asked.lines.iter().zip(&added.outcomes) {
            if let Some(sent) = self.sent.get_mut(*line) {
                *sent = Sent::Done(*outcome);
            }
        }
        self.progress.done += asked.lines.len();
        self.finished.drain(..asked.told.min(self.finished.len()));
        self.finished.extend(asked.finishes);
        Ok(())
    }

    /// What ends it, once [`Run::next`] gives nothing: to be posted to `/v1/desk/import`.
    #[must_use]
    pub fn end(&self) -> ImportStep {
        ImportStep {
            done: self.finished.clone(),
            ..self.step("end")
        }
    }

    fn step(&self, what: &str) -> ImportStep {
        ImportStep {
            site: self.site.clone(),
            what: what.to_owned(),
            id: self.id.clone(),
            ..ImportStep::default()
        }
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Writes what became of each entry, as [`Plan::receipt`] does of what would.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn receipt(&self, out: &mut impl Write) -> io::Result<()> {
        write_receipt(&self.plan, &self.threads, Some(&self.sent), out)
    }
}

/// A batch with its entries, and the plan's lines of its comments and then of its mentions.
fn filled(
    plan: &Plan,
    maker: &Maker,
    thread: &Thread,
    batch: &Batch,
    sending: &mut Sending,
) -> (AddEntries, Vec<usize>) {
    let mut add = AddEntries {
        site: String::new(),
        import: String::new(),
        thread: thread.line(plan),
        comments: Vec::new(),
        mentions: Vec::new(),
        done: Vec::new(),
    };
    let (mut lines, mut mentions) = (Vec::new(), Vec::new());
    for item in thread.items.get(batch.items.clone()).unwrap_or_default() {
        let Some(entry) = sending.entries.remove(&item.line) else {
            continue;
        };
        if entry.kind == Kind::Mention {
            add.mentions.extend(maker.mention(plan, item, entry));
            mentions.push(item.line);
        } else {
            let mut comment = maker.comment(plan, item, entry);
            if let Some(comment) = comment.as_mut().filter(|_| thread.is_merged()) {
                // Another of the thread may have it, too.
                comment.number = None;
            }
            add.comments.extend(comment);
            lines.push(item.line);
        }
    }
    lines.append(&mut mentions);
    (add, lines)
}

/// The id of an import: all that decides what it does.
fn id(site: &Site, plan: &Plan, rules: &Rules) -> String {
    let moments: Vec<[u8; 8]> = (plan.lines.iter())
        .map(|line| line.created.unwrap_or_default().to_be_bytes())
        .collect();
    let lines = plan.lines.iter().zip(&moments).flat_map(|(line, moment)| {
        let part = plan.parts.get(line.part);
        let page = line.page.and_then(|page| plan.pages.get(page));
        let thread = page.and_then(|page| page.thread.as_ref().ok());
        [
            part.map_or("", |part| part.system.name()).as_bytes(),
            line.id.as_bytes(),
            moment.as_slice(),
            line.fate.code().as_bytes(),
            thread.map_or("", |thread| thread.as_str()).as_bytes(),
        ]
    });
    let badges = rules.badges.iter();
    let badges = badges.flat_map(|(user, badge)| [user.as_bytes(), badge.as_bytes()]);
    let head = [site.id.as_str().as_bytes(), rules.nameless.as_bytes()];
    import_id(head.into_iter().chain(lines).chain(badges))
}

/// The name of a thread's keys.
fn hash(plan: &Plan, thread: &Thread) -> String {
    thread.id(plan).map(ThreadId::hash).unwrap_or_default()
}

/// What a text in hexadecimal stands for.
fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = hex.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits.filter(|digits| !digits.is_empty() && digits.len() % 2 == 0)?;
    let byte = |pair: &[u32]| pair.iter().fold(0, |byte, digit| byte << 4 | *digit as u8);
    Some(digits.chunks(2).map(byte).collect())
}

#[cfg(test)]
mod tests;
