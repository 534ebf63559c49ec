//! From Postil's own format to another one, as it is read.

use std::collections::HashMap;
use std::io::{Read, Write};

use postil_model::State;
use postil_model::wire::desk::SiteLine;

use super::wordpress::{Head, WordPress};
use crate::read::Postil;
use crate::{Author, Entry, Fault, Found, Page};

/// Writes for WordPress what a file of Postil's own format has that others have seen, or may yet see:
/// published comments, held ones as unapproved, mentions as pingbacks. Of what is gone there is a
/// place without a text, in WordPress' bin, where something answers it.
///
/// A file of any size takes the memory of its longest line, and of the places on one thread.
///
/// # Errors
/// If the file cannot be read to its end, or one of its lines cannot be understood, or the other
/// cannot be written.
pub fn wordpress_of_postil<W: Write>(lines: impl Read, out: W) -> Result<W, Fault> {
    let mut found = Postil::new(lines).peekable();
    let site = match found.next_if(|found| matches!(found, Ok(Found::Site(_)))) {
        Some(Ok(Found::Site(site))) => Some(site),
        _ => None,
    };
    let home = site.as_deref().map(home).unwrap_or_default();
    let mut writer = Writer {
        out: WordPress::new(out, &site.as_deref().map(head).unwrap_or_default())?,
        page: None,
        gone: HashMap::new(),
    };
    for found in found {
        match found? {
            Found::Page(page) => writer.turn(page, &home),
            Found::Entry(entry) => writer.take(entry)?,
            Found::Broken { at, why, .. } => return Err(Fault::Malformed { at, what: why }),
            Found::Site(_) | Found::Staff(_) => {}
        }
    }
    Ok(writer.out.end()?)
}

struct Writer<W> {
    out: WordPress<W>,
    /// The page whose entries come, until the first of them is written.
    page: Option<Page>,
    /// What is gone on it, and not written.
    gone: HashMap<String, Entry>,
}

impl<W: Write> Writer<W> {
    /// Turns to a page.
    fn turn(&mut self, mut page: Page, home: &str) {
        let line = page.line.take().unwrap_or_default();
        page.address = line.address.unwrap_or(match page.key.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None if page.key.starts_with('/') => format!("{home}{}", page.key),
            None => String::new(),
        });
        if page.title.is_empty() {
            // WordPress finds posts by their titles: one that was only claimed is better than none.
            page.title = line.claimed.unwrap_or_else(|| page.key.clone());
        }
        self.page = Some(page);
        self.gone.clear();
    }

    fn take(&mut self, entry: Entry) -> Result<(), Fault> {
        if matches!(entry.state, State::Spam | State::Removed) {
            self.gone.insert(entry.id.clone(), place(entry));
            return Ok(());
        }
        if let Some(page) = self.page.take() {
            self.out.page(&page)?;
        }
        let mut above = Vec::new();
        let mut parent = entry.parent.clone();
        while let Some(gone) = parent.and_then(|id| self.gone.remove(&id)) {
            parent = gone.parent.clone();
            above.push(gone);
        }
        for gone in above.iter().rev() {
            self.out.entry(gone)?;
        }
        Ok(self.out.entry(&entry)?)
    }
}

/// What is left of an entry that is gone.
fn place(entry: Entry) -> Entry {
    Entry {
        state: State::Removed,
        author: Author::default(),
        body: String::new(),
        line: None,
        ..entry
    }
}

fn home(line: &SiteLine) -> String {
    let origin = line.site.origins.first();
    origin
        .map(|origin| origin.as_str().to_owned())
        .unwrap_or_default()
}

fn head(line: &SiteLine) -> Head {
    Head {
        title: line.site.title.clone(),
        address: home(line),
        language: line.site.languages.first().cloned().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::wordpress_of_postil;
    use crate::read::WordPress;
    use crate::{Fault, Found, Kind};

    const FILE: &str = include_str!("../../tests/corpus/postil/site.jsonl");

    #[test]
    fn what_others_may_see_goes_to_wordpress() {
        let file = wordpress_of_postil(FILE.as_bytes(), Vec::new()).unwrap();
        let text = String::from_utf8(file.clone()).unwrap();
        assert!(text.contains("<title><![CDATA[A blog]]></title>"), "{text}");
        for secret in ["00ff", "Gone", "Buy", "First of none"] {
            assert!(!text.contains(secret), "{secret}");
        }
        let told: Vec<String> = WordPress::new(&file[..])
            .map(|found| match found.unwrap() {
                Found::Page(page) => format!("{} {}", page.address, page.title),
                Found::Entry(entry) => {
                    let kind = if entry.kind == Kind::Mention {
                        "mention"
                    } else {
                        entry.state.as_str()
                    };
                    let parent = entry.parent.unwrap_or_default();
                    format!(
                        "{} {kind} <{parent} {}: {}",
                        entry.id, entry.author.name, entry.body
                    )
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(
            told,
            [
                "https://blog.example/2024/x/ On notes & margins",
                "1 published < Ada: First *of all*",
                "2 removed < : ",
                "3 published <2 Bob: An answer to\n\n> nothing",
                "4 held <1 Cy: Waits",
                "5 removed < : ",
                "6 published <5 Ada: Well",
                "7 published < Old: From elsewhere",
                "8 mention < Another blog: \\[...\\] so \\[...\\]",
                " my own words",
                "9 published < Ada: Here, too",
            ]
        );
    }

    #[test]
    fn nothing_is_passed_over_in_silence() {
        let file = FILE.replace("\"held\",\"reason\"", "\"asleep\",\"reason\"");
        let result = wordpress_of_postil(file.as_bytes(), Vec::new());
        assert!(matches!(result, Err(Fault::Malformed { .. })));
    }
}
