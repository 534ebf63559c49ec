//! A site: one blog, as its owner declares it.

mod id;
mod origin;

use serde::{Deserialize, Serialize};

pub use id::SiteId;
pub use origin::Origin;

use crate::field::FieldError;

/// What happens to a new comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// It is published at once.
    #[default]
    Open,
    /// It waits for a moderator.
    Held,
}

/// One blog. A value of this type has at least one origin and one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Declared")]
pub struct Site {
    /// Its id.
    pub id: SiteId,
    /// Its title, in its own language.
    pub title: String,
    /// The origins it may be embedded on; the first is its own.
    pub origins: Vec<Origin>,
    /// Groups of origins that show the same pages.
    pub mirrors: Vec<Vec<Origin>>,
    /// Its languages as BCP 47 tags; the first is its own.
    pub languages: Vec<String>,
    /// What happens to a new comment.
    pub policy: Policy,
    /// Whether a page may name its thread outright.
    pub own_ids: bool,
}

impl Site {
    /// Whether a page of this origin (as an `Origin` header gives it) may take part.
    pub fn allows(&self, origin: &str) -> bool {
        Origin::try_from(origin).is_ok_and(|origin| self.origins.contains(&origin))
    }

    /// The site's language that fits a reader's wishes best; its own where none does.
    ///
    /// Wishes are tags in order, separated by commas (`fr-CA,fr,en`; weights after `;` are ignored).
    /// A tag fits a language with the same first subtag, the very same tag fits best.
    pub fn language(&self, wishes: &str) -> &str {
        let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        for wish in wishes.split(',').take(20) {
            let wish = wish.split(';').next().unwrap_or_default().trim();
            let same = self.languages.iter().find(|tag| tag.eq_ignore_ascii_case(wish));
            let near = || self.languages.iter().find(|tag| !wish.is_empty() && first(tag) == first(wish));
            if let Some(found) = same.or_else(near) {
                return found;
            }
        }
        self.own_language()
    }

    /// The site's own language, in which its pages are published.
    pub fn own_language(&self) -> &str {
        self.languages.first().map_or("en", String::as_str)
    }

    /// The origin that stands for this one: the first of its mirrors, or itself.
    pub fn principal<'a>(&'a self, origin: &'a Origin) -> &'a Origin {
        let group = self.mirrors.iter().find(|group| group.contains(origin));
        group.and_then(|group| group.first()).unwrap_or(origin)
    }

    /// Whether threads of different origins of this site are different threads.
    pub fn has_several_hosts(&self) -> bool {
        let mut principals = self.origins.iter().map(|origin| self.principal(origin));
        let first = principals.next();
        principals.any(|other| Some(other) != first)
    }
}

/// A site as it is written down, before anything is checked.
#[derive(Deserialize)]
struct Declared {
    id: SiteId,
    #[serde(default)]
    title: String,
    origins: Vec<Origin>,
    #[serde(default)]
    mirrors: Vec<Vec<Origin>>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    policy: Policy,
    #[serde(default)]
    own_ids: bool,
}

impl TryFrom<Declared> for Site {
    type Error = FieldError;

    fn try_from(site: Declared) -> Result<Self, FieldError> {
        if site.origins.is_empty() {
            return Err(FieldError::new("origins", "site-origins"));
        }
        if site.mirrors.iter().flatten().any(|mirror| !site.origins.contains(mirror)) {
            return Err(FieldError::new("mirrors", "site-mirrors"));
        }
        let plain = |tag: &String| !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if site.languages.is_empty() || !site.languages.iter().all(plain) {
            return Err(FieldError::new("languages", "site-languages"));
        }
        Ok(Self {
            id: site.id,
            title: site.title,
            origins: site.origins,
            mirrors: site.mirrors,
            languages: site.languages,
            policy: site.policy,
            own_ids: site.own_ids,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(text: &str) -> Result<Site, serde_json::Error> {
        serde_json::from_str(text)
    }

    fn blog() -> Site {
        site(r#"{"id":"blog","origins":["https://a.example","http://a.example","https://b.example"],
                 "mirrors":[["https://a.example","http://a.example"]],"languages":["en","fr","pt-BR"]}"#)
        .unwrap()
    }

    #[test]
    fn refuses_a_site_that_cannot_work() {
        assert!(site(r#"{"id":"b","origins":[],"languages":["en"]}"#).is_err());
        assert!(site(r#"{"id":"b","origins":["https://a.example"],"languages":[]}"#).is_err());
        assert!(site(r#"{"id":"B!","origins":["https://a.example"],"languages":["en"]}"#).is_err());
        assert!(site(r#"{"id":"b","origins":["https://a.example"],"mirrors":[["https://c.example"]],"languages":["en"]}"#).is_err());
    }

    #[test]
    fn knows_its_origins() {
        let site = blog();
        assert!(site.allows("https://a.example"));
        for origin in ["", "null", "https://c.example", "https://a.example.evil.example", "https://a.example:8443"] {
            assert!(!site.allows(origin), "{origin}");
        }
        assert!(site.has_several_hosts());
        let mirrored = Origin::try_from("http://a.example").unwrap();
        assert_eq!(site.principal(&mirrored).as_str(), "https://a.example");
    }

    #[test]
    fn picks_the_readers_language() {
        for (wishes, language) in [
            ("fr", "fr"), ("fr-CA,en", "fr"), ("de,fr;q=0.5", "fr"), ("pt", "pt-BR"), ("PT-br", "pt-BR"),
            ("", "en"), ("xx", "en"), ("en-GB,fr", "en"), (",,", "en"),
        ] {
            assert_eq!(blog().language(wishes), language, "{wishes:?}");
        }
    }
}
