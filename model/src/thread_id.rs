//! The thread's id: which page of a site a thread belongs to. This is the only normaliser.
//!
//! The id of a page is its path, as its canonical link has it, with the query that belongs to it.
//! A reader who comes by `?utm_source=…`, a feed's link, the mobile version or a mirror finds the
//! same thread. The cases are a table in `tests/thread_id.rs`.

mod normal;

use crate::field::{FieldError, WebAddress};
use crate::http_address::HttpAddress;
use crate::origin::Origin;
use crate::site::Site;
use serde::Serialize;
use std::fmt;

/// Where a page says it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Address<'a> {
    /// An id the page names outright, or one that the server named earlier.
    pub id: Option<&'a str>,
    /// The page's address. Not looked at where there is an id.
    pub url: &'a str,
    /// The page's canonical link.
    pub canonical: Option<&'a str>,
}

/// A thread's id, of at most 1,000 bytes.
///
/// For a page: its normalised path and query, such as `/2026/x/` or `/?p=310`; where the site has
/// several hosts that are no mirrors, the host before it, such as `//blog.example.org/2026/x/`.
/// Only printable ASCII then, and always with a slash at the beginning. Where the site allows own
/// ids, any other line of text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct ThreadId(String);

impl ThreadId {
    /// How many bytes an id may have.
    pub const MOST: usize = 1_000;

    /// The id of the page at an address.
    ///
    /// # Errors
    /// If the address is none, or lies on none of the site's origins, or is too long.
    pub fn locate(site: &Site, address: &Address<'_>) -> Result<Self, FieldError> {
        if let Some(id) = address.id.filter(|id| !id.is_empty()) {
            return Self::given(site, id);
        }
        let page = own_page(site, address.url);
        let canonical = address
            .canonical
            .filter(|link| !link.trim().is_empty())
            .and_then(|link| match &page {
                Ok(page) => page.join(link),
                // A translated page, or one from a cache, still says whose it is.
                Err(_) => HttpAddress::parse(address.url).and_then(|_| HttpAddress::parse(link)),
            });
        // A foreign canonical link is not followed: copies of a page elsewhere keep the link to
        // the original, and a page could show another site's thread.
        if let Some(link) = &canonical
            && let Some(home) = site.home_of(&link.host_and_port())
        {
            return Self::at(site, home, link, normal::canonical_query);
        }
        let page = page?;
        let home = site
            .home_of(&page.host_and_port())
            .ok_or(FieldError::new("url", "address_foreign"))?;
        Self::at(site, home, &page, normal::address_query)
    }

    /// An id as a page or the server itself names it. One that looks like a page's (it begins with
    /// a slash, or is an address of the site) is normalised as a page's, so an id that was once
    /// given is its own normal form; another is taken as it is, where the site allows own ids. A
    /// path without a host is on the site's main host.
    ///
    /// # Errors
    /// If it is no id, or an own one where there are none, or too long.
    pub fn given(site: &Site, id: &str) -> Result<Self, FieldError> {
        let invalid = FieldError::new("thread", "thread_invalid");
        let id = id.trim();
        if let Some(named) = id.strip_prefix("//") {
            let (host, path) = named.split_at(named.find('/').ok_or(invalid)?);
            let home = site.home_of(&host.to_ascii_lowercase()).ok_or(invalid)?;
            return Self::of(site, home, path);
        }
        if id.starts_with('/') {
            return Self::of(site, site.main_home(), id);
        }
        if let Some(page) = HttpAddress::parse(id)
            && let Some(home) = site.home_of(&page.host_and_port())
        {
            return Self::at(site, home, &page, normal::canonical_query);
        }
        Self::own(site, id)
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as a person would like to read it: escapes of letters undone.
    #[must_use]
    pub fn readable(&self) -> String {
        normal::readable(&self.0)
    }

    /// The name of the thread's keys: the first 26 characters of base32 of SHA-256, in lower case.
    #[cfg(feature = "server")]
    #[must_use]
    pub fn hash(&self) -> String {
        use sha2::{Digest, Sha256};
        normal::base32(&Sha256::digest(self.0.as_bytes()), 26)
    }

    /// The address of the thread's page as a client claims it: only if it lies on one of the
    /// site's origins and leads to this very id (or the id is the page's own words, of which an
    /// address says nothing).
    pub(crate) fn claimed_address(&self, site: &Site, address: &Address<'_>) -> Option<WebAddress> {
        let page = own_page(site, address.url).ok()?;
        let claimed = Address {
            id: None,
            ..*address
        };
        let is_own = !self.0.starts_with('/');
        let leads_here = is_own || Self::locate(site, &claimed).is_ok_and(|found| found == *self);
        if leads_here {
            WebAddress::try_from(crate::field::written(&page).as_str()).ok()
        } else {
            None
        }
    }

    /// The id of a path (it begins with a slash) on a host.
    fn of(site: &Site, home: &str, path: &str) -> Result<Self, FieldError> {
        let on_any_host = format!("http://host{path}");
        let page =
            HttpAddress::parse(&on_any_host).ok_or(FieldError::new("thread", "thread_invalid"))?;
        Self::at(site, home, &page, normal::canonical_query)
    }

    /// The id of a page on a host.
    fn at(
        site: &Site,
        home: &str,
        page: &HttpAddress,
        query: fn(&str) -> String,
    ) -> Result<Self, FieldError> {
        let mut id = if site.has_several_homes() {
            format!("//{home}")
        } else {
            String::new()
        };
        id.push_str(&normal::path(&page.path));
        let query = query(page.query.as_deref().unwrap_or_default());
        if !query.is_empty() {
            id.push('?');
            id.push_str(&query);
        }
        Self::bounded(id)
    }

    fn own(site: &Site, id: &str) -> Result<Self, FieldError> {
        let invalid = FieldError::new("thread", "thread_invalid");
        if !site.own_ids || !normal::is_line(id) {
            return Err(invalid);
        }
        Self::bounded(id.to_owned())
    }

    fn bounded(id: String) -> Result<Self, FieldError> {
        if id.len() > Self::MOST {
            Err(FieldError::new("thread", "thread_too_long"))
        } else {
            Ok(Self(id))
        }
    }
}

/// A page's address, if it is one of the site's pages.
fn own_page(site: &Site, url: &str) -> Result<HttpAddress, FieldError> {
    let page = HttpAddress::parse(url).ok_or(FieldError::new("url", "address_invalid"))?;
    if site.origins.contains(&Origin::of(&page)) {
        Ok(page)
    } else {
        Err(FieldError::new("url", "address_foreign"))
    }
}

impl From<ThreadId> for String {
    fn from(id: ThreadId) -> String {
        id.0
    }
}

impl fmt::Display for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
