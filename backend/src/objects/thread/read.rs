//! Reading a thread: one page of it, as rows, as HTML or as data. Nothing here writes.

use postil_model::comment::State;
use postil_model::site::Site;
use postil_model::thread::{Answers, Entry, Number, Row, best_first, nest, rows};
use postil_model::wire::{Author, Comment, Mention, ThreadJson};
use postil_model::{markdown, time};
use postil_widget::ssr;

use super::record::Record;
use super::{best, import};
use crate::message::{Data, PageName, Plain, Rendered, Shown, Which, Whose};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::{Refusal, Result};
use postil_json as json;

/// The columns that a [`Stored`] is read from; `p` is the comment that `c` answers.
pub const PAGE: &str = "
SELECT c.id, c.state, c.number, c.parent, c.name, c.url, c.mark, c.badge, c.body, c.created, c.edited, c.score,
    p.number AS answered_number,
    CASE p.state WHEN 'published' THEN p.name END AS answered_name,
    c.state <> 'published' AND EXISTS (
        SELECT 1 FROM comment r WHERE r.parent = c.id AND r.page <> c.page AND r.state = 'published'
    ) AS answered_elsewhere
FROM comment c LEFT JOIN comment p ON p.id = c.parent";

/// Which of them is pinned, while it is shown.
const PINNED: &str = "
WHERE c.state = 'published' AND c.id = (SELECT json_extract(terms, '$.pinned') FROM thread)";

/// So many mentions are listed: it is one page that has them all.
const MENTIONS: u32 = 200;

columns! {
    /// A comment as it is stored.
    pub struct Stored {
        id: String,
        state: State,
        number: Option<Number>,
        parent: Option<String>,
        name: String,
        url: Option<String>,
        mark: String,
        badge: Option<String>,
        body: String,
        created: u64,
        edited: Option<u64>,
        score: u32,
        answered_number: Option<Number>,
        answered_name: Option<String>,
        answered_elsewhere: u8,
    }
}

impl Stored {
    /// Whether everybody sees it.
    pub fn is_published(&self) -> bool {
        self.state == State::Published
    }

    /// The first part of its number: the conversation that it belongs to.
    pub fn conversation(&self) -> u64 {
        self.number
            .as_ref()
            .map_or(0, |number| number.conversation().into())
    }

    fn into_entry(self) -> Entry {
        let answers = self
            .parent
            .clone()
            .zip(self.answered_number.clone())
            .map(|(id, number)| Answers {
                id,
                number,
                name: self.answered_name.clone().unwrap_or_default(),
            });
        Entry {
            answers,
            answered_elsewhere: self.answered_elsewhere != 0,
            comment: self.into_comment(),
        }
    }

    fn into_comment(self) -> Comment {
        Comment {
            html: markdown::render(&self.body),
            id: self.id,
            number: self.number,
            parent: self.parent,
            author: Author {
                name: self.name,
                url: self.url,
                badge: self.badge,
                mark: self.mark,
            },
            created: time::rfc3339(self.created),
            edited: self.edited.map(time::rfc3339),
            state: self.state,
            score: self.score,
        }
    }
}

/// One page of a thread.
pub struct Page {
    version: u64,
    count: u32,
    /// None for the page of the most useful conversations.
    page: Option<u32>,
    pages: u32,
    /// Whether it takes no comments.
    closed: bool,
    /// What is pinned, on the first page.
    pinned: Option<Comment>,
    /// Who has mentioned the thread's page, on the first page.
    mentions: Vec<Mention>,
    rows: Vec<Row>,
}

impl Page {
    /// A page of a thread that was never written.
    pub fn of_nothing(name: &PageName) -> Result<Self> {
        match name {
            PageName::Number(1..) => Err(Refusal::Page.into()),
            _ => Ok(Self {
                version: 0,
                count: 0,
                page: Some(0),
                pages: 1,
                closed: false,
                pinned: None,
                mentions: Vec::new(),
                rows: Vec::new(),
            }),
        }
    }

    /// A page by its name.
    pub fn named(sql: &Sql<'_>, record: &Record, name: &PageName) -> Result<Self> {
        let page = match name {
            PageName::Number(page) => *page,
            PageName::Last => record.open,
            PageName::Best if record.open > 0 => return Self::best(sql, record),
            PageName::Best => 0,
            PageName::With(id) => page_with(sql, id)?.unwrap_or(0),
        };
        if page > record.open {
            return Err(Refusal::Page.into());
        }
        Self::numbered(sql, record, page)
    }

