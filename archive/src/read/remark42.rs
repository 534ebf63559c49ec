//! Remark42's backup: a line about the site, then every comment on a line of its own
//! (`backend/app/migrator/native.go` and `backend/app/store/comment.go` there).

use std::collections::VecDeque;
use std::io::Read;

use postil_model::State;
use serde::Deserialize;

use super::pull::{Pull, Seen};
use crate::found::Staff;
use crate::json::{self, Lines, Piece};
use crate::{Author, Entry, Fault, Found, Kind, Page, markdown, moment};

/// The version of the format that there is.
const VERSION: u64 = 1;

/// Reads a backup, unfolded.
pub struct Remark42<R> {
    pull: Pull,
    backup: Backup<R>,
}

impl<R: Read> Remark42<R> {
    /// Begins to read.
    pub fn new(file: R) -> Self {
        Self {
            pull: Pull::default(),
            backup: Backup {
                lines: Lines::new(file),
                closed: None,
                pages: Seen::default(),
                staff: Seen::default(),
            },
        }
    }
}

impl<R: Read> Iterator for Remark42<R> {
    type Item = Result<Found, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { pull, backup } = self;
        pull.next(|found| backup.step(found))
    }
}

struct Backup<R> {
    lines: Lines<R>,
    /// The pages that take no more comments, once the first line was read.
    closed: Option<Seen>,
    pages: Seen,
    staff: Seen,
}

/// The first line.
#[derive(Deserialize)]
struct Head {
    version: u64,
    /// Go writes `null` for a list of nothing.
    posts: Option<Vec<Post>>,
}

#[derive(Deserialize)]
struct Post {
    #[serde(default, deserialize_with = "json::text")]
    url: String,
    #[serde(default, deserialize_with = "json::flag")]
    read_only: bool,
}

/// Every other line. What it has of votes and of network addresses is not even read.
#[derive(Deserialize)]
struct Comment {
    id: String,
    #[serde(default, deserialize_with = "json::text")]
    pid: String,
    #[serde(default, deserialize_with = "json::text")]
    text: String,
    #[serde(default, deserialize_with = "json::text")]
    orig: String,
    #[serde(default, deserialize_with = "json::maybe")]
    user: User,
    locator: Locator,
    #[serde(default, deserialize_with = "json::text")]
    time: String,
    #[serde(default, deserialize_with = "json::maybe")]
    edit: Edit,
    #[serde(default, deserialize_with = "json::flag")]
    delete: bool,
    #[serde(default, deserialize_with = "json::flag")]
    imported: bool,
    #[serde(default, deserialize_with = "json::text")]
    title: String,
}

#[derive(Default, Deserialize)]
struct User {
    #[serde(default, deserialize_with = "json::text")]
    id: String,
    #[serde(default, deserialize_with = "json::text")]
    name: String,
    #[serde(default, deserialize_with = "json::flag")]
    admin: bool,
}

#[derive(Deserialize)]
struct Locator {
    url: String,
}

#[derive(Default, Deserialize)]
struct Edit {
    #[serde(default, deserialize_with = "json::text")]
    time: String,
}

impl<R: Read> Backup<R> {
    /// Reads a line; whether there may be more.
    fn step(&mut self, found: &mut VecDeque<Found>) -> Result<bool, Fault> {
        let line = self.lines.next()?;
        if self.closed.is_none() {
            self.closed = Some(self.head(line)?);
            return Ok(true);
        }
        let Some(line) = line else { return Ok(false) };
        match line.parse::<Comment>() {
            Ok(comment) if comment.id.is_empty() || comment.locator.url.is_empty() => {
                found.push_back(line.broken("id", "it has no id or no page"));
            }
            Ok(comment) => self.tell(comment, line.at, found),
            Err(error) if self.lines.is_cut() && error.is_eof() => {
                return Err(self.broken_off());
            }
            Err(error) => found.push_back(line.broken("id", json::why(&error))),
        }
        Ok(true)
    }

    /// The pages that the first line says are closed.
    fn head(&self, line: Option<Piece>) -> Result<Seen, Fault> {
        let line = line.ok_or(Fault::BrokenOff { at: 0 })?;
        let head: Head = line.parse().map_err(|error| {
            if self.lines.is_cut() && error.is_eof() {
                self.broken_off()
            } else {
                malformed(
                    &line,
                    format!("it does not begin as a backup does: {}", json::why(&error)),
                )
            }
        })?;
        if head.version != VERSION {
            return Err(malformed(
                &line,
                format!("version {} of the format is not known", head.version),
            ));
        }
        let mut closed = Seen::default();
        for post in head.posts.unwrap_or_default() {
            if post.read_only {
                closed.is_first(&post.url);
            }
        }
        Ok(closed)
    }

    fn tell(&mut self, comment: Comment, at: u64, found: &mut VecDeque<Found>) {
        let user = account(&comment);
        let url = comment.locator.url;
        if self.pages.is_first(&url) {
            found.push_back(Found::Page(Page {
                key: url.clone(),
                address: url.clone(),
                title: comment.title,
                closed: self.closed.as_ref().is_some_and(|seen| seen.has(&url)),
                line: None,
            }));
        }
        let staff = user.clone().filter(|_| comment.user.admin);
        if let Some(user) = staff.filter(|user| self.staff.is_first(user)) {
            let name = comment.user.name.clone();
            found.push_back(Found::Staff(Staff { user, name }));
        }
        found.push_back(Found::Entry(Entry {
            at,
            id: comment.id,
            page: url,
            parent: (!comment.pid.is_empty()).then_some(comment.pid),
            kind: Kind::Comment,
            state: if comment.delete {
                State::Removed
            } else {
                State::Published
            },
            author: Author {
                name: comment.user.name,
                user,
                ..Author::default()
            },
            created: moment::read(&comment.time),
            edited: moment::read(&comment.edit.time),
            line: None,
            body: if comment.orig.is_empty() {
                markdown::from_html(&comment.text)
            } else {
                comment.orig
            },
        }));
    }

    fn broken_off(&self) -> Fault {
        Fault::BrokenOff {
            at: self.lines.at(),
        }
    }
}

/// Whose comment it is. Who wrote without an account has an id made of the name alone there, and so
/// has everyone in a comment that Remark42 itself has imported: two people of one name are not one.
fn account(comment: &Comment) -> Option<String> {
    let id = comment.user.id.as_str();
    let is_nobody =
        comment.imported || id.is_empty() || id == "deleted" || id.starts_with("anonymous_");
    (!is_nobody).then(|| id.to_owned())
}

fn malformed(line: &Piece, what: String) -> Fault {
    Fault::Malformed { at: line.at, what }
}

#[cfg(test)]
mod tests;
