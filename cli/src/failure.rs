//! Why a command does not end well.

use std::io;
use std::path::{Path, PathBuf};

use postil_archive::Fault;
use postil_archive::moves::NoPair;
use postil_archive::run::NoExport;
use thiserror::Error;

use crate::address::Address;
use crate::screen::one_line;

/// Why a command does not end well, as it is told.
#[derive(Debug, Error)]
pub enum Failure {
    /// The Worker does not do it, and says why.
    #[error("{words}")]
    Refused {
        /// The problem's stable code.
        code: String,
        /// What a person is told.
        words: String,
    },
    /// The Worker was never reached.
    #[error("{0} cannot be reached: {1}.")]
    Unreachable(Address, String),
    /// Something answered that is not a Postil of this kind.
    #[error("{0} has answered with something else than Postil does ({1}).")]
    NotUnderstood(Address, String),
    /// Somebody has stopped it.
    #[error("Stopped. Run the same command again to go on.")]
    Stopped,
    /// Nobody can be asked for the key.
    #[error("Put the owner's key into the environment variable POSTIL_OWNER_KEY.")]
    NoKey(#[source] io::Error),
    /// The answer was no.
    #[error("Nothing was done.")]
    Declined,
    /// Nobody can be asked whether to do it.
    #[error("Nothing was done: there is nobody to ask. Say --yes to do it.")]
    NobodyToAsk,
    /// A file cannot be read or written.
    #[error("{}: {}.", .0.display(), .1)]
    File(PathBuf, #[source] io::Error),
    /// A file is no export.
    #[error(transparent)]
    NoExport(#[from] NoExport),
    /// An export cannot be read.
    #[error(transparent)]
    Export(#[from] Fault),
    /// Nothing comes of the files.
    #[error("Nothing was done: nothing in these files becomes a comment of this site.")]
    NothingComes,
    /// Something was done, but not all: a file was not read to its end.
    #[error("Not everything could be read: {0}")]
    Unread(String),
    /// The file is of another site.
    #[error(
        "Nothing was done: the file is of the site {0}. Say --site {0}, or import it without --restore."
    )]
    OtherSite(String),
    /// A list of addresses cannot be read.
    #[error("{}: {}", .0.display(), .1)]
    List(PathBuf, #[source] NoPair),
    /// There is no such import.
    #[error("This site has no import {0}. `postil imports` lists those it has.")]
    NoImport(String),
    /// The Worker does not say what the site is.
    #[error("The Worker does not say what this site is.")]
    NoSiteLine,
    /// It is no thread's id.
    #[error(
        "{0} is no thread of this site. A thread is named as it begins in an export: /2024/a-post/"
    )]
    NoThread(String),
    /// The site cannot be put in its place.
    #[error("Nothing was done: {0}")]
    NoRestore(&'static str),
    /// What is to be read cannot be written to.
    #[error("Nothing can be written to standard output: {0}.")]
    Output(#[source] io::Error),
}

impl Failure {
    /// The same, with the thread that something was refused for.
    #[must_use]
    pub fn on_thread(self, thread: &str) -> Self {
        match self {
            Self::Refused { code, words } => Self::Refused {
                code,
                words: format!("On the thread {}: {words}", one_line(thread)),
            },
            other => other,
        }
    }

    /// What went wrong with a file.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File(path, error)
    }
}
