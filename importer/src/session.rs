//! An import, from its files to its receipt: what the desk asks of the module, over files of any kind.

use std::io::{Read, Seek};

use postil_archive::Fault;
use postil_archive::plan::Plan;
use postil_archive::run::{Rules, Run, Sources, plan};
use postil_json::Unfit;
use postil_model::Site;
use postil_model::wire::desk::{Added, Left, Outcome, Settings, SiteLine, Started};
use serde::Serialize;
use thiserror::Error;

use crate::rules;
use crate::summary::{self, count};
use crate::talk::{self, Planned, Progress};

/// Why something cannot be done.
#[derive(Debug, Error)]
pub enum Error {
    /// A file cannot be read. Its code stands first, for whoever has words for it.
    #[error("fault {code} {0}", code = summary::code(.0))]
    Fault(#[from] Fault),
    /// What was asked comes too soon.
    #[error("This was asked for before there was a plan.")]
    TooSoon,
    /// It is not what it should be.
    #[error("What was given cannot be understood.")]
    Answer(#[from] Unfit),
    /// The receipt could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// An import.
pub struct Session<F> {
    /// What the files are called together.
    name: String,
    /// Where the files are, as long as it has not begun.
    sources: Option<Sources<F>>,
    /// What the site was, as soon as a file has said so.
    line: Option<Box<SiteLine>>,
    planned: Option<(Site, Rules, Plan)>,
    run: Option<Run<F>>,
    /// How many entries were not there before.
    new: u32,
}

impl<F: Read + Seek + 'static> Session<F> {
    /// An import of files that are called something together.
    pub fn new(name: &str, sources: Sources<F>) -> Self {
        Self {
            name: name.to_owned(),
            sources: Some(sources),
            line: None,
            planned: None,
            run: None,
            new: 0,
        }
    }

    /// Plans it for a site ([`Settings`]) by rules ([`talk::Rules`]). `left` is [`Left`], if
    /// anything is limited. Answers with [`Planned`].
    ///
    /// # Errors
    /// If something given is not what it should be, or it has begun already.
    pub fn plan(
        &mut self,
        settings: &str,
        rules: &str,
        left: &str,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<String, Error> {
        let Settings { site, .. } = postil_json::read(settings)?;
        let typed: talk::Rules = postil_json::read(rules)?;
        let left: Option<Left> = postil_json::read(left)?;
        let rules = match rules::read(&typed) {
            Ok(rules) => rules,
            Err(wrong) => {
                return told(&Planned {
                    wrong_line: Some(u32::try_from(wrong.line).unwrap_or(u32::MAX)),
                    ..Planned::default()
                });
            }
        };
        let sources = self.sources.as_mut().ok_or(Error::TooSoon)?;
        let mut of = wanted(&site, self.line.as_deref(), typed.restore);
        let mut made = plan(&of, &rules, sources, progress);
        if let Ok(Plan {
            site: Some(line), ..
        }) = &made
            && self.line.is_none()
            && typed.restore
        {
            // Only now it is known what the site was.
            of = wanted(&site, Some(line), typed.restore);
            made = plan(&of, &rules, sources, progress);
        }
        let plan = match made {
            Ok(plan) => plan,
            Err(fault) => {
                return told(&Planned {
                    fault: Some(summary::fault(&fault.file, &fault.fault)),
                    ..Planned::default()
                });
            }
        };
        let planned = Planned {
            summary: Some(summary::of(&plan, &rules, left)),
            ..Planned::default()
        };
        self.line.clone_from(&plan.site);
        self.planned = Some((of, rules, plan));
        told(&planned)
    }

    /// What begins it.
    ///
    /// # Errors
    /// If there is no plan.
    pub fn begin(&mut self) -> Result<String, Error> {
        if self.run.is_none() {
            let (site, rules, plan) = self.planned.take().ok_or(Error::TooSoon)?;
            let sources = self.sources.take().ok_or(Error::TooSoon)?;
            self.run = Some(Run::new(&site, plan, rules, sources));
        }
        let name = self.name.clone();
        told(&self.run()?.begin(&name))
    }

    /// Takes the answer to that ([`Started`]). Answers with [`Progress`].
    ///
    /// # Errors
    /// If it is none.
    pub fn started(&mut self, answer: &str) -> Result<String, Error> {
        let started: Started = postil_json::read(answer)?;
        self.run()?.started(&started)?;
        self.progress()
    }

    /// What is sent next; none if there is nothing more.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn next(&mut self) -> Result<Option<String>, Error> {
        let batch = self.run()?.next()?;
        batch.as_ref().map(told).transpose()
    }

    /// Takes the answer to that ([`Added`]). Answers with [`Progress`].
    ///
    /// # Errors
    /// If it is none.
    pub fn added(&mut self, answer: &str) -> Result<String, Error> {
        let added: Added = postil_json::read(answer)?;
        self.run()?.added(&added)?;
        let new = added.outcomes.iter().filter(|one| **one == Outcome::New);
        self.new += count(new.count());
        self.progress()
    }

    /// What ends it.
    ///
    /// # Errors
    /// If it has not begun.
    pub fn end(&mut self) -> Result<String, Error> {
        told(&self.run()?.end())
    }

    /// What has become of each entry, as CSV; before it has begun, what would.
    ///
    /// # Errors
    /// If there is no plan.
    pub fn receipt(&mut self) -> Result<String, Error> {
        let mut receipt = Vec::new();
        match (&self.run, &self.planned) {
            (Some(run), _) => run.receipt(&mut receipt)?,
            (None, Some((_, _, plan))) => plan.receipt(&mut receipt)?,
            (None, None) => return Err(Error::TooSoon),
        }
        Ok(String::from_utf8(receipt).unwrap_or_default())
    }

    fn run(&mut self) -> Result<&mut Run<F>, Error> {
        self.run.as_mut().ok_or(Error::TooSoon)
    }

    fn progress(&mut self) -> Result<String, Error> {
        let progress = self.run()?.progress();
        told(&Progress {
            done: count(progress.done),
            all: count(progress.all),
            new: self.new,
        })
    }
}

/// The site that is planned for: what a file says that it was, if that is wanted. It keeps its id,
/// since that is where it is restored.
fn wanted(site: &Site, line: Option<&SiteLine>, restore: bool) -> Site {
    match line {
        Some(line) if restore => Site {
            id: site.id.clone(),
            ..line.site.clone()
        },
        _ => site.clone(),
    }
}

/// Something as JSON.
fn told(value: &impl Serialize) -> Result<String, Error> {
    Ok(postil_json::write(value)?)
}

#[cfg(test)]
mod tests;
