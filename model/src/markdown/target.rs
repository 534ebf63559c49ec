//! Where a link may lead: the web, or a mailbox.

use crate::field::written;
use crate::http_address::HttpAddress;

/// How many characters an address may have.
const MOST: usize = 2_000;

/// A link's address, checked, in a form that is safe in an attribute. There is no other way to
/// get one than through this file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target(String);

impl Target {
    /// The address, as it is to stand in `href`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads the address of a link: `http:`, `https:` or `mailto:`, nothing else. An address without
/// a scheme is none: it would lead to a page of the site it happens to be shown on.
pub fn of(address: &str) -> Option<Target> {
    of_web(address).or_else(|| of_mailbox(address))
}

/// Reads an address of the web.
pub fn of_web(address: &str) -> Option<Target> {
    let parsed = HttpAddress::parse(address).filter(|parsed| has_plain_host(&parsed.host))?;
    bounded(written(&parsed))
}

/// Reads the address of a mailbox. Only the mailbox: a subject or a body that somebody else wrote
/// has no business in a reader's mail.
pub fn of_mailbox(address: &str) -> Option<Target> {
    let address = address.trim();
    let scheme = address
        .get(.."mailto:".len())
        .filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"))?;
    let mailbox = address.get(scheme.len()..)?.split(['?', '#']).next()?;
    let (name, host) = mailbox.rsplit_once('@')?;
    let is_part = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| {
                c.is_ascii_alphanumeric()
                    || matches!(c, '.' | '-' | '_' | '+' | '!' | '$' | '*' | '=' | '~' | '%')
            })
    };
    if is_part(name) && is_part(host) {
        bounded(format!("mailto:{mailbox}"))
    } else {
        None
    }
}

/// Hosts in other scripts can look like one another's; such an address shows as its text. Hosts
/// are linked in ASCII, to which browsers translate the others (`xn--…`).
fn has_plain_host(host: &str) -> bool {
    host.is_ascii()
        && host.split('.').all(|label| {
            label
                .strip_prefix("xn--")
                .is_none_or(|rest| !rest.is_empty() && !rest.ends_with('-'))
        })
}

fn bounded(address: String) -> Option<Target> {
    (address.chars().count() <= MOST).then_some(Target(address))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn leads_to_the_web_or_a_mailbox() {
        for (address, expected) in [
            ("https://a.example", "https://a.example/"),
            (" HTTP://A.example/x?y#z", "http://a.example/x?y#z"),
            (
                "https://a.example/\"'<>` {}",
                "https://a.example/%22%27%3C%3E%60%20%7B%7D",
            ),
            (
                "https://web.example/2020/https://a.example/",
                "https://web.example/2020/https://a.example/",
            ),
            (
                "https://xn--bcher-kva.example/",
                "https://xn--bcher-kva.example/",
            ),
            ("mailto:a.b+c@d.example", "mailto:a.b+c@d.example"),
            ("MAILTO:a@b.example?subject=x&body=y", "mailto:a@b.example"),
        ] {
            assert_eq!(of(address).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn leads_nowhere_else() {
        for address in [
            "",
            "x",
            "/x",
            "//a.example",
            "#x",
            "?x",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "javascript://a.example/%0aalert(1)",
            "vbscript:x",
            "data:text/html,<script>",
            "data:image/png;base64,x",
            "file:///etc/passwd",
            "ftp://a.example",
            "tel:1",
            "https://u:p@a.example",
            "https:a.example",
            "https://bücher.example",
            "https://a.example:x",
            "mailto:",
            "mailto:a",
            "mailto:@",
            "mailto:a b@c",
            "mailto:a@b,c@d",
            "mailto:\"@b",
            "mailto:<b>@c",
            "view-source:https://a.example",
            "feed:javascript:x",
            "https://xn--/",
            "blob:https://a.example/x",
        ] {
            assert_eq!(of(address), None, "{address}");
        }
        assert_eq!(
            of(&format!("https://a.example/{}", "a".repeat(2_000))),
            None
        );
    }
}
