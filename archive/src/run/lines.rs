//! What is sent of an entry.

use std::collections::HashMap;

use postil_model::http_address::HttpAddress;
use postil_model::import::{Who, author_key};
use postil_model::wire::desk::{CommentLine, MentionLine};
use postil_model::{KeyHash, Name, Number, State, Title, WebAddress};

use super::Rules;
use crate::plan::{Fate, Item, Line, Plan};
use crate::text::body;
use crate::{Author, Entry};

/// What stands where not even the owner's word for the nameless is a name.
const NO_NAME: &str = "?";

/// Leaves of an entry only what is going to be sent, as it is going to be: what is held for a while
/// should be no larger than it has to be.
pub fn tidy(entry: &mut Entry, fate: &Fate) {
    entry.page = String::new();
    entry.parent = None;
    entry.author.name = name(&entry.author.name).unwrap_or_default();
    entry.author.url = url(&entry.author.url).unwrap_or_default();
    entry.body = match fate {
        Fate::Stone(_) => String::new(),
        _ => body(&entry.body).map_or_else(|_| String::new(), String::from),
    };
    entry.body.shrink_to_fit();
    if matches!(fate, Fate::Stone(_)) {
        entry.line = entry.line.take().map(|line| Box::new(stone(*line)));
    }
}

/// A name as it can be shown: cleaned, and cut if it is too long.
fn name(text: &str) -> Option<String> {
    let line = Title::cut(text)?;
    let short: String = line.as_str().chars().take(Name::MOST).collect();
    Name::try_from(short).ok().map(String::from)
}

/// An address, if it is one.
fn url(text: &str) -> Option<String> {
    WebAddress::optional(Some(text)).ok()?.map(String::from)
}

/// Makes what is sent of entries.
pub struct Maker {
    badges: HashMap<String, String>,
    nameless: String,
    secret: Vec<u8>,
}

impl Maker {
    /// By the owner's rules, and with the site's secret.
    pub fn new(rules: &Rules, secret: Vec<u8>) -> Self {
        Self {
            badges: (rules.badges.iter())
                .filter_map(|(user, badge)| Some((user.clone(), name(badge)?)))
                .collect(),
            nameless: name(&rules.nameless).unwrap_or_else(|| NO_NAME.to_owned()),
            secret,
        }
    }

    /// What is sent of a comment that is tidied; nothing if it has no id, which no line has that is
    /// sent.
    pub fn comment(&self, plan: &Plan, item: &Item, entry: Entry) -> Option<CommentLine> {
        let line = plan.lines.get(item.line)?;
        let comment = plan.comment_id(line)?;
        let parent = item
            .parent
            .and_then(|at| plan.comment_id(plan.lines.get(at)?));
        let is_stone = matches!(line.fate, Fate::Stone(_));
        let author = &entry.author;
        let mut sent = match entry.line {
            Some(own) => CommentLine {
                comment,
                parent,
                body: entry.body,
                ..own_line(*own)
            },
            None => CommentLine {
                comment,
                number: None,
                parent,
                state: state(&line.fate),
                reason: None,
                name: String::new(),
                url: None,
                badge: None,
                key: String::new(),
                created: item.created,
                edited: entry.edited.filter(|_| !is_stone),
                away: None,
                body: entry.body,
                sent: None,
                former: Vec::new(),
                change: None,
                votes: Vec::new(),
                score: None,
            },
        };
        if is_stone {
            return Some(sent);
        }
        if KeyHash::from_hex(&sent.key).is_none() {
            sent.key = self.key(plan, line, author);
        }
        if let Some(user) = &author.user {
            sent.badge = self.badges.get(user).cloned();
        }
        sent.name = match author.name.as_str() {
            "" => self.nameless.clone(),
            name => name.to_owned(),
        };
        sent.url = Some(author.url.clone()).filter(|url| !url.is_empty());
        Some(sent)
    }

    /// What is sent of a mention that is tidied. A page without a name is called by its host.
    pub fn mention(&self, plan: &Plan, item: &Item, entry: Entry) -> Option<MentionLine> {
        let line = plan.lines.get(item.line)?;
        let Author { name: own, url, .. } = entry.author;
        let own = Some(own).filter(|own| !own.is_empty());
        let host = || name(&HttpAddress::parse(&url)?.host_and_port());
        Some(MentionLine {
            mention: plan.comment_id(line)?,
            name: own.or_else(host).unwrap_or_else(|| self.nameless.clone()),
            url: Some(url).filter(|url| !url.is_empty()),
            body: entry.body,
            created: item.created,
        })
    }

    /// What stands for the key of an author who wrote elsewhere.
    fn key(&self, plan: &Plan, line: &Line, author: &Author) -> String {
        let system = plan
            .parts
            .get(line.part)
            .map_or("", |part| part.system.name());
        let who = match &author.user {
            _ if !author.mail.trim().is_empty() => Who::Mail(&author.mail),
            Some(user) => Who::Account(system, user),
            None => Who::Name(&author.name, &author.url),
        };
        author_key(&self.secret, who).to_hex()
    }
}

/// A line of Postil's own, without what no Postil would have written: one that somebody has changed
/// by hand should not have the whole import refused.
fn own_line(mut line: CommentLine) -> CommentLine {
    line.number = line.number.filter(|number| is_given(number));
    line.votes.retain(|key| KeyHash::from_hex(key).is_some());
    line.badge = line.badge.and_then(|badge| name(&badge));
    line
}

/// Whether a text is a number that a thread may have given.
fn is_given(number: &str) -> bool {
    let number = number.parse::<Number>();
    number.is_ok_and(|number| number.is_thinkable())
}

/// A comment of which nothing is said but where it stood.
fn stone(line: CommentLine) -> CommentLine {
    CommentLine {
        state: State::Removed,
        reason: None,
        name: String::new(),
        url: None,
        badge: None,
        key: String::new(),
        body: String::new(),
        former: Vec::new(),
        change: None,
        votes: Vec::new(),
        ..line
    }
}

/// The state in which a comment is written.
const fn state(fate: &Fate) -> State {
    match fate {
        Fate::Hold => State::Held,
        Fate::Keep(state) => *state,
        Fate::Stone(_) => State::Removed,
        _ => State::Published,
    }
}

#[cfg(test)]
mod tests;
