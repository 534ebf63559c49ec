//! The entry of each comment: what its thread has told last, or what moderators have decided since.

use postil_model::comment::State;
use postil_model::wire::desk::{View, Where};
use serde::{Deserialize, Serialize};

use super::learn::{self, Learned};
use super::{declare, defence, mine, notify, pin, stamp, terms};
use crate::clock;
use crate::message::{Told, Whose};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Refusal, Result};

columns! {
    /// What moderators decide about.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Entry {
        /// Names it on this site.
        pub seq: u64,
        /// Its thread's hash.
        pub hash: String,
        /// Its thread's id.
        pub thread: String,
        /// The comment's id.
        pub comment: String,
        /// The last order about it.
        pub ordered: u64,
        /// The author's name.
        pub name: String,
        /// The author's own address.
        pub url: Option<String>,
        /// The hash of the author's key.
        pub key: String,
        /// The Markdown source.
        pub body: String,
        /// The source of an edit that waits.
        pub change: Option<String>,
        /// Whether and how it is shown.
        pub state: State,
        /// Texts of reasons, separated by line feeds.
        pub reasons: String,
        /// How many reports nobody has looked at.
        pub reports: u32,
        /// A moderator has approved it.
        pub approved: u8,
        /// What the statistics have learned from it.
        pub learned: u8,
        /// It is pinned on its thread.
        #[serde(default)]
        pub pinned: u8,
        /// Who has decided last.
        pub decided_by: Option<String>,
        /// What.
        pub decided_act: Option<String>,
        /// When.
        pub decided_at: Option<u64>,
    }
}

const COLUMNS: &str = "SELECT seq, hash, thread, comment, ordered, name, url, key, body, change, state, reasons, reports,
    approved, learned, pinned, decided_by, decided_act, decided_at FROM entry";

impl Entry {
    /// The entry of a number.
    pub fn numbered(sql: &Sql<'_>, seq: u64) -> Result<Option<Self>> {
        sql.first(&format!("{COLUMNS} WHERE seq = ?"), vec![int(seq)])
    }

    /// The entry of a comment.
    pub fn of(sql: &Sql<'_>, hash: &str, comment: &str) -> Result<Option<Self>> {
        sql.first(
            &format!("{COLUMNS} WHERE hash = ? AND comment = ?"),
            vec![text(hash), text(comment)],
        )
    }

    /// The entry of the comment that is pinned on a thread.
    pub fn pinned(sql: &Sql<'_>, hash: &str) -> Result<Option<Self>> {
        sql.first(
            &format!("{COLUMNS} WHERE hash = ? AND pinned = 1"),
            vec![text(hash)],
        )
    }

    /// The newest published comment from before a moment that nothing was learned from.
    pub fn unlearned(sql: &Sql<'_>, before: u64) -> Result<Option<Self>> {
        sql.first(
            &format!(
                "{COLUMNS} WHERE view = 'recent' AND learned = 0 AND created < ? ORDER BY seq DESC LIMIT 1"
            ),
            vec![int(before)],
        )
    }

    /// The first entries of a view that match and have said what they say since a stamp.
    pub fn matching(
        sql: &Sql<'_>,
        view: View,
        query: &str,
        upto: u64,
        most: usize,
    ) -> Result<Vec<Self>> {
        sql.all(
            &format!(
                "{COLUMNS} WHERE {} AND {MATCHES} AND touched <= ?2
                 ORDER BY seq LIMIT {most}",
                condition(view)
            ),
            vec![text(folded(query)), int(upto)],
        )
    }

    /// Stores what decisions change.
    pub fn save(&self, sql: &Sql<'_>) -> Result<()> {
        if view(self.state, self.change.is_some()) != View::Held {
            notify::notice::settled(sql, self.seq, View::Held)?;
        }
        if self.reports == 0 {
            notify::notice::settled(sql, self.seq, View::Reported)?;
        }
        sql.run(
            "UPDATE entry SET ordered = ?2, body = ?3, change = ?4, state = ?5, reasons = ?6, view = ?7,
                 reports = ?8, approved = ?9, decided_by = ?10, decided_act = ?11, decided_at = ?12,
                 learned = ?13
             WHERE seq = ?1",
            vec![
                int(self.seq),
                int(self.ordered),
                text(&*self.body),
                maybe(self.change.as_deref()),
                text(self.state.as_str()),
                text(&*self.reasons),
                text(view(self.state, self.change.is_some()).name()),
                int(self.reports),
                int(self.approved),
                maybe(self.decided_by.as_deref()),
                maybe(self.decided_act.as_deref()),
                self.decided_at.map_or(worker::SqlStorageValue::Null, int),
                int(self.learned),
            ],
        )?;
        pin::keep(sql, self)
    }
}

