//! The id of a thread, from the address of its page. This is the only normaliser: every part of
//! Postil that needs a thread's id asks here.
//!
//! An id is a path in one form (`/2026/11/a-post/`, with the query that tells pages apart), with
//! the host before it (`//blog.example.org/2026/…`) where a site has several hosts that are not
//! mirrors, or a name that the page's owner chose where the site allows that.

mod address;
mod path;

use std::fmt;

use address::Web;

use crate::field::FieldError;
use crate::site::Site;

/// Where a page says it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Address<'a> {
    /// The id the page's owner gave, or one an answer has named.
    pub id: Option<&'a str>,
    /// The address of the page.
    pub url: &'a str,
    /// The page's canonical link.
    pub canonical: Option<&'a str>,
}

/// The id of a thread on its site: 1 to 1,000 bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(String);

/// An answer has to fit a KV value's metadata and a log line.
const MAX: usize = 1000;

const NOT_AN_ADDRESS: FieldError = FieldError::new("thread.url", "address");
const NOT_AN_ID: FieldError = FieldError::new("thread.id", "thread-id");

impl ThreadId {
    /// The thread of a page.
    ///
    /// A given id decides. Else the canonical link does, with its query, if it lies on one of the
    /// site's origins. Else the page's own address does, with the parameters alone that WordPress'
    /// plain permalinks consist of.
    ///
    /// # Errors
    /// `thread-id` for an id that the site does not allow, `address` where nothing given lies on
    /// the site.
    pub fn locate(site: &Site, page: &Address<'_>) -> Result<Self, FieldError> {
        if let Some(id) = page.id.filter(|id| !id.trim().is_empty()) {
            return Self::given(site, id);
        }
        let url = Web::parse(page.url).filter(|url| site.origins.contains(&url.origin));
        let canonical = page
            .canonical
            .and_then(|link| Web::parse_link(link, url.as_ref()))
            .filter(|link| site.origins.contains(&link.origin));
        let (web, keep): (_, fn(&str) -> bool) = match (&canonical, &url) {
            (Some(link), _) => (link, path::tells_pages_apart),
            (None, Some(url)) => (url, path::is_plain_permalink),
            (None, None) => return Err(NOT_AN_ADDRESS),
        };
        let host = site.has_several_hosts().then(|| site.principal(&web.origin).host());
        Self::made(host, &web.path, &web.query, keep, NOT_AN_ADDRESS)
    }

    /// The thread of an id: one that an answer has named, or the owner's own name for it.
    ///
    /// Every id that [`ThreadId::locate`] makes comes back the same.
    ///
    /// # Errors
    /// `thread-id` where it is neither.
    pub fn given(site: &Site, id: &str) -> Result<Self, FieldError> {
        let id = id.trim();
        if let Some(rest) = id.strip_prefix("//") {
            let (host, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
            let known = |origin: &&crate::site::Origin| origin.host() == host && site.principal(origin).host() == host;
            site.origins.iter().find(known).filter(|_| site.has_several_hosts()).ok_or(NOT_AN_ID)?;
            return Self::of_path(Some(host), path);
        }
        if id.starts_with('/') && !site.has_several_hosts() {
            return Self::of_path(None, id);
        }
        let plain = !id.is_empty() && !id.starts_with('/') && !id.chars().any(char::is_control);
        if site.own_ids && plain && id.len() <= MAX { Ok(Self(id.to_owned())) } else { Err(NOT_AN_ID) }
    }

    fn of_path(host: Option<&str>, path: &str) -> Result<Self, FieldError> {
        let path = path.split('#').next().unwrap_or_default();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Self::made(host, path, query, path::tells_pages_apart, NOT_AN_ID)
    }

    fn made(host: Option<&str>, path: &str, query: &str, keep: fn(&str) -> bool, error: FieldError) -> Result<Self, FieldError> {
        let host = host.map(|host| format!("//{host}")).unwrap_or_default();
        let query = path::query(query, keep);
        let id = format!("{host}{}{}{query}", path::path(path), if query.is_empty() { "" } else { "?" });
        if id.len() <= MAX { Ok(Self(id)) } else { Err(error) }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The short form for KV keys: the first 26 characters of the SHA-256 hash in base32
    /// (RFC 4648, lower-case): 130 bits.
    #[cfg(feature = "server")]
    pub fn hash(&self) -> String {
        use sha2::{Digest, Sha256};
        const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
        let mut text = String::with_capacity(26);
        let (mut bits, mut held) = (0u32, 0u32);
        for byte in Sha256::digest(self.0.as_bytes()).iter().take(17) {
            bits = bits << 8 | u32::from(*byte);
            held += 8;
            while held >= 5 && text.len() < 26 {
                held -= 5;
                let digit = DIGITS.get((bits >> held & 31) as usize).copied().unwrap_or(b'a');
                text.push(char::from(digit));
            }
            bits &= (1 << held) - 1;
        }
        text
    }
}

impl fmt::Display for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;
