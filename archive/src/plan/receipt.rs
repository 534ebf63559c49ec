//! The receipt: what became of each entry, or what would.

use std::collections::HashMap;
use std::io::{self, Write};

use postil_model::State;
use postil_model::wire::desk::Outcome;

use super::{Fate, Line, Plan, Thread};
use crate::arrange::Loose;

/// The names of the columns.
const COLUMNS: [&str; 7] = [
    "file", "byte", "id", "result", "thread", "comment", "reason",
];

/// What became of an entry that has its place in a plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Sent {
    /// Nothing yet.
    #[default]
    Not,
    /// The same import has had it written when it was begun before.
    Before,
    /// It was sent.
    Done(Outcome),
}

/// Writes the receipt of a plan. `sent` has what became of each line, where it is being carried out.
pub(crate) fn write(
    plan: &Plan,
    threads: &[Thread],
    sent: Option<&[Sent]>,
    out: &mut impl Write,
) -> io::Result<()> {
    let items = threads.iter().flat_map(|thread| &thread.items);
    let loose: HashMap<usize, Loose> = items
        .filter_map(|item| Some((item.line, item.loose?)))
        .collect();
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    for (at, line) in plan.lines.iter().enumerate() {
        let part = plan.parts.get(line.part);
        let is_kept = !matches!(line.fate, Fate::Skip(_) | Fate::Gone(_));
        let thread = line
            .page
            .and_then(|page| plan.pages.get(page)?.thread.as_ref().ok());
        let comment = plan.comment_id(line).filter(|_| is_kept);
        table.write_record([
            plain(part.map_or("", |part| &part.name)),
            line.at.to_string(),
            plain(&line.id),
            result(
                line,
                sent.map(|sent| sent.get(at).copied().unwrap_or_default()),
            )
            .to_owned(),
            plain(thread.map_or("", |thread| thread.as_str())),
            comment.map(String::from).unwrap_or_default(),
            plain(&reason(line, loose.get(&at).copied())),
        ])?;
    }
    table.flush()
}

/// What became of an entry, in words; what would, if it is only planned or was not sent yet.
fn result(line: &Line, sent: Option<Sent>) -> &'static str {
    match (&line.fate, sent) {
        (Fate::Skip(_) | Fate::Gone(_), None) => "would be skipped",
        (Fate::Skip(_) | Fate::Gone(_), Some(_)) => "skipped",
        (_, Some(Sent::Before)) => "imported before",
        (_, Some(Sent::Done(Outcome::There))) => "already there",
        (fate, Some(Sent::Done(Outcome::New))) => match fate {
            Fate::Publish => "imported",
            Fate::Hold => "held",
            Fate::Mention => "mention",
            Fate::Stone(_) => "tombstone",
            Fate::Keep(State::Spam) => "kept as spam",
            _ => "kept as removed",
        },
        (fate, None | Some(Sent::Not)) => match fate {
            Fate::Publish => "would be imported",
            Fate::Hold => "would be held",
            Fate::Mention => "would be a mention",
            Fate::Stone(_) => "would be a tombstone",
            Fate::Keep(State::Spam) => "would be kept as spam",
            _ => "would be kept as removed",
        },
    }
}

/// Why nothing came of an entry, or something else than it wanted.
fn reason(line: &Line, loose: Option<Loose>) -> String {
    match (&line.fate, loose) {
        (Fate::Skip(why), _) => why.to_string(),
        (_, Some(Loose::Missing)) => "Its parent is missing.".to_owned(),
        (_, Some(Loose::Circle)) => "It answers what answers it.".to_owned(),
        (_, None) => String::new(),
    }
}

/// A text that no spreadsheet takes for a formula, nor any part of it: where decimals have a comma,
/// spreadsheets part cells at semicolons, and know no quotation mark that stands within one.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    for c in text.chars() {
        if begins && matches!(c, '=' | '+' | '-' | '@')
            || out.is_empty() && matches!(c, '\t' | '\r')
        {
            out.push('\'');
        }
        begins = matches!(c, ';' | '\t' | '\r' | '\n') || begins && matches!(c, ' ' | '"');
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests;