/// Where moderators find a comment. One whose edit waits is shown to readers as it was.
pub fn view(state: State, changed: bool) -> View {
    match state {
        State::Published if changed => View::Held,
        State::Published => View::Recent,
        State::Held => View::Held,
        State::Spam => View::Spam,
        State::Removed => View::Removed,
    }
}

/// What makes an entry one of a view.
pub fn condition(view: View) -> &'static str {
    match view {
        View::Held => "view = 'held'",
        View::Reported => "reports > 0",
        View::Recent => "view = 'recent'",
        View::Spam => "view = 'spam'",
        View::Removed => "view = 'removed'",
    }
}

/// What makes an entry match what is searched for (`?1`, [`folded`]): a part of what is said, or
/// the comment's id.
pub const MATCHES: &str = "(?1 = '' OR instr(find, ?1) OR comment = ?1)";

/// A text as it is searched.
pub fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// Takes what a thread tells of a comment. All imported ones that it tells of at once have one stamp.
pub fn hear(sql: &Sql<'_>, whose: &Whose, told: &Told, of_imports: &mut Option<u64>) -> Result<()> {
    columns! {
        struct Known {
            rev: u64,
            ordered: u64,
            body: String,
            change: Option<String>,
            touched: u64,
            learned: u8,
            view: String,
        }
    }
    let known: Option<Known> = sql.first(
        "SELECT rev, ordered, body, change, touched, learned, view FROM entry WHERE hash = ? AND comment = ?",
        vec![text(&*whose.hash), text(told.id.as_str())],
    )?;
    if let Some(known) = &known
        && (told.rev <= known.rev || told.ordered < known.ordered)
    {
        return Ok(());
    }
    if known
        .as_ref()
        .is_some_and(|known| known.learned != 0 && known.body != told.body)
    {
        // What was learned was learned from the text that goes.
        unlearn(sql, whose, told)?;
    }
    let stamp = match (told.import, *of_imports) {
        (Some(_), Some(stamp)) => stamp,
        _ => stamp::next(sql)?,
    };
    if told.import.is_some() {
        *of_imports = Some(stamp);
    }
    let touched = known
        .as_ref()
        .filter(|known| known.body == told.body && known.change == told.change)
        .map_or(stamp, |known| known.touched);
    let find = folded(
        &[
            &*told.name,
            &*told.body,
            told.change.as_deref().unwrap_or_default(),
            &*whose.thread,
        ]
        .join("\n"),
    );
    sql.run(
        "INSERT INTO entry (hash, comment, thread, rev, ordered, number, parent, former, name, url, mark,
             badge, key, body, change, created, state, reasons, view, find, touched, import)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
         ON CONFLICT (hash, comment) DO UPDATE SET rev = ?4, ordered = ?5, number = ?6, parent = ?7,
             former = ?8, name = ?9, url = ?10, mark = ?11, badge = ?12, key = ?13, body = ?14,
             change = ?15, state = ?17, reasons = ?18, view = ?19, find = ?20, touched = ?21,
             pinned = pinned AND ?17 = 'published', import = ?22",
        vec![
            text(&*whose.hash),
            text(told.id.as_str()),
            text(&*whose.thread),
            int(told.rev),
            int(told.ordered),
            maybe(told.number.as_deref()),
            maybe(told.parent.as_ref().map(|parent| parent.as_str())),
            int(told.former),
            text(&*told.name),
            maybe(told.url.as_deref()),
            text(&*told.mark),
            maybe(told.badge.as_deref()),
            text(&*told.key),
            text(&*told.body),
            maybe(told.change.as_deref()),
            int(told.created),
            text(told.state.as_str()),
            text(&*told.reasons),
            text(view(told.state, told.change.is_some()).name()),
            text(find),
            int(touched),
            told.import.map_or(worker::SqlStorageValue::Null, int),
        ],
    )?;
    let is_import = known.is_none() && told.import.is_some();
    if is_import {
        imported(sql, whose, told)?;
    }
    // What a moderator has put there, or readers' reports, waits already.
    let waited = known.is_some_and(|known| known.view == View::Held.name());
    let waits = view(told.state, told.change.is_some()) == View::Held;
    if waits != waited
        // The owner, who has imported it, is not told of each.
        && !is_import
        && let Some(entry) = Entry::of(sql, &whose.hash, told.id.as_str())?
    {
        if waits {
            notify::notice::waits(sql, entry.seq, View::Held)?;
        } else {
            notify::notice::settled(sql, entry.seq, View::Held)?;
        }
    }
    sql.run(
        "UPDATE thread SET opened = ?2 WHERE hash = ?1 AND coalesce(opened, ?2 + 1) > ?2",
        vec![text(&*whose.hash), int(told.created)],
    )
}

