//! One blog: where it is, what it speaks, and how its comments are let in.

use crate::field::FieldError;
use crate::origin::Origin;
pub use crate::policy::Policy;
use crate::theme::Theme;
use crate::titles::Titles;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A site's id: 1 to 40 of `a-z`, `0-9` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SiteId(String);

impl SiteId {
    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<&str> for SiteId {
    type Error = FieldError;

    fn try_from(text: &str) -> Result<Self, FieldError> {
        let holds = (1..=40).contains(&text.len())
            && text
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if holds {
            Ok(Self(text.to_owned()))
        } else {
            Err(FieldError::new("site", "site_invalid"))
        }
    }
}

impl TryFrom<String> for SiteId {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::try_from(text.as_str())
    }
}

impl From<SiteId> for String {
    fn from(id: SiteId) -> String {
        id.0
    }
}

impl fmt::Display for SiteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A site as its owner declares it. Reading one checks it: a site that exists has an origin and a
/// language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Declared")]
pub struct Site {
    /// The id, as it stands in the tag.
    pub id: SiteId,
    /// What the owner calls it.
    pub title: String,
    /// The origins it may be embedded on; the first is its main one.
    pub origins: Vec<Origin>,
    /// Groups of origins that show the same pages, and so share their threads.
    pub mirrors: Vec<Vec<Origin>>,
    /// The languages its section speaks; the first is its own.
    pub languages: Vec<String>,
    /// How comments are let in.
    pub policy: Policy,
    /// Whether a page may name its thread outright, in any words.
    pub own_ids: bool,
    /// For how many hours after it was written a comment may be edited by its author; 0 for never.
    pub edit_hours: u32,
    /// Whether readers may mark a comment as useful.
    pub votes: bool,
    /// How its threads come to their titles.
    pub titles: Titles,
    /// What it looks like, where its pages do not say it.
    pub theme: Theme,
}

const fn a_day() -> u32 {
    24
}

const fn yes() -> bool {
    true
}

/// A site's declaration as it is written.
#[derive(Deserialize)]
struct Declared {
    id: SiteId,
    #[serde(default)]
    title: String,
    origins: Vec<Origin>,
    #[serde(default)]
    mirrors: Vec<Vec<Origin>>,
    languages: Vec<String>,
    policy: Policy,
    #[serde(default)]
    own_ids: bool,
    #[serde(default = "a_day")]
    edit_hours: u32,
    #[serde(default = "yes")]
    votes: bool,
    #[serde(default)]
    titles: Titles,
    #[serde(default)]
    theme: Theme,
}

impl TryFrom<Declared> for Site {
    type Error = String;

    fn try_from(declared: Declared) -> Result<Self, String> {
        let Declared {
            id,
            title,
            mut origins,
            mirrors,
            languages,
            policy,
            own_ids,
            edit_hours,
            votes,
            titles,
            theme,
        } = declared;
        if origins.is_empty() {
            return Err(format!("site {id} has no origin"));
        }
        if languages.is_empty() || !languages.iter().all(|language| is_language(language)) {
            return Err(format!(
                "site {id} needs languages, such as \"en\" or \"pt-BR\""
            ));
        }
        // A mirror is an origin of the site, whether or not it is listed twice.
        for mirror in mirrors.iter().flatten() {
            if !origins.contains(mirror) {
                origins.push(mirror.clone());
            }
        }
        Ok(Self {
            id,
            title,
            origins,
            mirrors,
            languages,
            policy,
            own_ids,
            edit_hours,
            votes,
            titles,
            theme,
        })
    }
}

impl Site {
    /// Whether a page of this origin is the site's. `origin` is the header as the browser sent it;
    /// `null` is nobody's.
    #[must_use]
    pub fn allows(&self, origin: &str) -> bool {
        self.origins.iter().any(|own| own.as_str() == origin)
    }

