//! Postil's own format: a line about the site, then one about each thread, followed by those of its
//! comments and mentions (`wire/desk/export.rs` in the model).

use std::collections::VecDeque;
use std::io::Read;

use postil_model::State;
use postil_model::time::Millis;
use postil_model::wire::desk::{CommentLine, Door, FORMAT, MentionLine, SiteLine, ThreadLine};

use super::pull::Pull;
use crate::json::{self, Lines, Piece};
use crate::{Author, Entry, Fault, Found, Kind, Page};

/// What a line can be of, by the name of the field that only such lines have.
const KINDS: [&str; 4] = ["comment", "mention", "thread", "postil"];

/// The last moment of the year 9999. No comment has been written later.
const LAST: Millis = 253_402_300_799_999;

/// Reads an export of Postil, unfolded.
pub struct Postil<R> {
    pull: Pull,
    file: File<R>,
}

impl<R: Read> Postil<R> {
    /// Begins to read.
    pub fn new(file: R) -> Self {
        Self {
            pull: Pull::default(),
            file: File {
                lines: Lines::new(file),
                thread: None,
            },
        }
    }
}

impl<R: Read> Iterator for Postil<R> {
    type Item = Result<Found, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { pull, file } = self;
        pull.next(|found| file.step(found))
    }
}

struct File<R> {
    lines: Lines<R>,
    /// The id of the thread that the lines are of.
    thread: Option<String>,
}

impl<R: Read> File<R> {
    /// Reads a line; whether there may be more.
    fn step(&mut self, found: &mut VecDeque<Found>) -> Result<bool, Fault> {
        let Some(line) = self.lines.next()? else {
            return Ok(false);
        };
        let kind = kind(&line);
        let told = match kind {
            Some("postil") => site(&line)?,
            Some("thread") => self.thread(&line),
            Some("comment") => self.comment(&line),
            Some("mention") => self.mention(&line),
            _ => line.parse().map(|_: serde_json::Value| {
                Found::broken(line.at, None, "it is a line of no kind that is known")
            }),
        };
        match told {
            Ok(told) => found.push_back(told),
            Err(error) if self.lines.is_cut() && error.is_eof() => {
                return Err(Fault::BrokenOff {
                    at: self.lines.at(),
                });
            }
            Err(error) => found.push_back(line.broken(kind.unwrap_or_default(), json::why(&error))),
        }
        Ok(true)
    }

    /// What is told of a thread. Where it cannot be read, nobody knows of what the next lines are.
    fn thread(&mut self, line: &Piece) -> Result<Found, serde_json::Error> {
        self.thread = None;
        let thread: ThreadLine = line.parse()?;
        if thread.thread.is_empty() {
            return Ok(line.broken("thread", "a thread without an id"));
        }
        self.thread = Some(thread.thread.clone());
        Ok(Found::Page(Page::from(thread)))
    }

    fn comment(&self, piece: &Piece) -> Result<Found, serde_json::Error> {
        let mut line: CommentLine = piece.parse()?;
        let id = line.comment.to_string();
        let page = match self.home(line.created) {
            Ok(page) => page,
            Err(why) => return Ok(Found::broken(piece.at, Some(id), why)),
        };
        let body = std::mem::take(&mut line.body);
        Ok(Found::Entry(Entry {
            at: piece.at,
            id,
            page,
            parent: line.parent.as_ref().map(ToString::to_string),
            kind: Kind::Comment,
            state: line.state,
            author: Author {
                name: line.name.clone(),
                url: line.url.clone().unwrap_or_default(),
                ..Author::default()
            },
            created: Some(line.created),
            edited: line.edited,
            body,
            line: Some(Box::new(line)),
        }))
    }

    fn mention(&self, piece: &Piece) -> Result<Found, serde_json::Error> {
        let line: MentionLine = piece.parse()?;
        let id = line.mention.to_string();
        let page = match self.home(line.created) {
            Ok(page) => page,
            Err(why) => return Ok(Found::broken(piece.at, Some(id), why)),
        };
        Ok(Found::Entry(Entry {
            at: piece.at,
            id,
            page,
            parent: None,
            kind: Kind::Mention,
            state: State::Published,
            author: Author {
                name: line.name,
                url: line.url.unwrap_or_default(),
                ..Author::default()
            },
            created: Some(line.created),
            edited: None,
            body: line.body,
            line: None,
        }))
    }

    /// The thread of what was written in a moment; or why it cannot be taken.
    fn home(&self, created: Millis) -> Result<String, &'static str> {
        match &self.thread {
            _ if created > LAST => Err("it was written after the year 9999"),
            None => Err("it belongs to no thread"),
            Some(thread) => Ok(thread.clone()),
        }
    }
}

/// Its id is the key, and whatever else is known of the thread comes with it.
impl From<ThreadLine> for Page {
    fn from(line: ThreadLine) -> Self {
        Self {
            key: line.thread.clone(),
            address: line.thread.clone(),
            title: line.title.clone().unwrap_or_default(),
            closed: line.door == Door::Closed,
            line: Some(Box::new(line)),
        }
    }
}

/// Of which kind a line is. The first field says it, unless another program has sorted them.
fn kind(line: &Piece) -> Option<&'static str> {
    let text = line.text();
    let first = text.trim_start_matches('{').trim_start();
    let known = |kind: &&str| {
        first
            .strip_prefix('"')
            .and_then(|rest| rest.strip_prefix(*kind))
            .is_some_and(|rest| rest.starts_with('"'))
    };
    let has = |kind: &&str| line.field(kind).is_some();
    let found = KINDS.iter().find(|kind| known(kind));
    found
        .or_else(|| KINDS.iter().find(|kind| has(kind)))
        .copied()
}

/// What is told of the site. A later version may have more in any line than would be understood.
fn site(line: &Piece) -> Result<Result<Found, serde_json::Error>, Fault> {
    #[derive(serde::Deserialize)]
    struct Version {
        postil: u32,
    }
    if let Ok(Version { postil: format }) = line.parse()
        && format > FORMAT
    {
        return Err(Fault::Newer {
            format,
            known: FORMAT,
        });
    }
    Ok(line
        .parse::<SiteLine>()
        .map(|site| Found::Site(Box::new(site))))
}

#[cfg(test)]
mod tests;
