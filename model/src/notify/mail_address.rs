//! An address of mail.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An address as mail headers have it without any quoting: `dot-atom@domain` (RFC 5322, section
/// 3.4.1), in ASCII, of at most 254 characters (RFC 5321 with its erratum 1690). So nothing that is
/// one can end a header, begin another, or name a second address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MailAddress(String);

impl MailAddress {
    /// Reads an address as it was typed.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@')?;
        let holds = text.len() <= 254
            && local.len() <= 64
            && local.split('.').all(is_atom)
            && domain.contains('.')
            && domain.split('.').all(is_label);
        // The domain has no case; the part before it belongs to whoever answers there.
        holds.then(|| Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

fn is_atom(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
}

fn is_label(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 63
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

impl TryFrom<String> for MailAddress {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::read(&text).ok_or("no address of mail")
    }
}

impl From<MailAddress> for String {
    fn from(address: MailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::MailAddress;

    #[test]
    fn reads_addresses() {
        for (text, expected) in [
            ("a@b.example", "a@b.example"),
            (" Ada.L+x@B.Example\n", "Ada.L+x@b.example"),
            (
                "o'neil@xn--bcher-kva.example",
                "o'neil@xn--bcher-kva.example",
            ),
        ] {
            let address = MailAddress::read(text).unwrap();
            assert_eq!(address.as_str(), expected);
            assert_eq!(address.domain(), expected.split_once('@').unwrap().1);
        }
    }

    #[test]
    fn refuses_what_could_mean_something_else_in_a_header() {
        let long = format!("a@{}.example", "b.".repeat(130));
        let long_local = format!("{}@b.example", "a".repeat(65));
        for text in [
            "",
            "a",
            "@b.example",
            "a@",
            "a@b",
            "a@b..example",
            "a@.example",
            ".a@b.example",
            "a..b@b.example",
            "a b@b.example",
            "a@b.example, c@d.example",
            "a@b.example\r\nBcc: c@d.example",
            "a\r\nBcc: c@d.example",
            "a\0@b.example",
            "\"a b\"@b.example",
            "Ada <a@b.example>",
            "<a@b.example>",
            "a@[127.0.0.1]",
            "a@-b.example",
            "a@b-.example",
            "ä@b.example",
            "a@bücher.example",
            "a@b@c.example",
            "a(x)@b.example",
            "a:b@c.example",
            &long,
            &long_local,
        ] {
            assert_eq!(MailAddress::read(text), None, "{text:?}");
        }
    }
}
