//! What a comment says, taken apart once for everything that looks at it: its links, and its words
//! in a plain form.

mod bare;
mod link;
mod word;

use crate::order;
use link::Found;

/// A comment, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// How many links the body has, to wherever.
    pub links: u32,
    /// How many addresses lead away from the site: links, and what a reader has to copy.
    pub foreign_links: u32,
    /// The hosts that they lead to, each once, in lower case and without `www.`.
    pub hosts: Vec<String>,
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
    /// Whether a word of the body or of the name is written like a password, in capitals, small
    /// letters and digits by turns.
    pub is_jumbled: bool,
    /// Whether a link is written in HTML or BBCode, which mean nothing here.
    pub has_other_markup: bool,
    /// Whether there is a telephone number or a mail address in it.
    pub has_contact: bool,
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
        let lower = body.to_lowercase();
        let without_links = link::without_tags(&link::cut(body, &found));
        let own = word::own_part(&without_links);
        let bare = bare::addresses(&own);
        let own = link::cut(&own, &bare);
        let linked: Vec<_> = hosts(&found).filter(is_foreign).collect();
        let mut copied = order::distinct(hosts(&bare).filter(is_foreign).collect());
        copied.retain(|host| !linked.contains(host));
        let foreign = [linked, copied].concat();
        let mut read = word::read(&own, Self::MOST_WORDS);
        if read.words.is_empty() {
            read = word::read(&without_links, Self::MOST_WORDS);
        }
        let name = word::read(name, Self::MOST_WORDS);
        Self {
            links: count(found.len()),
            foreign_links: count(foreign.len()),
            hosts: order::distinct(foreign),
            own_host: url
                .and_then(|url| link::host(url).or_else(|| link::host(&format!("https://{url}"))))
                .filter(is_foreign),
            name: name.words,
            words: read.words,
            length: body.chars().count(),
            disguised: read.disguised,
            is_jumbled: read.is_jumbled || name.is_jumbled,
            has_other_markup: ["<a href", "[url=", "[url]", "[link="]
                .iter()
                .any(|mark| lower.contains(mark)),
            has_contact: link::has_contact(&without_links),
        }
    }
}

impl Text {
    /// Whether it leads anywhere at all: who posts for others to follow has to say whereto.
    #[must_use]
    pub fn leads_away(&self) -> bool {
        self.foreign_links > 0 || self.own_host.is_some() || self.has_contact
    }

    /// The hosts of its links and of its author's address where anybody could advertise: all but
    /// those of encyclopedias, archives and the like.
    pub fn doubtful_hosts(&self) -> impl Iterator<Item = &String> {
        let all = self.hosts.iter().chain(&self.own_host);
        all.filter(|host| !link::is_for_reference(host))
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
    fn knows_what_leads_away() {
        for (body, expected) in [
            ("Nothing here, 12 of 1,000, from 2019 to 2024", false),
            ("https://blog.example/x", false),
            ("https://a.example/x", true),
            ("Call +44 7700 900123 now", true),
            ("Call 0770-0900-123", true),
            ("write to a.b@c.example", true),
            ("@ann, see 2021-03-04", false),
        ] {
            assert_eq!(text(body).leads_away(), expected, "{body}");
        }
    }

    #[test]
    fn an_encyclopedia_is_beyond_doubt() {
        let text = text(
            "https://en.wikipedia.org/x https://wikipedia.org.a.example https://x.edu https://democracy.leeds.gov.uk",
        );
        let doubtful: Vec<_> = text.doubtful_hosts().collect();
        assert_eq!(doubtful, ["wikipedia.org.a.example"]);
    }

    #[test]
    fn markup_of_elsewhere_is_no_words() {
        let body =
            "Nice <a href=\"http://a.example/\">shoes</a> [url=http://b.example]x[/url], 1 < 2 > 1";
        let text = text(body);
        assert!(text.has_other_markup);
        assert_eq!(text.words, ["nice", "shoes", "x"]);
        assert!(!Text::of("a", None, "[x](https://a.example) <b>y</b>", &[]).has_other_markup);
    }

    #[test]
    fn is_bounded() {
        assert_eq!(text(&"a ".repeat(5_000)).words.len(), Text::MOST_WORDS);
    }
}