    /// A page by its number.
    pub fn numbered(sql: &Sql<'_>, record: &Record, page: u32) -> Result<Self> {
        let stored: Vec<Stored> = sql.all(&format!("{PAGE} WHERE c.page = ?"), vec![int(page)])?;
        let pinned: Option<Stored> = match page {
            0 => sql.first(&format!("{PAGE} {PINNED}"), vec![])?,
            _ => None,
        };
        let mentions = match page {
            0 => import::mentions(sql, MENTIONS)?,
            _ => Vec::new(),
        };
        Ok(Self {
            pinned: pinned.map(Stored::into_comment),
            mentions: mentions.into_iter().map(Into::into).collect(),
            ..Self::of(record, Some(page), rows_of(stored))
        })
    }

    /// The page of the most useful conversations.
    fn best(sql: &Sql<'_>, record: &Record) -> Result<Self> {
        let rows = best_first(rows_of(best::comments(sql, record)?));
        Ok(Self::of(record, None, rows))
    }

    fn of(record: &Record, page: Option<u32>, rows: Vec<Row>) -> Self {
        Self {
            version: record.version,
            count: record.count,
            page,
            pages: record.pages(),
            closed: record.closed != 0,
            pinned: None,
            mentions: Vec::new(),
            rows,
        }
    }

    /// Whether everybody sees this comment on it.
    fn shows(&self, id: &str) -> bool {
        self.rows
            .iter()
            .any(|row| row.comment.id == id && !row.removed)
    }

    /// The published page: what KV holds, and what readers get.
    pub fn render(self, site: &Site, whose: &Whose, language: &str) -> Rendered {
        self.rendered(site, whose, language, ssr::render_page)
    }

    /// The page that works without JavaScript.
    pub fn render_plain(
        mut self,
        site: &Site,
        whose: &Whose,
        which: &Which,
        plain: &Plain,
    ) -> Shown {
        if !site.votes {
            for row in &mut self.rows {
                row.comment.score = 0;
            }
        }
        let found = match &which.page {
            PageName::With(id) => self.shows(id),
            _ => true,
        };
        let comments = self
            .rows
            .iter()
            .filter(|row| !row.removed)
            .map(|row| row.comment.clone())
            .collect();
        // What is gone cannot be answered, also where a tombstone stands for it.
        let open = plain.open.as_ref().filter(|_| found && !self.closed);
        let plain = ssr::Plain {
            title: &plain.title,
            reply: &plain.reply,
            comment: &plain.comment,
            open: open.map(|(id, form)| (id.as_str(), form.as_str())),
        };
        let closed = self.closed;
        let page = self.rendered(site, whose, &which.language, |view| {
            ssr::render_plain(view, plain)
        });
        Shown {
            page,
            comments,
            found,
            title: None,
            closed,
        }
    }

    fn rendered(
        self,
        site: &Site,
        whose: &Whose,
        language: &str,
        render: impl FnOnce(ssr::PageView<'_>) -> String,
    ) -> Rendered {
        let Self {
            version,
            count,
            page,
            pages,
            closed,
            pinned,
            mentions,
            rows,
        } = self;
        let html = render(ssr::PageView {
            site: &whose.site,
            thread: &whose.thread,
            lang: language,
            version,
            count,
            page,
            pages,
            edit_hours: site.edit_hours,
            votes: site.votes,
            theme: &site.theme.declarations(),
            closed,
            pinned,
            mentions,
            rows,
        });
        Rendered {
            html,
            version,
            count,
            page: page.unwrap_or_default(),
            pages,
        }
    }

    /// The page as data, under the title that was confirmed.
    pub fn into_data(self, whose: Whose, title: Option<String>) -> Result<Data> {
        let version = self.version;
        let json = json::write(&ThreadJson {
            site: whose.site,
            thread: whose.thread,
            title,
            version: self.version,
            count: self.count,
            page: self.page.unwrap_or_default(),
            pages: self.pages,
            comments: nest(self.rows),
            mentions: self.mentions,
        })?;
        Ok(Data { json, version })
    }
}

fn rows_of(stored: Vec<Stored>) -> Vec<Row> {
    rows(stored.into_iter().map(Stored::into_entry).collect())
}

/// The page that a published comment is on.
fn page_with(sql: &Sql<'_>, id: &str) -> Result<Option<u32>> {
    columns! {
        struct On {
            page: u32,
        }
    }
    let on: Option<On> = sql.first(
        "SELECT page FROM comment WHERE id = ? AND page IS NOT NULL",
        vec![text(id)],
    )?;
    Ok(on.map(|on| on.page))
}

/// One comment in whatever state, for its own author.
pub fn comment(sql: &Sql<'_>, id: &str) -> Result<Option<Comment>> {
    let stored: Option<Stored> = sql.first(&format!("{PAGE} WHERE c.id = ?"), vec![text(id)])?;
    Ok(stored.map(Stored::into_comment))
}