    /// The site's language that a reader would like best. `wanted` lists languages, best first,
    /// as `navigator.languages` or the header `Accept-Language` does.
    #[must_use]
    pub fn language<'a>(&'a self, wanted: &str) -> &'a str {
        const MOST_WISHES: usize = 20;
        let wishes = || {
            wanted
                .split(',')
                .map(|w| w.split(';').next().unwrap_or("").trim())
                .take(MOST_WISHES)
        };
        let find = |wish: &str, alike: fn(&str, &str) -> bool| {
            self.languages
                .iter()
                .find(|own| !wish.is_empty() && alike(own, wish))
        };
        wishes()
            .find_map(|wish| {
                find(wish, |own, wish| own.eq_ignore_ascii_case(wish)).or_else(|| {
                    find(wish, |own, wish| {
                        primary(own).eq_ignore_ascii_case(primary(wish))
                    })
                })
            })
            .or(self.languages.first())
            .map_or("en", String::as_str)
    }

    /// The host under which an origin's threads are kept: its own, or that of the first of its
    /// mirrors. `None` if no origin of the site has this host.
    ///
    /// Only hosts are compared: `http:` and `https:` of one host show the same pages.
    pub(crate) fn home_of(&self, host: &str) -> Option<&str> {
        let own = self.origins.iter().find(|origin| origin.host() == host)?;
        let group = self
            .mirrors
            .iter()
            .find(|group| group.iter().any(|mirror| mirror.host() == host));
        Some(group.and_then(|group| group.first()).unwrap_or(own).host())
    }

    /// The host of the main origin's threads.
    pub(crate) fn main_home(&self) -> &str {
        self.origins
            .first()
            .and_then(|origin| self.home_of(origin.host()))
            .unwrap_or_default()
    }

    /// Whether the site has pages of several hosts, so that a path alone does not name a thread.
    pub(crate) fn has_several_homes(&self) -> bool {
        let main = self.main_home();
        self.origins
            .iter()
            .any(|origin| self.home_of(origin.host()) != Some(main))
    }
}

fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// Whether a text is a language's tag, such as `en` or `pt-BR`.
#[must_use]
pub fn is_language(text: &str) -> bool {
    text.len() <= 35
        && text.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::{Policy, Site, SiteId};
    use crate::policy::LetIn;

    fn site(json: &str) -> Result<Site, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    fn blog() -> Site {
        site(
            r#"{"id": "library-blog", "title": "A blog", "origins": ["https://Blog.example:443"],
                "mirrors": [["https://blog.example", "https://copy.example"]],
                "languages": ["en", "fr", "pt-BR"], "policy": "held"}"#,
        )
        .unwrap()
    }

    #[test]
    fn reads_a_declaration() {
        let blog = blog();
        assert_eq!(blog.policy, Policy::only(LetIn::Held));
        assert!(!blog.own_ids);
        assert_eq!((blog.edit_hours, blog.votes), (24, true));
        assert!(blog.allows("https://blog.example"));
        assert!(blog.allows("https://copy.example"));
        for origin in [
            "null",
            "",
            "http://blog.example",
            "https://blog.example/",
            "https://blog.example.evil.example",
        ] {
            assert!(!blog.allows(origin), "{origin}");
        }
    }

    #[test]
    fn survives_a_round_trip() {
        let json = serde_json::to_string(&blog()).unwrap();
        assert_eq!(site(&json).unwrap(), blog());
    }

    #[test]
    fn refuses_half_a_declaration() {
        for json in [
            r#"{"id": "A", "origins": ["https://a.example"], "languages": ["en"], "policy": "open"}"#,
            r#"{"id": "a", "origins": [], "languages": ["en"], "policy": "open"}"#,
            r#"{"id": "a", "origins": ["https://a.example"], "languages": [], "policy": "open"}"#,
            r#"{"id": "a", "origins": ["https://a.example"], "languages": ["<b>"], "policy": "open"}"#,
            r#"{"id": "a", "origins": ["a.example"], "languages": ["en"], "policy": "open"}"#,
            r#"{"id": "a", "origins": ["https://a.example"], "languages": ["en"], "policy": "ask"}"#,
        ] {
            assert!(site(json).is_err(), "{json}");
        }
    }

    #[test]
    fn chooses_a_language() {
        let blog = blog();
        for (wanted, expected) in [
            ("", "en"),
            ("fr", "fr"),
            ("FR-ca,en", "fr"),
            ("de,fr;q=0.8,en;q=0.9", "fr"),
            ("pt", "pt-BR"),
            ("pt-PT", "pt-BR"),
            ("de", "en"),
            (",,;;q=9,\u{0}", "en"),
            ("f", "en"),
        ] {
            assert_eq!(blog.language(wanted), expected, "{wanted}");
        }
    }

    #[test]
    fn ids_are_short_and_plain() {
        assert!(SiteId::try_from("a").is_ok());
        assert!(SiteId::try_from("lib-blog-2".repeat(4).as_str()).is_ok());
        for text in ["", "A", "a b", "a/b", "é", "a\n", &"a".repeat(41)] {
            assert!(SiteId::try_from(text).is_err(), "{text}");
        }
    }
}
