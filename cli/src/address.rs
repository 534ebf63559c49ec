//! Where the Worker is.

use std::fmt;
use std::str::FromStr;

use postil_model::Origin;
use thiserror::Error;

/// The Worker's origin: `https://comments.example.org`. Over `http:` only on this machine itself,
/// since the owner's key goes there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Origin);

/// Why a text is no such address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoAddress {
    /// It is no origin.
    #[error("it must look like https://comments.example.org, without a path")]
    NoOrigin,
    /// Others could read along.
    #[error("the owner's key is only sent over https")]
    Open,
}

impl Address {
    /// The address of a call below `/v1/desk/`.
    #[must_use]
    pub fn of_call(&self, call: &str) -> String {
        format!("{}/v1/desk/{call}", self.0)
    }
}

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let origin = Origin::try_from(text).map_err(|_| NoAddress::NoOrigin)?;
        if origin.as_str().starts_with("https://") || is_here(origin.host()) {
            Ok(Self(origin))
        } else {
            Err(NoAddress::Open)
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

fn is_here(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::{Address, NoAddress};

    #[test]
    fn is_an_origin_that_nobody_reads_along_with() {
        for (text, expected) in [
            (
                "https://comments.example.org",
                Ok("https://comments.example.org"),
            ),
            (
                "https://Comments.example.org/",
                Ok("https://comments.example.org"),
            ),
            ("http://127.0.0.1:8787", Ok("http://127.0.0.1:8787")),
            ("http://localhost:8787/", Ok("http://localhost:8787")),
            ("http://comments.example.org", Err(NoAddress::Open)),
            ("http://127.0.0.1.example.org", Err(NoAddress::Open)),
            (
                "https://comments.example.org/desk",
                Err(NoAddress::NoOrigin),
            ),
            ("comments.example.org", Err(NoAddress::NoOrigin)),
            ("", Err(NoAddress::NoOrigin)),
        ] {
            let found = text.parse::<Address>().map(|address| address.to_string());
            assert_eq!(found, expected.map(str::to_owned), "{text}");
        }
    }
}
