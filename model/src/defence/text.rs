//! What a comment says, taken apart once for everything that looks at it: its links, and its words
//! in a plain form.

mod link;
mod word;

use link::Found;
use std::collections::BTreeSet;

/// A comment, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// How many links the body has, to wherever.
    pub links: u32,
    /// How many of them lead away from the site.
    pub foreign_links: u32,
    /// The hosts that they lead to, each once, in lower case and without `www.`.
    pub hosts: BTreeSet<String>,
    /// The host of the author's own address, if that leads away from the site.
    pub own_host: Option<String>,
    /// The words of the name.
    pub name: Vec<String>,
    /// The words of the body in their order: in lower case, without links, quotations and code;
    /// of a body that has nothing else, all its words. Scripts without blanks are cut into pairs
    /// of characters.
    pub words: Vec<String>,
    /// How many characters the body has.
    pub length: usize,
    /// How many words were written so that they look like what they are not.
    pub disguised: u32,
}

impl Text {
    /// How many words are kept of a body. Whoever reads them pays for each.
    pub const MOST_WORDS: usize = 1_500;

    /// Takes a comment apart. `home` are the hosts of the site itself.
    #[must_use]
    pub fn of(name: &str, url: Option<&str>, body: &str, home: &[&str]) -> Self {
        let is_foreign =
            |host: &String| !home.iter().any(|own| link::bare_host(own) == host.as_str());
        let found = link::links(body);
        let foreign: Vec<_> = hosts(&found).filter(is_foreign).collect();
        let without_links = link::cut(body, &found);
        let own = word::own_part(&without_links);
        let mut read = word::read(&own, Self::MOST_WORDS);
        if read.words.is_empty() {
            read = word::read(&without_links, Self::MOST_WORDS);
        }
        Self {
            links: count(found.len()),
            foreign_links: count(foreign.len()),
            hosts: foreign.into_iter().collect(),
            own_host: url
                .and_then(|url| link::host(url).or_else(|| link::host(&format!("https://{url}"))))
                .filter(is_foreign),
            name: word::read(name, Self::MOST_WORDS).words,
            words: read.words,
            length: body.chars().count(),
            disguised: read.disguised,
        }
    }
}

fn hosts(found: &[Found]) -> impl Iterator<Item = String> {
    found.iter().map(|link| link.host.clone())
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Text;

    fn text(body: &str) -> Text {
        Text::of("A. Reader", None, body, &["blog.example"])
    }

    #[test]
    fn takes_a_comment_apart() {
        let text = Text::of(
            "Ann O’Neill",
            Some("https://www.Ann.example/me"),
            "> They said so.\n\nNo, [look](https://a.example/x) at <https://blog.example/y>!",
            &["blog.example"],
        );
        assert_eq!((text.links, text.foreign_links), (2, 1));
        assert_eq!(text.hosts.iter().collect::<Vec<_>>(), ["a.example"]);
        assert_eq!(text.own_host.as_deref(), Some("ann.example"));
        assert_eq!(text.name, ["ann", "oneill"]);
        assert_eq!(text.words, ["no", "look", "at"]);
    }

    #[test]
    fn knows_the_site_itself() {
        let own = |url| Text::of("a", Some(url), "b", &["www.blog.example"]).own_host;
        assert_eq!(own("https://blog.example/x"), None);
        assert_eq!(own("other.example"), Some("other.example".into()));
        assert_eq!(own(""), None);
    }

    #[test]
    fn a_text_of_nothing_but_a_quotation_is_read() {
        assert_eq!(text("> all\n> quoted").words, ["all", "quoted"]);
        assert_eq!(text("```\nlet x\n```").words, ["let", "x"]);
        assert_eq!(text("!!!").words, [""; 0]);
    }

    #[test]
    fn is_bounded() {
        assert_eq!(text(&"a ".repeat(5_000)).words.len(), Text::MOST_WORDS);
    }
}
