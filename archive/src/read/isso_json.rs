//! The JSON that Isso imports from whatever it does not know ("generic", `isso/migrate.py` there): an
//! array of pages, each with its comments. Nothing in it answers anything.

use std::collections::VecDeque;
use std::io::Read;

use postil_model::State;
use serde::Deserialize;

use super::pull::Pull;
use crate::json::{self, Elements, Piece};
use crate::{Author, Entry, Fault, Found, Kind, Page, moment};

/// Reads such a file. A page is held with all its comments, and no more than one.
pub struct IssoJson<R> {
    pull: Pull,
    pages: Elements<R>,
}

impl<R: Read> IssoJson<R> {
    /// Begins to read.
    pub fn new(file: R) -> Self {
        Self {
            pull: Pull::default(),
            pages: Elements::of_file(file),
        }
    }
}

impl<R: Read> Iterator for IssoJson<R> {
    type Item = Result<Found, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { pull, pages } = self;
        pull.next(|found| {
            let piece = pages.next()?;
            if let Some(piece) = &piece {
                tell(piece, found);
            }
            Ok(piece.is_some())
        })
    }
}

/// A page. Its comments are read after it, one by one.
#[derive(Deserialize)]
struct Thread {
    id: String,
    #[serde(default, deserialize_with = "json::text")]
    title: String,
}

#[derive(Deserialize)]
struct Comment {
    #[serde(default, deserialize_with = "json::text")]
    id: String,
    #[serde(default, deserialize_with = "json::text")]
    author: String,
    #[serde(default, deserialize_with = "json::text")]
    email: String,
    #[serde(default, deserialize_with = "json::text")]
    website: String,
    #[serde(default, deserialize_with = "json::text")]
    created: String,
    text: String,
}

/// Tells a page and its comments.
fn tell(piece: &Piece, found: &mut VecDeque<Found>) {
    let thread: Thread = match piece.parse() {
        Ok(thread) => thread,
        Err(error) => {
            return found.push_back(piece.broken("id", json::why(&error)));
        }
    };
    if thread.id.is_empty() {
        return found.push_back(piece.broken("id", "the page has no id"));
    }
    found.push_back(Found::Page(Page {
        key: thread.id.clone(),
        address: thread.id.clone(),
        title: thread.title,
        closed: false,
        line: None,
    }));
    let mut comments = Elements::named(&piece.bytes[..], "comments");
    // It was parsed, so that nothing is wrong with it.
    for number in 1.. {
        let Ok(Some(comment)) = comments.next() else {
            return;
        };
        found.push_back(match comment.parse() {
            Ok(parsed) => entry(parsed, &thread.id, number, piece.at + comment.at),
            Err(error) => Found::broken(
                piece.at + comment.at,
                comment.field("id"),
                json::why(&error),
            ),
        });
    }
}

fn entry(comment: Comment, page: &str, number: u64, at: u64) -> Found {
    Found::Entry(Entry {
        at,
        // Nobody says that ids are those of one comment in the file: Isso itself never looks at them.
        id: if comment.id.is_empty() {
            format!("{page}#n{number}")
        } else {
            format!("{page}#{}", comment.id)
        },
        page: page.to_owned(),
        parent: None,
        kind: Kind::Comment,
        state: State::Published,
        author: Author {
            name: comment.author,
            url: comment.website,
            mail: comment.email,
            user: None,
        },
        created: moment::read(&comment.created),
        edited: None,
        body: comment.text,
        line: None,
    })
}

#[cfg(test)]
mod tests {
    use super::IssoJson;
    use crate::read::testing::{lines, torment};
    use crate::{Fault, Found};

    const FILE: &[u8] = include_bytes!("../../tests/corpus/isso/generic.json");

    #[test]
    fn reads_pages_with_their_comments() {
        let expected = [
            "page /one/ at /one/: Page & one",
            r#"/one/#123 on /one/ to -: Published by Ada|https://a.example|ada@a.example|- on 2018-11-28T17:24:23Z / ?: "Great *article*! ]}""#,
            r#"/one/#n2 on /one/ to -: Published by |||- on ? / ?: "No id""#,
            r#"broken Some("4"): invalid type: null, expected a string"#,
            "page /two/ at /two/: ",
            r#"/two/#123 on /two/ to -: Published by |||- on ? / ?: "The same id""#,
            "broken None: missing field `id`",
            "page /three/ at /three/: ",
        ];
        assert_eq!(lines(IssoJson::new(FILE)), expected);
    }

    #[test]
    fn tells_at_which_byte_an_entry_begins() {
        for found in IssoJson::new(FILE) {
            if let Found::Entry(entry) = found.unwrap() {
                assert_eq!(FILE[entry.at as usize], b'{');
            }
        }
    }

    #[test]
    fn tells_a_file_that_is_none_or_breaks_off() {
        let last = |file: &'static [u8]| IssoJson::new(file).last().unwrap().unwrap_err();
        assert!(matches!(last(b"{}"), Fault::Malformed { at: 0, .. }));
        let cut = FILE.len() - 3;
        assert!(matches!(last(&FILE[..cut]), Fault::BrokenOff { at } if at == cut as u64));
    }

    #[test]
    fn ends_whatever_it_reads() {
        torment(FILE, |bytes| IssoJson::new(std::io::Cursor::new(bytes)));
    }
}
