//! Where pages have moved since a file was written: to another host, into another folder, one by
//! one.
//!
//! A rule for one page counts before all others, and alone. Else the host is changed, then what the
//! path begins with, by the longest rule that fits, then the slash at its end.

use std::collections::HashMap;

use postil_model::http_address::HttpAddress;
use postil_model::{Origin, Site, ThreadId};
use thiserror::Error;

/// The rules of an import.
#[derive(Debug, Clone, Default)]
pub struct Moves {
    /// From an old address, without its scheme or from the root on, to a new one.
    pages: HashMap<String, String>,
    hosts: Vec<(String, Origin)>,
    paths: Vec<(String, String)>,
    slash: Option<bool>,
}

/// Why a page of a file is none of the site's.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Lost {
    /// The file says of no address.
    #[error("The file says no address of this page.")]
    NoAddress,
    /// Its host is none of the site's.
    #[error(
        "{0} is none of this site's addresses. Add it to the site, or say to which it has moved."
    )]
    Foreign(String),
    /// No thread can have an id of that length.
    #[error("The address of this page is too long.")]
    TooLong,
    /// It is a thread of Postil's with an id in its own words.
    #[error("This thread's id is in its own words, and this site takes none such.")]
    OwnId,
}

/// Why a list of addresses is not understood.
#[derive(Debug, Error)]
#[error("Line {line} of the list is not an old and a new address.")]
pub struct NoPair {
    /// Which line, counted from 1.
    pub line: u64,
}

impl Moves {
    /// One page has moved. Either address may be whole or begin at the root.
    pub fn page(&mut self, old: &str, new: &str) {
        self.pages.insert(key(old), new.trim().to_owned());
    }

    /// All pages of a host have moved to an origin.
    pub fn host(&mut self, old: &str, new: Origin) {
        let old = old.trim().to_ascii_lowercase();
        let host = old.split_once("://").map_or(old.as_str(), |(_, host)| host);
        self.hosts
            .push((host.trim_end_matches('/').to_owned(), new));
    }

    /// All pages whose path begins with one text have moved to where it begins with another.
    pub fn path(&mut self, old: &str, new: &str) {
        self.paths.push((rooted(old), rooted(new)));
        self.paths
            .sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
    }

    /// Pages end in a slash from now on, or in none.
    pub fn slash(&mut self, with: bool) {
        self.slash = Some(with);
    }

    /// Takes a list of old and new addresses: lines of two columns, parted by commas, semicolons or
    /// tabs. A first line that holds no address names the columns. Answers with how many pages it
    /// has.
    ///
    /// # Errors
    /// If a line is something else. Then none is taken.
    pub fn list(&mut self, text: &str) -> Result<usize, NoPair> {
        let text = text.trim_start_matches('\u{FEFF}');
        let mut pairs = Vec::new();
        let rows = text.lines().enumerate();
        for (at, row) in rows.filter(|(_, row)| !row.trim().is_empty()) {
            let line = at as u64 + 1;
            let fields = fields(row).ok_or(NoPair { line })?;
            match &fields[..] {
                [old, new] if is_address(old) && is_address(new) => {
                    pairs.push((old.clone(), new.clone()));
                }
                _ if line == 1 && !fields.iter().any(|field| is_address(field)) => {}
                _ => return Err(NoPair { line }),
            }
        }
        for (old, new) in &pairs {
            self.page(old, new);
        }
        Ok(pairs.len())
    }

    /// The thread of a page by its address in the file.
    ///
    /// # Errors
    /// If it is no page of the site, with all that is known of moves.
    pub fn thread(&self, site: &Site, address: &str) -> Result<ThreadId, Lost> {
        self.place(site, address).map(|(thread, _)| thread)
    }

    /// The thread of a page by its address in the file, and the whole address that it has now.
    ///
    /// # Errors
    /// As [`Moves::thread`].
    pub fn place(&self, site: &Site, address: &str) -> Result<(ThreadId, String), Lost> {
        let home = site
            .origins
            .first()
            .and_then(|origin| HttpAddress::parse(origin.as_str()));
        let home = home.ok_or(Lost::NoAddress)?;
        let named = self
            .pages
            .get(&key(address))
            .map_or(address, String::as_str);
        if named.trim().is_empty() {
            return Err(Lost::NoAddress);
        }
        let page = home.join(named).ok_or(Lost::NoAddress)?;
        let root_on = self
            .pages
            .get(&from_root(&page))
            .and_then(|new| home.join(new));
        let page = match root_on {
            Some(page) => page,
            None if named == address => self.moved(page),
            None => page,
        };
        let host = page.host_and_port();
        // The site may have left http: since.
        let origin = site.origins.iter().find(|origin| origin.host() == host);
        let origin = origin.ok_or(Lost::Foreign(host))?;
        let address = format!("{}{}", origin.as_str(), from_root(&page));
        let thread = ThreadId::given(site, &address).map_err(|_| Lost::TooLong)?;
        Ok((thread, address))
    }

