//! A site in WordPress' own format, made from the lines of its threads, one thread after the other.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use postil_archive::read::Postil;
use postil_archive::write::wordpress::{Head, WordPress};
use postil_archive::{Fault, Found, Page};
use postil_model::Site;
use thiserror::Error;

/// Why a file cannot be made.
#[derive(Debug, Error)]
pub enum NoFile {
    /// A line that should be of Postil's own format is not.
    #[error("A line of the export cannot be understood: {0}.")]
    Line(String),
    /// The lines cannot be read.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// It could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A file that is being made. What there is of it is taken piece by piece.
pub struct Writing {
    file: WordPress<Pieces>,
    pieces: Pieces,
    origin: String,
}

/// What was written and not yet taken.
#[derive(Clone, Default)]
struct Pieces(Rc<RefCell<Vec<u8>>>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Pieces {
    fn take(&self) -> String {
        let bytes = self.0.take();
        // The writer is given texts alone.
        String::from_utf8(bytes).unwrap_or_default()
    }
}

impl Writing {
    /// Begins a file.
    ///
    /// # Errors
    /// If it cannot be written, as every other call.
    pub fn new(site: &Site) -> Result<Self, NoFile> {
        let origin = site.origins.first().map(ToString::to_string);
        let pieces = Pieces::default();
        let head = Head {
            title: site.title.clone(),
            address: origin.clone().unwrap_or_default(),
            language: site.languages.first().cloned().unwrap_or_default(),
        };
        Ok(Self {
            file: WordPress::new(pieces.clone(), &head)?,
            pieces,
            origin: origin.unwrap_or_default(),
        })
    }

    /// Writes a thread, and hands over what there is of the file.
    ///
    /// # Errors
    /// If one of the lines is not of Postil's own format.
    pub fn thread(&mut self, lines: &str) -> Result<String, NoFile> {
        for found in Postil::new(lines.as_bytes()) {
            match found? {
                Found::Page(page) => self.file.page(&self.page(page))?,
                Found::Entry(entry) => self.file.entry(&entry)?,
                Found::Broken { why, .. } => return Err(NoFile::Line(why)),
                Found::Site(_) | Found::Staff(_) => {}
            }
        }
        Ok(self.pieces.take())
    }

    /// Ends the file, and hands over the rest of it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn end(self) -> Result<String, NoFile> {
        self.file.end()?;
        Ok(self.pieces.take())
    }

    /// A thread's page, as WordPress knows one: it has an address and a title.
    fn page(&self, page: Page) -> Page {
        let line = page.line.clone().unwrap_or_default();
        let address = line.address.unwrap_or_else(|| self.address(&line.thread));
        let title = line.title.or(line.claimed);
        Page {
            address,
            title: title.unwrap_or(line.thread),
            ..page
        }
    }

    /// The address of a thread's page, from its id.
    fn address(&self, thread: &str) -> String {
        if thread.starts_with("//") {
            format!("https:{thread}")
        } else if thread.starts_with('/') {
            format!("{}{thread}", self.origin)
        } else {
            thread.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NoFile, Writing};
    use postil_archive::{Entry, Found, Page, read};

    const SITE: &str = r#"{"id": "s", "title": "A & B", "origins": ["https://blog.example"], "languages": ["en"], "policy": "open"}"#;
    const ONE: &str = r#"{"thread":"/one/","title":"One <b>"}
{"comment":"01923456-789a-7fff-bfff-000000000001","number":"1","state":"published","name":"Ada","url":"https://ada.example/","created":1780000000000,"body":"*Hello*, 'there'"}
{"comment":"01923456-789a-7fff-bfff-000000000002","parent":"01923456-789a-7fff-bfff-000000000001","state":"held","name":"Bob","created":1780000001000,"body":"Waits"}
{"comment":"01923456-789a-7fff-bfff-000000000003","number":"2","state":"removed","created":1780000002000}
{"mention":"01923456-789a-7fff-bfff-000000000004","name":"Elsewhere","url":"https://elsewhere.example/","body":"See","created":1780000003000}
"#;
    const TWO: &str = r#"{"thread":"//other.example/two/","door":"closed"}
{"comment":"01923456-789a-7fff-bfff-000000000005","number":"1","state":"published","name":"Eve","created":1780000004000,"body":"Two"}"#;

    fn written(threads: &[&str]) -> Result<String, NoFile> {
        let mut writing = Writing::new(&serde_json::from_str(SITE).unwrap())?;
        let mut file = String::new();
        for thread in threads {
            file += &writing.thread(thread)?;
        }
        Ok(file + &writing.end()?)
    }

    #[test]
    fn a_site_is_written_so_that_it_can_be_read_again() {
        let file = written(&[ONE, TWO]).unwrap();
        let found: Vec<Found> = read::WordPress::new(file.as_bytes())
            .map(Result::unwrap)
            .collect();
        let pages: Vec<&Page> = found
            .iter()
            .filter_map(|found| match found {
                Found::Page(page) => Some(page),
                _ => None,
            })
            .collect();
        assert_eq!(pages[0].address, "https://blog.example/one/");
        assert_eq!(
            (pages[0].title.as_str(), pages[0].closed),
            ("One <b>", false)
        );
        assert_eq!(pages[1].address, "https://other.example/two/");
        assert!(pages[1].closed);
        let entries: Vec<&Entry> = found
            .iter()
            .filter_map(|found| match found {
                Found::Entry(entry) => Some(entry),
                _ => None,
            })
            .collect();
        let told: Vec<_> = entries
            .iter()
            .map(|entry| {
                (
                    entry.author.name.as_str(),
                    entry.body.as_str(),
                    entry.parent.is_some(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("Ada", "*Hello*, 'there'", false),
                ("Bob", "Waits", true),
                ("", "", false),
                ("Elsewhere", "See", false),
                ("Eve", "Two", false),
            ]
        );
    }

    #[test]
    fn pieces_are_handed_over_as_they_are_made() {
        let mut writing = Writing::new(&serde_json::from_str(SITE).unwrap()).unwrap();
        assert!(writing.thread(ONE).unwrap().contains("Ada"));
        let second = writing.thread(TWO).unwrap();
        assert!(
            second.contains("/two/") && !second.contains("Ada"),
            "{second}"
        );
    }

    #[test]
    fn a_line_that_is_none_is_told() {
        let broken = ONE.replace("\"state\":\"held\"", "\"state\":\"lost\"");
        assert!(matches!(written(&[&broken]), Err(NoFile::Line(_))));
    }
}
