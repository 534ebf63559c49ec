//! Commento's export: an object with the comments and with those who wrote them (`api/comment.go`,
//! `api/commenter.go` and `api/domain_export_begin.go` there).

use std::collections::{HashMap, VecDeque};

use postil_model::State;
use serde::Deserialize;

use super::pull::{Pull, Seen};
use crate::found::Staff;
use crate::json::{self, Elements, Piece};
use crate::unfold::Again;
use crate::{Author, Entry, Fault, Found, Kind, Page, markdown, moment};

/// Whose name is nobody's account.
const NOBODY: &str = "anonymous";
/// What answers no comment.
const ROOT: &str = "root";
/// What stands for a text that was never given: it came out of the browser so.
const UNDEFINED: &str = "undefined";
/// What stands for the text of a deleted comment.
const DELETED: &str = "[deleted]";
/// Where the mail addresses are that Commento made up for whom it had imported from Disqus.
const MADE_UP: &str = "@disqus.com";

/// Reads an export. Who wrote comes after what was written, so that the file is gone through twice.
pub struct Commento<R> {
    pull: Pull,
    export: Export<R>,
}

impl<R: Again> Commento<R> {
    /// Begins to read.
    pub fn new(file: R) -> Self {
        Self {
            pull: Pull::default(),
            export: Export {
                place: Some(Place::Commenters(Elements::named(file, "commenters"))),
                commenters: HashMap::new(),
                fault: None,
                pages: Seen::default(),
            },
        }
    }
}

impl<R: Again> Iterator for Commento<R> {
    type Item = Result<Found, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { pull, export } = self;
        pull.next(|found| export.step(found))
    }
}

struct Export<R> {
    place: Option<Place<R>>,
    commenters: HashMap<String, Commenter>,
    /// What was wrong when the commenters were read. The comments before it are told first.
    fault: Option<Fault>,
    pages: Seen,
}

/// What is being read.
enum Place<R> {
    Commenters(Elements<R>),
    Comments(Elements<R>),
}

#[derive(Deserialize)]
struct Commenter {
    #[serde(rename = "commenterHex")]
    hex: String,
    #[serde(default, deserialize_with = "json::text")]
    name: String,
    #[serde(default, deserialize_with = "json::text")]
    email: String,
    #[serde(default, deserialize_with = "json::text")]
    link: String,
    #[serde(default, rename = "isModerator", deserialize_with = "json::flag")]
    is_moderator: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Comment {
    comment_hex: String,
    #[serde(default, deserialize_with = "json::text")]
    domain: String,
    url: String,
    #[serde(default, deserialize_with = "json::text")]
    commenter_hex: String,
    #[serde(default, deserialize_with = "json::text")]
    markdown: String,
    #[serde(default, deserialize_with = "json::text")]
    html: String,
    #[serde(default, deserialize_with = "json::text")]
    parent_hex: String,
    #[serde(default, deserialize_with = "json::text")]
    state: String,
    #[serde(default, deserialize_with = "json::text")]
    creation_date: String,
    #[serde(default, deserialize_with = "json::flag")]
    deleted: bool,
}

impl<R: Again> Export<R> {
    /// Reads a commenter or a comment; whether there may be more.
    fn step(&mut self, found: &mut VecDeque<Found>) -> Result<bool, Fault> {
        match self.place.take() {
            None => return Ok(false),
            Some(Place::Commenters(mut elements)) => {
                let piece = elements.next().unwrap_or_else(|fault| {
                    self.fault = Some(fault);
                    None
                });
                self.place = Some(if let Some(piece) = piece {
                    self.meet(&piece, found);
                    Place::Commenters(elements)
                } else {
                    let file = elements.into_file().again()?;
                    Place::Comments(Elements::named(file, "comments"))
                });
            }
            Some(Place::Comments(mut elements)) => {
                let Some(piece) = elements.next()? else {
                    return self.fault.take().map_or(Ok(false), Err);
                };
                self.tell(&piece, found);
                self.place = Some(Place::Comments(elements));
            }
        }
        Ok(true)
    }

    /// Keeps a commenter.
    fn meet(&mut self, piece: &Piece, found: &mut VecDeque<Found>) {
        match piece.parse::<Commenter>() {
            Err(error) => found.push_back(piece.broken("commenterHex", json::why(&error))),
            Ok(commenter) => {
                if commenter.is_moderator {
                    found.push_back(Found::Staff(Staff {
                        user: commenter.hex.clone(),
                        name: given(&commenter.name),
                    }));
                }
                self.commenters.insert(commenter.hex.clone(), commenter);
            }
        }
    }

    fn tell(&mut self, piece: &Piece, found: &mut VecDeque<Found>) {
        let comment: Comment = match piece.parse() {
            Ok(comment) => comment,
            Err(error) => {
                found.push_back(piece.broken("commentHex", json::why(&error)));
                return;
            }
        };
        let key = key(&comment);
        if comment.comment_hex.is_empty() || key.is_empty() {
            let why = "it has no id or no page";
            found.push_back(piece.broken("commentHex", why));
            return;
        }
        if self.pages.is_first(&key) {
            found.push_back(Found::Page(Page {
                key: key.clone(),
                address: address(&comment, &key),
                ..Page::default()
            }));
        }
        found.push_back(Found::Entry(Entry {
            at: piece.at,
            page: key,
            kind: Kind::Comment,
            state: state(&comment),
            author: self.author(&comment.commenter_hex),
            created: moment::read(&comment.creation_date),
            edited: None,
            body: body(&comment),
            line: None,
            parent: Some(comment.parent_hex).filter(|hex| !hex.is_empty() && hex != ROOT),
            id: comment.comment_hex,
        }));
    }

    fn author(&self, hex: &str) -> Author {
        let user = (!hex.is_empty() && hex != NOBODY).then(|| hex.to_owned());
        let Some(known) = self.commenters.get(hex).filter(|_| user.is_some()) else {
            return Author {
                user,
                ..Author::default()
            };
        };
        let mail = given(&known.email);
        // All who had no name at Disqus were made one.
        let is_one = mail != MADE_UP;
        Author {
            name: given(&known.name),
            url: given(&known.link),
            user: user.filter(|_| is_one),
            mail: if mail.ends_with(MADE_UP) {
                String::new()
            } else {
                mail
            },
        }
    }
}

/// A text, unless it stands for none.
fn given(text: &str) -> String {
    Some(text)
        .filter(|text| *text != UNDEFINED)
        .unwrap_or_default()
        .to_owned()
}

/// A page's domain and its path.
fn key(comment: &Comment) -> String {
    format!("{}{}", comment.domain, comment.url)
}

fn address(comment: &Comment, key: &str) -> String {
    if comment.domain.is_empty() {
        key.to_owned()
    } else {
        format!("https://{key}")
    }
}

fn state(comment: &Comment) -> State {
    match comment.state.as_str() {
        _ if comment.deleted => State::Removed,
        // An export of before there were states has none.
        "approved" | "" => State::Published,
        _ => State::Held,
    }
}

fn body(comment: &Comment) -> String {
    match comment.markdown.as_str() {
        DELETED if comment.deleted => String::new(),
        "" => markdown::from_html(&comment.html),
        text => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