/// What else is noted of a comment that an import has brought: that its author has something there,
/// and that it is to be pinned.
fn imported(sql: &Sql<'_>, whose: &Whose, told: &Told) -> Result<()> {
    mine::hear(sql, whose, &told.key, true)?;
    let pinned = sql.numbers(
        "UPDATE entry SET pinned = 1
         WHERE hash = ?1 AND comment = ?2 AND state = 'published'
             AND comment = (SELECT pin FROM thread WHERE hash = ?1)
             AND NOT EXISTS (SELECT 1 FROM entry other WHERE other.hash = ?1 AND other.pinned = 1)
         RETURNING seq AS number",
        vec![text(&*whose.hash), text(told.id.as_str())],
    )?;
    if pinned.is_empty() {
        return Ok(());
    }
    sql.run(
        "UPDATE thread SET pin = NULL WHERE hash = ?",
        vec![text(&*whose.hash)],
    )?;
    terms::tell(sql, &whose.hash, clock::now())
}

fn unlearn(sql: &Sql<'_>, whose: &Whose, told: &Told) -> Result<()> {
    let Some(entry) = Entry::of(sql, &whose.hash, told.id.as_str())? else {
        return Ok(());
    };
    learn::forget(sql, &declare::site(sql)?, &entry)?;
    Entry {
        learned: Learned::Nothing.number(),
        ..entry
    }
    .save(sql)
}

/// Whether an author has a published comment here.
pub fn is_known_author(sql: &Sql<'_>, key: &str) -> Result<bool> {
    let one = sql.numbers(
        "SELECT 1 AS number FROM entry WHERE key = ? AND state = 'published' LIMIT 1",
        vec![text(key)],
    )?;
    Ok(!one.is_empty())
}

/// How many comments of an author have been published since a moment at least, or were approved: so
/// many at most.
pub fn standing(sql: &Sql<'_>, key: &str, since: u64, most: u32) -> Result<u32> {
    let number = sql.numbers(
        &format!(
            "SELECT count(*) AS number FROM (SELECT 1 FROM entry
             WHERE key = ? AND state = 'published' AND (created < ? OR approved = 1) LIMIT {most})"
        ),
        vec![text(key), int(since)],
    )?;
    let number = number.first().copied().unwrap_or_default();
    Ok(u32::try_from(number).unwrap_or(most))
}

/// How many comments of an author there are.
pub fn count_of(sql: &Sql<'_>, key: &str) -> Result<u32> {
    let number = sql.number(
        "SELECT count(*) AS number FROM entry WHERE key = ?",
        vec![text(key)],
    )?;
    Ok(number.map_or(0, |number| u32::try_from(number).unwrap_or(u32::MAX)))
}

/// Where moderators find the comment of an id. An id that was used on two threads leads to the
/// newest.
pub fn place(sql: &Sql<'_>, comment: &str) -> Result<Where> {
    columns! {
        struct Row {
            view: String,
            reports: u32,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT view, reports FROM entry WHERE comment = ? ORDER BY seq DESC LIMIT 1",
        vec![text(comment)],
    )?;
    let row = row.ok_or(Refusal::Comment)?;
    let view = match View::named(&row.view) {
        Some(View::Recent) if row.reports > 0 => View::Reported,
        view => view.ok_or(Refusal::Comment)?,
    };
    Ok(Where { view })
}

/// Forgets a comment that is gone, and what it said before it was decided about.
pub fn forget(sql: &Sql<'_>, hash: &str, comment: &str) -> Result<()> {
    defence::forget_text(sql, hash, comment)?;
    // Its thread would do nothing any more, and an order may hold a text.
    for table in ["orders", "sender"] {
        sql.run(
            &format!("DELETE FROM {table} WHERE hash = ? AND comment = ?"),
            vec![text(hash), text(comment)],
        )?;
    }
    let Some(entry) = Entry::of(sql, hash, comment)? else {
        return Ok(());
    };
    stamp::next(sql)?;
    if let Some(settings) = declare::present(sql)? {
        learn::forget(sql, &settings.site, &entry)?;
    }
    sql.run("DELETE FROM report WHERE entry = ?", vec![int(entry.seq)])?;
    sql.run("DELETE FROM item WHERE entry = ?", vec![int(entry.seq)])?;
    sql.run("DELETE FROM notice WHERE entry = ?", vec![int(entry.seq)])?;
    sql.run("DELETE FROM entry WHERE seq = ?", vec![int(entry.seq)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_has_its_view() {
        for (state, changed, expected) in [
            (State::Published, false, View::Recent),
            (State::Published, true, View::Held),
            (State::Held, false, View::Held),
            (State::Held, true, View::Held),
            (State::Spam, true, View::Spam),
            (State::Removed, false, View::Removed),
        ] {
            assert_eq!(view(state, changed), expected);
        }
    }
}