    /// A page by the rules for many.
    fn moved(&self, mut page: HttpAddress) -> HttpAddress {
        let host = page.host_and_port();
        let new = self.hosts.iter().find(|(old, _)| *old == host);
        if let Some(new) = new.and_then(|(_, origin)| HttpAddress::parse(origin.as_str())) {
            page.secure = new.secure;
            page.host = new.host;
            page.port = new.port;
        }
        let path = self.paths.iter().find_map(|(old, new)| {
            let rest = page.path.strip_prefix(old.as_str())?;
            Some(format!("{new}{rest}"))
        });
        if let Some(path) = path {
            page.path = path.replace("//", "/");
        }
        let bare = page.path.trim_end_matches('/');
        let is_file = bare
            .rsplit('/')
            .next()
            .is_some_and(|name| name.contains('.'));
        match self.slash {
            Some(true) if !is_file => page.path = format!("{bare}/"),
            Some(false) if !bare.is_empty() => page.path = bare.to_owned(),
            _ => {}
        }
        page
    }
}

/// An address as rules are looked up by: what it says after its scheme.
fn key(address: &str) -> String {
    let address = address.trim();
    HttpAddress::parse(address).map_or_else(
        || address.to_owned(),
        |page| format!("{}{}", page.host_and_port(), from_root(&page)),
    )
}

/// Path and query.
fn from_root(page: &HttpAddress) -> String {
    match &page.query {
        Some(query) => format!("{}?{query}", page.path),
        None => page.path.clone(),
    }
}

fn rooted(path: &str) -> String {
    let path = path.trim();
    if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    }
}

/// The columns of a line. No address has a line end in it.
fn fields(row: &str) -> Option<Vec<String>> {
    let parting = ['\t', ';'].into_iter().find(|c| row.contains(*c));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(parting.map_or(b',', |c| c as u8))
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(row.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(str::to_owned).collect())
}

fn is_address(text: &str) -> bool {
    text.starts_with('/') || HttpAddress::parse(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Lost, Moves};
    use postil_model::{Origin, Site};

    fn site() -> Site {
        serde_json::from_str(
            r#"{"id": "s", "title": "S", "origins": ["https://blog.example"], "mirrors": [], "languages": ["en"], "policy": "open", "own_ids": true}"#,
        )
        .unwrap()
    }

    fn check(moves: &Moves, address: &str, expected: Result<&str, Lost>) {
        let found = moves.thread(&site(), address).map(String::from);
        assert_eq!(found, expected.map(str::to_owned), "{address}");
    }

    fn origin(text: &str) -> Origin {
        Origin::try_from(text).unwrap()
    }

    #[test]
    fn a_page_that_has_not_moved_is_where_it_was() {
        let moves = Moves::default();
        check(&moves, "https://blog.example/2024/x/", Ok("/2024/x/"));
        check(
            &moves,
            "http://blog.example/2024/x/?utm_source=y#z",
            Ok("/2024/x/"),
        );
        check(&moves, "/2024/x/", Ok("/2024/x/"));
        check(&moves, "https://blog.example/?p=310", Ok("/?p=310"));
        check(&moves, "", Err(Lost::NoAddress));
        check(&moves, "mailto:a@b.example", Err(Lost::NoAddress));
        let foreign = Lost::Foreign("old.example:8080".to_owned());
        check(&moves, "https://old.example:8080/x/", Err(foreign));
    }

    #[test]
    fn a_host_and_a_folder_move() {
        let mut moves = Moves::default();
        moves.host("HTTP://old.example/", origin("https://blog.example"));
        moves.path("/blog", "/news");
        moves.path("/blog/2024", "archive/");
        check(&moves, "http://old.example/x/", Ok("/x/"));
        check(
            &moves,
            "http://old.example/blog/2023/y/",
            Ok("/news/2023/y/"),
        );
        check(
            &moves,
            "https://blog.example/blog/2024/y/",
            Ok("/archive/y/"),
        );
    }

    #[test]
    fn a_slash_comes_or_goes() {
        let (mut with, mut without) = (Moves::default(), Moves::default());
        with.slash(true);
        without.slash(false);
        let id = |moves: &Moves, address| moves.thread(&site(), address).unwrap().to_string();
        assert_eq!(id(&with, "/x"), id(&Moves::default(), "/x/"));
        assert_eq!(id(&without, "/x/"), id(&Moves::default(), "/x"));
        assert_eq!(id(&with, "/x.html"), id(&Moves::default(), "/x.html"));
        assert_eq!(id(&without, "/"), "/");
    }

    #[test]
    fn a_list_names_pages_one_by_one() {
        let mut moves = Moves::default();
        moves.path("/2024", "/no");
        let count = moves.list("old,new\nhttps://old.example/a/,https://blog.example/b/\n\"/2024/x,y/\", /z/\n/?p=5,/five/\n");
        assert_eq!(count.unwrap(), 3);
        check(&moves, "http://old.example/a/", Ok("/b/"));
        check(&moves, "https://blog.example/2024/x,y/", Ok("/z/"));
        check(&moves, "https://blog.example/?p=5", Ok("/five/"));
        check(&moves, "/2024/y/", Ok("/no/y/"));
        assert_eq!(Moves::default().list("/a\t/b\r\n/c\t/d").unwrap(), 2);
        assert_eq!(Moves::default().list("\u{FEFF}/a;/b").unwrap(), 1);
        assert_eq!(Moves::default().list("").unwrap(), 0);
    }

    #[test]
    fn a_list_that_is_none_is_refused_with_its_line() {
        for (text, line) in [
            ("/a/,/b/\n/c/", 2),
            ("/a/,/b/,/c/", 1),
            ("old,new\n/a/,b", 2),
            ("/a/,/b/\n\n/c/,d", 3),
        ] {
            let mut moves = Moves::default();
            assert_eq!(moves.list(text).unwrap_err().line, line, "{text}");
            check(&moves, "/a/", Ok("/a/"));
        }
    }
}
