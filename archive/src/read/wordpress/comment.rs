//! One comment of WordPress' export.

use std::io::Read;

use postil_model::State;

use super::Space;
use crate::read::records::each;
use crate::text::{one_line, some, title};
use crate::xml::Xml;
use crate::{Author, Entry, Fault, Found, Kind, markdown, moment};

/// What the file says of a comment, as texts.
#[derive(Default)]
pub struct Raw {
    id: String,
    parent: String,
    name: String,
    mail: String,
    url: String,
    user: String,
    /// The account at Disqus' side, where a site signed its own users in there.
    remote: String,
    pub date: String,
    pub date_gmt: String,
    content: String,
    approved: String,
    kind: String,
}

impl Raw {
    /// Reads the comment that has just begun, up to its end.
    pub fn read<R: Read>(xml: &mut Xml<R, Space>) -> Result<Self, Fault> {
        let mut raw = Self::default();
        each(xml, |xml, tag| {
            let field = match (tag.space, tag.name.as_str()) {
                (Space::Disqus, "remote") => {
                    return each(xml, |xml, tag| {
                        match (tag.space, tag.name.as_str()) {
                            (Space::Disqus, "id") => raw.remote = one_line(&xml.text()?),
                            _ => xml.skip()?,
                        }
                        Ok(())
                    });
                }
                (Space::WordPress, name) => raw.field(name),
                _ => None,
            };
            match field {
                Some(field) => *field = xml.text()?,
                None => xml.skip()?,
            }
            Ok(())
        })?;
        Ok(raw)
    }

    /// Where the text of an element goes. Network addresses go nowhere.
    fn field(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "comment_id" => &mut self.id,
            "comment_parent" => &mut self.parent,
            "comment_author" => &mut self.name,
            "comment_author_email" => &mut self.mail,
            "comment_author_url" => &mut self.url,
            "comment_user_id" => &mut self.user,
            "comment_date" => &mut self.date,
            "comment_date_gmt" => &mut self.date_gmt,
            "comment_content" => &mut self.content,
            "comment_approved" => &mut self.approved,
            "comment_type" => &mut self.kind,
            _ => return None,
        })
    }

    /// The entry, of the page with a key, where the site's clock is so many milliseconds ahead of
    /// UTC.
    pub fn found(self, at: u64, page: &str, ahead: i64) -> Found {
        let Some(id) = number(&self.id) else {
            return Found::broken(at, None, "it has no id");
        };
        if page.is_empty() {
            return Found::broken(at, Some(id), "it belongs to no page");
        }
        let user = number(&self.user).or_else(|| some(one_line(&self.remote)));
        Found::Entry(Entry {
            at,
            parent: number(&self.parent),
            page: page.to_owned(),
            kind: kind(&one_line(&self.kind)),
            state: state(&one_line(&self.approved)),
            author: Author {
                name: title(&self.name),
                url: one_line(&self.url),
                mail: one_line(&self.mail),
                user,
            },
            created: moment::read(&self.date_gmt).or_else(|| local(&self.date, ahead)),
            edited: None,
            body: markdown::from_wordpress(&self.content),
            line: None,
            id,
        })
    }
}

/// An id of WordPress: a number, of which 0 means none.
fn number(text: &str) -> Option<String> {
    let text = one_line(text);
    text.parse::<u64>()
        .ok()
        .filter(|id| *id > 0)
        .map(|id| id.to_string())
}

/// A moment by the site's clock, in UTC.
fn local(text: &str, ahead: i64) -> Option<u64> {
    moment::read(text)?.checked_add_signed(-ahead)
}

/// Comments had an empty type before WordPress 5.5.
fn kind(name: &str) -> Kind {
    match name {
        "" | "comment" => Kind::Comment,
        "pingback" | "trackback" => Kind::Mention,
        other => Kind::Other(other.to_owned()),
    }
}

/// What plugins write besides is no approval.
fn state(approved: &str) -> State {
    match approved {
        "1" | "approve" | "approved" => State::Published,
        "spam" => State::Spam,
        "trash" | "post-trashed" => State::Removed,
        _ => State::Held,
    }
}
