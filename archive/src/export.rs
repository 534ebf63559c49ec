//! An export as somebody has it: a file of which nobody has said what it is. It may be packed, and
//! hold several exports.

use std::io::{Read, Seek};

use crate::read::{Blogger, Commento, Disqus, Isso, IssoJson, Postil, Remark42, WordPress};
use crate::unfold::{Member, unfold};
use crate::xml::{Node, Xml};
use crate::{Fault, Found};

/// So much of a file's beginning is looked at.
const GLANCE: u64 = 64 * 1_024;
/// So many members of a packed file are looked at.
const MOST_MEMBERS: usize = 10_000;
/// What a database of SQLite begins with.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// The system that an export comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum System {
    /// Postil itself.
    Postil,
    /// WordPress, or whatever writes its format.
    WordPress,
    /// Disqus.
    Disqus,
    /// Blogger: its backup, or Takeout.
    Blogger,
    /// Remark42.
    Remark42,
    /// Commento.
    Commento,
    /// Isso's database.
    Isso,
    /// Isso's format for everything that it does not know.
    IssoJson,
}

impl System {
    /// Its name, as imports are listed by it and ids of comments are made with it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Postil => "postil",
            Self::WordPress => "wordpress",
            Self::Disqus => "disqus",
            Self::Blogger => "blogger",
            Self::Remark42 => "remark42",
            Self::Commento => "commento",
            Self::Isso => "isso",
            Self::IssoJson => "isso_json",
        }
    }
}

/// One export in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The name that it has in a packed file; else none.
    pub name: String,
    /// Where it comes from.
    pub system: System,
    member: Member,
}

/// All that is found in an export, one after the other.
pub type Reader<'a> = Box<dyn Iterator<Item = Result<Found, Fault>> + 'a>;

/// Finds the exports in a file. What else is packed with them is passed over.
///
/// # Errors
/// If there is none, or the file cannot be read.
pub fn exports(file: &mut (impl Read + Seek)) -> Result<Vec<Export>, Fault> {
    let mut found = Vec::new();
    for member in unfold(file)?.into_iter().take(MOST_MEMBERS) {
        let mut glance = Vec::new();
        // One that cannot be unfolded may be a picture that nobody asks for.
        let Ok(opened) = member.open(&mut *file) else {
            continue;
        };
        if let Err(error) = opened.take(GLANCE).read_to_end(&mut glance)
            && glance.is_empty()
        {
            return Err(error.into());
        }
        if let Some(system) = tell(&glance) {
            found.push(Export {
                name: member.name.clone(),
                system,
                member,
            });
        }
    }
    if found.is_empty() {
        return Err(Fault::Unknown);
    }
    Ok(found)
}

impl Export {
    /// One that is a file by itself.
    #[cfg(test)]
    pub(crate) fn of_file(system: System) -> Self {
        let mut members = unfold(&mut std::io::Cursor::new(b"")).unwrap();
        Self {
            name: String::new(),
            system,
            member: members.remove(0),
        }
    }

    /// Begins to read it, from the file that it was found in.
    ///
    /// # Errors
    /// If the file cannot be read; and of a database, if it is packed: it is read here and there, not
    /// from its beginning to its end.
    pub fn read<'a, R: Read + Seek + 'a>(&self, file: R) -> Result<Reader<'a>, Fault> {
        if self.system == System::Isso {
            if self.member.is_packed() {
                return Err(Fault::Packed);
            }
            return Ok(Box::new(Isso::new(file)));
        }
        let file = self.member.open(file)?;
        Ok(match self.system {
            System::Postil => Box::new(Postil::new(file)),
            System::WordPress => Box::new(WordPress::new(file)),
            System::Disqus => Box::new(Disqus::new(file)),
            System::Blogger => Box::new(Blogger::new(file)),
            System::Remark42 => Box::new(Remark42::new(file)),
            System::Commento => Box::new(Commento::new(file)),
            System::Isso | System::IssoJson => Box::new(IssoJson::new(file)),
        })
    }
}

/// Tells by its beginning where an export comes from.
fn tell(glance: &[u8]) -> Option<System> {
    if glance.starts_with(SQLITE) {
        return Some(System::Isso);
    }
    let text = String::from_utf8_lossy(glance);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    match text.chars().next()? {
        '<' => tell_xml(glance),
        '[' => Some(System::IssoJson),
        '{' => tell_json(text),
        _ => None,
    }
}

/// An XML by its outermost element.
fn tell_xml(glance: &[u8]) -> Option<System> {
    let mut xml = Xml::new(glance, str::to_owned);
    let Ok(Some(Node::Start(tag))) = xml.next() else {
        return None;
    };
    match (tag.space.as_str(), tag.name.as_str()) {
        ("", "rss") => Some(System::WordPress),
        ("http://disqus.com", "disqus") => Some(System::Disqus),
        ("http://www.w3.org/2005/Atom", "feed") => Some(System::Blogger),
        _ => None,
    }
}

