//! The address of a webhook: the only one that the server ever fetches, and the owner's own.

use crate::http_address::HttpAddress;
use serde::{Deserialize, Serialize};

/// The longest address. Those of chat services have about 150 characters.
const MOST: usize = 2_000;

/// Ends of names that are not those of a host in the public Internet (RFC 6761, RFC 6762, RFC
/// 7686, RFC 8375, RFC 9476, and what networks at home and in offices use by habit).
const PRIVATE: &[&str] = &[
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "home.arpa",
    "onion",
    "alt",
    "invalid",
    "test",
];

/// The address of a webhook: `https:`, and a name in the public Internet; for a Worker on its
/// developer's own machine also that machine itself, over `http:`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HookUrl(String);

/// Why an address is not taken: a code of [`crate::FieldError::DESK_CODES`].
pub type Refused = &'static str;

impl HookUrl {
    /// Reads an address as it was typed. `on_this_machine` says whether the Worker runs there.
    ///
    /// A name is given in ASCII: another one can be a private name in disguise, since browsers and
    /// servers first fold it (full-width letters, full stops of other scripts).
    ///
    /// # Errors
    /// `hook_invalid` for what is no such address, `hook_private` for one that leads elsewhere.
    pub fn read(text: &str, on_this_machine: bool) -> Result<Self, Refused> {
        let address = HttpAddress::parse(text)
            .filter(|address| text.len() <= MOST && address.host.is_ascii())
            .ok_or("hook_invalid")?;
        let host = address.host.as_str();
        let is_loopback = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        if is_loopback && on_this_machine {
            return Ok(Self(written(&address)));
        }
        if !address.secure {
            return Err("hook_invalid");
        }
        if is_number(host) || !host.contains('.') || PRIVATE.iter().any(|end| ends_with(host, end))
        {
            return Err("hook_private");
        }
        Ok(Self(written(&address)))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host: what may be shown where the address is not, since chat services put their
    /// secrets into it.
    #[must_use]
    pub fn host(&self) -> String {
        HttpAddress::parse(&self.0).map_or_else(String::new, |address| address.host_and_port())
    }
}

/// Numbers are not names: nobody can tell the private ones from all others for good, and no
/// service is known by one.
fn is_number(host: &str) -> bool {
    host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok()
}

fn ends_with(host: &str, end: &str) -> bool {
    host.strip_suffix(end)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Without the fragment, which no server is sent.
fn written(address: &HttpAddress) -> String {
    let query = address.query.as_ref();
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    format!("{}{}{query}", address.origin(), address.path)
}

#[cfg(test)]
mod tests {
    use super::HookUrl;

    #[test]
    fn takes_public_addresses() {
        for (text, expected, host) in [
            (
                " https://Hooks.Example.com/a/../T0?x=1#y ",
                "https://hooks.example.com/T0?x=1",
                "hooks.example.com",
            ),
            (
                "https://a.example.com:8443",
                "https://a.example.com:8443/",
                "a.example.com:8443",
            ),
            (
                "https://xn--bcher-kva.example/",
                "https://xn--bcher-kva.example/",
                "xn--bcher-kva.example",
            ),
            (
                "https://localhost.example.com/",
                "https://localhost.example.com/",
                "localhost.example.com",
            ),
        ] {
            let url = HookUrl::read(text, false).unwrap();
            assert_eq!((url.as_str(), url.host().as_str()), (expected, host));
        }
    }

    #[test]
    fn refuses_what_leads_into_private_networks() {
        for (text, expected) in [
            ("", "hook_invalid"),
            ("hooks.example.com", "hook_invalid"),
            ("ftp://hooks.example.com/", "hook_invalid"),
            ("javascript:alert(1)", "hook_invalid"),
            ("http://hooks.example.com/", "hook_invalid"),
            ("http://127.0.0.1:8080/", "hook_invalid"),
            ("https://user:word@hooks.example.com/", "hook_invalid"),
            ("https://ｌｏｃａｌｈｏｓｔ/", "hook_invalid"),
            ("https://10。0。0。1/", "hook_invalid"),
            ("https://bücher.example/", "hook_invalid"),
            ("https://127.1/", "hook_invalid"),
            ("https://2130706433/", "hook_invalid"),
            ("https://0x7f000001/", "hook_invalid"),
            ("https://localhost/", "hook_private"),
            ("https://localhost./", "hook_private"),
            ("https://a.localhost/", "hook_private"),
            ("https://127.0.0.1/", "hook_private"),
            ("https://10.0.0.1/", "hook_private"),
            ("https://169.254.169.254/latest/", "hook_private"),
            ("https://203.0.113.7/", "hook_private"),
            ("https://[::1]/", "hook_private"),
            ("https://[::ffff:10.0.0.1]/", "hook_private"),
            ("https://[fd00::1]/", "hook_private"),
            ("https://router/", "hook_private"),
            ("https://printer.local/", "hook_private"),
            ("https://metadata.google.internal/", "hook_private"),
            ("https://nas.home.arpa/", "hook_private"),
            ("https://x.onion/", "hook_private"),
        ] {
            assert_eq!(HookUrl::read(text, false), Err(expected), "{text}");
        }
        let long = format!("https://a.example/{}", "x".repeat(2_000));
        assert_eq!(HookUrl::read(&long, false), Err("hook_invalid"));
    }

    #[test]
    fn a_developers_machine_reaches_itself_and_nothing_else_more() {
        for text in [
            "http://127.0.0.1:8080/x",
            "http://localhost/x",
            "http://[::1]:1/x",
        ] {
            assert_eq!(HookUrl::read(text, true).unwrap().as_str(), text);
        }
        for (text, expected) in [
            ("http://hooks.example.com/", "hook_invalid"),
            ("http://127.0.0.2/", "hook_invalid"),
            ("https://10.0.0.1/", "hook_private"),
        ] {
            assert_eq!(HookUrl::read(text, true), Err(expected), "{text}");
        }
    }
}
