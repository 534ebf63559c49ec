//! Blogger's feeds of all that a blog has: the old "Back up content", where a category says what an
//! entry is, and Takeout's `feed.atom`, which has elements of its own for it. Which of the two an
//! entry is shows in the entry alone, so that both may stand in one file.

mod raw;

use std::io::Read;

use postil_model::State;

use super::pull::Pull;
use super::records::Records;
use crate::found::{Author, Entry, Found, Kind, Page};
use crate::{Fault, markdown, moment, text};
use raw::{Raw, Space, What};

/// What is saved within a minute of being sent was not changed: it took so long to be stored.
const AT_ONCE: u64 = 60_000;
/// The address that every commenter has in a backup.
const NOBODY: &str = "noreply@blogger.com";

/// Reads a backup of Blogger.
pub struct Blogger<R> {
    records: Records<R, Space>,
    pull: Pull,
}

impl<R: Read> Blogger<R> {
    /// Begins to read.
    pub fn new(file: R) -> Self {
        Self {
            records: Records::new(file, raw::know, (Space::Atom, "feed")),
            pull: Pull::default(),
        }
    }
}

impl<R: Read> Iterator for Blogger<R> {
    type Item = Result<Found, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pull.next(|all| {
            let Some(tag) = self.records.next()? else {
                return Ok(false);
            };
            let xml = &mut self.records.xml;
            if (tag.space, tag.name.as_str()) == (Space::Atom, "entry") {
                all.extend(found(raw::read(xml)?, tag.at));
            } else {
                xml.skip()?;
            }
            Ok(true)
        })
    }
}

/// What an entry is to us; nothing if it is one of the blog's settings or its template.
fn found(raw: Raw, at: u64) -> Option<Found> {
    match raw.what() {
        What::Page if raw.id.is_empty() => Some(Found::broken(at, None, "a post without an id")),
        What::Page => Some(Found::Page(page(raw))),
        What::Comment if raw.id.is_empty() => {
            Some(Found::broken(at, None, "a comment without an id"))
        }
        What::Comment => Some(match sibling(&raw.id, &raw.page) {
            Some(page) => Found::Entry(entry(raw, page, at)),
            None => Found::broken(at, Some(raw.id), "a comment that belongs to no post"),
        }),
        What::Other => None,
    }
}

/// The page of a post. A draft is one, too: nobody has commented on it, so it does no harm.
fn page(raw: Raw) -> Page {
    Page {
        key: raw.id,
        address: raw.address,
        title: text::title(&raw.title),
        closed: false,
        line: None,
    }
}

fn entry(raw: Raw, page: String, at: u64) -> Entry {
    let created = moment::read(&raw.published);
    let updated = moment::read(&raw.updated);
    let edited =
        updated.filter(|updated| created.is_some_and(|created| *updated > created + AT_ONCE));
    let parent = sibling(&raw.id, &raw.parent).filter(|parent| *parent != raw.id);
    Entry {
        at,
        page,
        parent,
        kind: Kind::Comment,
        state: state(&raw),
        author: author(raw.author),
        created,
        edited,
        body: markdown::from_html(&raw.content),
        line: None,
        id: raw.id,
    }
}

/// The id of another entry of the same blog: given whole, as an address whose last part is its
/// number (`…/comments/default/123`), or as the number alone. Whole ids are
/// `tag:blogger.com,1999:blog-1.post-123`, for comments as for posts.
fn sibling(of: &str, named: &str) -> Option<String> {
    if named.is_empty() || named.starts_with("tag:") {
        return Some(named.to_owned()).filter(|named| !named.is_empty());
    }
    let path = named.split(['?', '#']).next().unwrap_or_default();
    let number = path.trim_end_matches('/').rsplit('/').next();
    let number = number.filter(|number| !number.is_empty())?;
    Some(match of.rsplit_once(".post-") {
        Some((blog, _)) => format!("{blog}.post-{number}"),
        None => number.to_owned(),
    })
}

/// What Blogger calls neither live nor by a name that we know waits for a moderator.
fn state(raw: &Raw) -> State {
    let status = raw.status.to_ascii_uppercase();
    let is_any = |words: &[&str]| words.iter().any(|word| status.contains(word));
    if raw.is_removed || is_any(&["TRASH", "DELETED", "REMOVED", "EMPTIED"]) {
        State::Removed
    } else if is_any(&["SPAM"]) {
        State::Spam
    } else if raw.is_draft || !matches!(status.as_str(), "" | "LIVE") {
        State::Held
    } else {
        State::Published
    }
}

/// The author. Who has a profile there has an account, by its number.
fn author(raw: raw::Author) -> Author {
    let is_anonymous = raw.kind.eq_ignore_ascii_case("anonymous");
    let profile = raw.uri.split_once("blogger.com/profile/");
    let user = profile
        .map(|(_, number)| number.trim_end_matches('/').to_owned())
        .filter(|number| !is_anonymous && !number.is_empty());
    let is_real = !raw.email.eq_ignore_ascii_case(NOBODY);
    Author {
        name: raw.name,
        url: raw.uri,
        mail: Some(raw.email).filter(|_| is_real).unwrap_or_default(),
        user,
    }
}

#[cfg(test)]
mod tests;