/// A JSON by the names that it has: within a text, none of them stands between bare quotation marks.
/// The first line of Remark42's, with all who wrote, may be longer than what is looked at.
fn tell_json(text: &str) -> Option<System> {
    let has = |names: &[&str]| {
        names
            .iter()
            .any(|name| text.contains(&format!("\"{name}\"")))
    };
    let first = text.trim_start_matches('{').trim_start();
    if first.starts_with("\"postil\"") {
        return Some(System::Postil);
    }
    if has(&["commentHex", "commenterHex", "commenters", "comments"]) {
        Some(System::Commento)
    } else if has(&["users", "posts"]) {
        Some(System::Remark42)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{System, exports};
    use crate::{Fault, Found};
    use flate2::write::GzEncoder;
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const CORPUS: [(&str, System, &[u8]); 9] = [
        (
            "a.xml",
            System::WordPress,
            include_bytes!("../tests/corpus/wordpress/today.xml"),
        ),
        (
            "b.xml",
            System::WordPress,
            include_bytes!("../tests/corpus/wordpress/broken-bytes.xml"),
        ),
        (
            "c.xml",
            System::Disqus,
            include_bytes!("../tests/corpus/disqus/quirks.xml"),
        ),
        (
            "d.atom",
            System::Blogger,
            include_bytes!("../tests/corpus/blogger/backup.atom"),
        ),
        (
            "e.atom",
            System::Blogger,
            include_bytes!("../tests/corpus/blogger/takeout.atom"),
        ),
        (
            "f.json",
            System::Remark42,
            include_bytes!("../tests/corpus/remark42/backup.jsonl"),
        ),
        (
            "g.json",
            System::Commento,
            include_bytes!("../tests/corpus/commento/export.json"),
        ),
        (
            "h.json",
            System::IssoJson,
            include_bytes!("../tests/corpus/isso/generic.json"),
        ),
        (
            "i.jsonl",
            System::Postil,
            include_bytes!("../tests/corpus/postil/site.jsonl"),
        ),
    ];
    const ISSO: &[u8] = include_bytes!("../tests/corpus/isso/quirks.sqlite");

    /// How many entries each export of a file has, by its name and system.
    fn told(file: &[u8]) -> Vec<(String, System, usize)> {
        let mut file = Cursor::new(file);
        let all = exports(&mut file).unwrap();
        let count = |export: &super::Export, file: &mut Cursor<&[u8]>| {
            let found = export.read(file).unwrap();
            found
                .filter(|found| matches!(found, Ok(Found::Entry(_))))
                .count()
        };
        all.iter()
            .map(|export| (export.name.clone(), export.system, count(export, &mut file)))
            .collect()
    }

    #[test]
    fn each_export_is_known_packed_or_not() {
        for (name, system, file) in CORPUS {
            let plain = told(file);
            assert!(
                matches!(&plain[..], [(_, found, count)] if *found == system && *count > 0),
                "{name}: {plain:?}"
            );
            let mut gzip = GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gzip.write_all(file).unwrap();
            assert_eq!(told(&gzip.finish().unwrap()), plain, "{name}");
        }
        assert!(matches!(&told(ISSO)[..], [(_, System::Isso, count)] if *count > 0));
    }

    #[test]
    fn several_are_found_in_one_file() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, file: &[u8]| {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(file).unwrap();
        };
        put("Takeout/readme.html", b"<html></html>");
        for (name, _, file) in CORPUS {
            put(name, file);
        }
        put("comments.db", ISSO);
        let zip = zip.finish().unwrap().into_inner();
        let mut file = Cursor::new(&zip[..]);
        let all = exports(&mut file).unwrap();
        let names: Vec<_> = all.iter().map(|export| export.name.as_str()).collect();
        let expected: Vec<_> = CORPUS
            .iter()
            .map(|(name, ..)| *name)
            .chain(["comments.db"])
            .collect();
        assert_eq!(names, expected);
        for (export, (name, _, plain)) in all.iter().zip(CORPUS) {
            let packed: Vec<_> = export.read(&mut file).unwrap().flatten().collect();
            let plain_export = &exports(&mut Cursor::new(plain)).unwrap()[0];
            let plain: Vec<_> = plain_export
                .read(Cursor::new(plain))
                .unwrap()
                .flatten()
                .collect();
            assert_eq!(packed, plain, "{name}");
        }
        let database = all.last().unwrap();
        assert!(matches!(database.read(&mut file), Err(Fault::Packed)));
    }

    #[test]
    fn a_first_line_may_be_longer_than_a_glance() {
        let users = "{\"id\": \"a\", \"name\": \"A \\\"comments\\\" reader\"}, ".repeat(3_000);
        let comment =
            "{\"id\": \"1\", \"locator\": {\"url\": \"https://a.example/\"}, \"text\": \"x\"}";
        let file =
            format!("{{\"version\": 1, \"users\": [{users}{{}}], \"posts\": []}}\n{comment}\n");
        assert!(file.len() as u64 > super::GLANCE);
        assert_eq!(
            told(file.as_bytes()),
            [(String::new(), System::Remark42, 1)]
        );
    }

    #[test]
    fn what_is_none_is_said_to_be_none() {
        for file in [
            "",
            " ",
            "Hello",
            "{}",
            "{\"a\": 1}",
            "<html>",
            "<!-- ",
            "<?xml version=\"1.0\"?><rdf/>",
            "PK",
        ] {
            let mut file = Cursor::new(file.as_bytes());
            assert!(matches!(exports(&mut file), Err(Fault::Unknown)));
        }
    }
}
