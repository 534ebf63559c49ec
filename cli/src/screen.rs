//! What is shown: results on standard output, everything else beside it.

use std::cell::Cell;
use std::fmt::Display;
use std::io::{self, BufRead, IsTerminal, Write};
use std::rc::Rc;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use crate::failure::Failure;

/// Where no bar can be drawn, a line is written after so many parts of a whole.
const PARTS: u64 = 10;

/// A terminal, or what takes its place.
pub struct Screen {
    /// What draws bars; nothing where nobody would see them move.
    bars: Option<MultiProgress>,
    /// Whether one stands there now.
    is_drawn: Rc<Cell<bool>>,
}

/// How far something has come.
pub struct Bar {
    what: &'static str,
    /// The bar, and what tells that it stands there.
    drawn: Option<(ProgressBar, Rc<Cell<bool>>)>,
    parts_told: Cell<u64>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of a file.
    Bytes,
    /// Entries or threads.
    Things,
}

impl Screen {
    /// The one that the program was started on.
    pub fn new() -> Self {
        Self {
            bars: io::stderr().is_terminal().then(MultiProgress::new),
            is_drawn: Rc::default(),
        }
    }

    /// Says something to whoever looks on.
    pub fn say(&self, text: impl Display) {
        let text = plain(&text.to_string());
        // Above a bar; where none stands, a line as any other.
        let bars = self.bars.as_ref().filter(|_| self.is_drawn.get());
        let said = bars.map(|bars| bars.println(&text));
        if !matches!(said, Some(Ok(()))) {
            eprintln!("{text}");
        }
    }

    /// Shows a result.
    ///
    /// # Errors
    /// If nobody takes it any more.
    pub fn show(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        writeln!(out, "{}", plain(text))
            .and_then(|()| out.flush())
            .map_err(Failure::Output)
    }

    /// Asks for a yes. Everything else is a no.
    ///
    /// # Errors
    /// If it is one, or nobody is there to be asked.
    pub fn confirm(&self, question: &str) -> Result<(), Failure> {
        if !io::stdin().is_terminal() {
            return Err(Failure::NobodyToAsk);
        }
        eprint!("{question} [y/N] ");
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer);
        match answer.trim().to_lowercase().as_str() {
            "y" | "yes" if read.is_ok() => Ok(()),
            _ => Err(Failure::Declined),
        }
    }

    /// Begins to show how far something comes.
    pub fn bar(&self, what: &'static str, unit: Unit) -> Bar {
        let drawn = self.bars.as_ref().map(|bars| {
            let counted = match unit {
                Unit::Bytes => "{bytes} of {total_bytes}",
                Unit::Things => "{human_pos} of {human_len}",
            };
            let template = format!("{{msg}} {{wide_bar}} {counted}, {{eta}} left");
            let style = ProgressStyle::with_template(&template)
                .unwrap_or_else(|_| ProgressStyle::default_bar());
            let bar = ProgressBar::new(0).with_style(style).with_message(what);
            self.is_drawn.set(true);
            (bars.add(bar), Rc::clone(&self.is_drawn))
        });
        Bar {
            what,
            drawn,
            parts_told: Cell::new(0),
        }
    }
}

impl Bar {
    /// So much of so much is done.
    pub fn set(&self, done: u64, all: u64) {
        if let Some((drawn, _)) = &self.drawn {
            drawn.set_length(all);
            drawn.set_position(done);
            return;
        }
        let part = done.saturating_mul(PARTS).checked_div(all);
        let part = part.unwrap_or(PARTS).min(PARTS);
        if part > self.parts_told.replace(part.max(self.parts_told.get())) {
            eprintln!("{}: {} %", self.what, part * 100 / PARTS);
        }
    }
}

/// A bar stands only while something goes on.
impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((drawn, is_drawn)) = &self.drawn {
            drawn.finish_and_clear();
            is_drawn.set(false);
        }
    }
}

/// A text that a terminal only shows: what others have written may hold signs that it obeys, or that
/// turn the order of what is read around.
pub fn plain(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' => c,
        '\t' => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    };
    text.chars().map(shown).collect()
}

/// A text from a file as one line, without what is no text: none of it is taken for what the program
/// says itself.
pub fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{one_line, plain};

    #[test]
    fn what_a_file_says_is_one_line() {
        for (text, expected) in [
            ("Ada", "Ada"),
            ("a\n\n  b\r\tc", "a b c"),
            ("a\u{1b}[2J\0\u{9b}b\u{2028}c ", "a [2J b c"),
            ("\n", ""),
        ] {
            assert_eq!(one_line(text), expected);
        }
    }

    #[test]
    fn a_terminal_obeys_no_commenter() {
        for (text, expected) in [
            ("Ada\nsays\thi", "Ada\nsays hi"),
            ("\u{1b}[2J\u{7}", "\u{FFFD}[2J\u{FFFD}"),
            ("a\rb", "a\u{FFFD}b"),
            ("\u{9b}31m", "\u{FFFD}31m"),
            ("\u{202E}evil", "\u{FFFD}evil"),
            ("é 日本 👋", "é 日本 👋"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
