//! Rendering to HTML, in the Worker.

use leptos::prelude::*;
use postil_model::Row;
use postil_model::thread::visible_count;
use postil_model::wire::{Comment, Mention};

pub use crate::MARKUP;
use crate::state::{self, PageName, RowData};
use crate::{locale, view};

/// One page of a thread, and what is said of it.
#[derive(Clone, Debug)]
pub struct PageView<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The thread's id.
    pub thread: &'a str,
    /// The language to render in; an unknown one gets English.
    pub lang: &'a str,
    /// The thread's version; 0 for a thread that nobody has written in.
    pub version: u64,
    /// How many comments everybody can see on the whole thread.
    pub count: u32,
    /// The page's place, from 0; none for the page of the most useful conversations.
    pub page: Option<u32>,
    /// How many pages there are.
    pub pages: u32,
    /// For how many hours an author may edit a comment.
    pub edit_hours: u32,
    /// Whether readers may vote.
    pub votes: bool,
    /// What the site says of its look, as declarations of CSS.
    pub theme: &'a str,
    /// Whether the thread takes no comments.
    pub closed: bool,
    /// The comment that is pinned, on the first page.
    pub pinned: Option<Comment>,
    /// What has mentioned the page, in order; on the first page.
    pub mentions: Vec<Mention>,
    /// The page's rows, in order.
    pub rows: Vec<Row>,
}

/// What the document without JavaScript needs besides.
#[derive(Clone, Copy, Debug)]
pub struct Plain<'a> {
    /// The page's title, shown as text.
    pub title: &'a str,
    /// The address that opens a reply, up to the comment's id.
    pub reply: &'a str,
    /// The address that leads to a comment whatever page it is on, up to its id.
    pub comment: &'a str,
    /// The comment that is being answered, and its form as HTML that is safe as it stands.
    pub open: Option<(&'a str, &'a str)>,
}

/// Renders a published page: the very HTML that the widget takes over in the browser.
#[must_use]
pub fn render_page(page: PageView<'_>) -> String {
    let words = locale::words(page.lang);
    let about = self::page(&page);
    Owner::new().with(|| {
        let rows: Vec<_> = rows(page.rows)
            .iter()
            .map(|row| view::row::row(words, about.votes, about.closed, row))
            .collect();
        let pinned = page
            .pinned
            .map(|comment| view::row::pinned(words, comment, None));
        let list = view::mentions::listed(words, (pinned, rows), page.mentions, false);
        view::section(words, about, list).to_html()
    })
}

/// Renders the same page for a document without JavaScript: no composer, and replies by links.
#[must_use]
pub fn render_plain(page: PageView<'_>, plain: Plain<'_>) -> String {
    let plain = state::Plain {
        title: plain.title.to_owned(),
        reply: plain.reply.to_owned(),
        comment: plain.comment.to_owned(),
        open: plain
            .open
            .map(|(id, form)| (id.to_owned(), form.to_owned())),
    };
    let words = locale::words(page.lang);
    let about = self::page(&page);
    Owner::new().with(|| {
        let rows: Vec<_> = rows(page.rows)
            .iter()
            .map(|row| view::row::plain(words, about.closed, row, &plain))
            .collect();
        let pinned = page
            .pinned
            .map(|comment| view::row::pinned(words, comment, Some(&plain.comment)));
        let list = view::mentions::listed(words, (pinned, rows), page.mentions, true);
        view::plain(words, &about, &plain, list).to_html()
    })
}

/// Renders the row of a comment that readers do not see, as its author's own widget draws it: for
/// somebody who may see it all the same.
#[must_use]
pub fn render_held(lang: &str, comment: Comment) -> String {
    let words = locale::words(lang);
    let row = RowData::held(comment);
    Owner::new().with(|| view::row::row(words, false, false, &row).to_html())
}

fn rows(rows: Vec<Row>) -> Vec<RowData> {
    rows.into_iter().map(RowData::from).collect()
}

fn page(view: &PageView<'_>) -> state::Page {
    let shown = visible_count(view.rows.iter().map(|row| row.comment.state));
    let roots = view.rows.iter().filter(|row| row.depth == 0).count();
    state::Page {
        site: view.site.to_owned(),
        thread: view.thread.to_owned(),
        version: view.version,
        count: view.count,
        page: view.page.map_or(PageName::Best, PageName::Number),
        pages: view.pages.max(1),
        edit_hours: view.edit_hours,
        votes: view.votes,
        theme: view.theme.to_owned(),
        closed: view.closed,
        tools: roots > 1 || view.pages > 1,
        left: view.count.saturating_sub(shown),
    }
}

#[cfg(test)]
mod tests;
