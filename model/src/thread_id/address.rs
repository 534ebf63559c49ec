//! Reading http and https addresses, as far as a thread's id needs it.
//!
//! Browsers have parsed what they send, so odd spellings come only from strangers: they are
//! refused, not repaired. (A full parser brings tables of 150 KB into the Worker.)

use crate::site::Origin;

/// An address on the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Web {
    pub origin: Origin,
    pub path: String,
    pub query: String,
}

impl Web {
    /// Reads an absolute address. Userinfo is refused: it lets an address pass for another.
    pub fn parse(address: &str) -> Option<Self> {
        let address = address.trim();
        if address.len() > 4000 || address.chars().any(char::is_control) {
            return None;
        }
        let address = address.split('#').next()?;
        let (scheme, rest) = address.split_once("://")?;
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (host, rest) = rest.split_at(end);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Some(Self {
            origin: Origin::try_from(format!("{scheme}://{host}").as_str()).ok()?,
            path: path.to_owned(),
            query: query.to_owned(),
        })
    }

    /// Reads a link as it may stand in a page: absolute, `//host/path` or `/path`.
    pub fn parse_link(link: &str, page: Option<&Self>) -> Option<Self> {
        let link = link.trim();
        if link.starts_with("//") {
            let (scheme, _) = page?.origin.as_str().split_once("://")?;
            return Self::parse(&format!("{scheme}:{link}"));
        }
        if link.starts_with('/') {
            return Self::parse(&format!("{}{link}", page?.origin.as_str()));
        }
        Self::parse(link)
    }
}
