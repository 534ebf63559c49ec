//! Addresses of the web, taken apart: a small parser of `http:` and `https:` addresses.
//!
//! It does what a browser does where the two must agree (back slashes, dot segments, default
//! ports, upper-case hosts), and refuses where browsers repair. The crate `url` would bring its
//! tables of Unicode host names into the WASM, a multiple of all that stands here.

mod host;

use host::host_and_port;

/// An absolute address, taken apart and normalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpAddress {
    /// Whether it is `https:`.
    pub secure: bool,
    /// The host in lower case; an IPv6 address with its brackets. Never empty.
    pub host: String,
    /// The port, if it is not the scheme's own.
    pub port: Option<u16>,
    /// The path; begins with a slash and has no dot segments.
    pub path: String,
    /// The query, without its question mark.
    pub query: Option<String>,
    /// The fragment, without its hash sign.
    pub fragment: Option<String>,
}

impl HttpAddress {
    /// Takes an absolute address apart. `None` for another scheme, a user name before the host,
    /// or a host or port that is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = tidy(text);
        let (secure, rest) = scheme(&text)?;
        Self::after_scheme(secure, rest)
    }

    /// Reads a reference as it stands in a page's `href`: absolute, without a scheme
    /// (`//host/path`), or relative to this address.
    #[must_use]
    pub fn join(&self, reference: &str) -> Option<Self> {
        let text = tidy(reference);
        if let Some((secure, rest)) = scheme(&text) {
            return Self::after_scheme(secure, rest);
        }
        if has_scheme(&text) {
            return None;
        }
        let (before_query, _) = split_tail(&text);
        let slashed = before_query.replace('\\', "/");
        if slashed.starts_with("//") {
            return Self::after_scheme(self.secure, &text);
        }
        let (raw_path, (query, fragment)) = split_tail(&text);
        let raw_path = raw_path.replace('\\', "/");
        let (path, query) = match raw_path.as_str() {
            "" if query.is_none() => (self.path.clone(), self.query.clone()),
            "" => (self.path.clone(), query),
            rooted if rooted.starts_with('/') => (without_dots(rooted), query),
            relative => {
                let folder = self.path.rfind('/').map_or("/", |at| &self.path[..=at]);
                (without_dots(&format!("{folder}{relative}")), query)
            }
        };
        Some(Self {
            path,
            query,
            fragment,
            ..self.clone()
        })
    }

    /// Scheme and host and port, as a browser writes an origin.
    #[must_use]
    pub fn origin(&self) -> String {
        let scheme = if self.secure { "https://" } else { "http://" };
        format!("{scheme}{}", self.host_and_port())
    }

    /// The host, with its port if that is not the scheme's own.
    #[must_use]
    pub fn host_and_port(&self) -> String {
        self.port
            .map_or_else(|| self.host.clone(), |port| format!("{}:{port}", self.host))
    }

    /// `rest` begins with the two slashes.
    fn after_scheme(secure: bool, rest: &str) -> Option<Self> {
        let (before_query, (query, fragment)) = split_tail(rest);
        let slashed = before_query.replace('\\', "/");
        let located = slashed.strip_prefix("//")?;
        let (authority, path) = located
            .find('/')
            .map_or((located, "/"), |at| located.split_at(at));
        let (host, port) = host_and_port(authority)?;
        let own_port = if secure { 443 } else { 80 };
        Some(Self {
            secure,
            host,
            port: port.filter(|port| *port != own_port),
            path: without_dots(path),
            query,
            fragment,
        })
    }
}

/// Browsers take white space and control characters off both ends of an address, and drop line
/// ends and tabs within it.
fn tidy(text: &str) -> String {
    text.trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect()
}

/// The scheme, if it is one of the web's two, and what stands after its colon.
fn scheme(text: &str) -> Option<(bool, &str)> {
    let (name, rest) = text.split_once(':')?;
    let secure = if name.eq_ignore_ascii_case("https") {
        true
    } else if name.eq_ignore_ascii_case("http") {
        false
    } else {
        return None;
    };
    Some((secure, rest))
}

/// Whether a reference has any scheme at all (RFC 3986: a letter, then letters, digits, `+-.`).
fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(name, _)| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// Cuts an address into what stands before its query, its query, and its fragment.
fn split_tail(text: &str) -> (&str, (Option<String>, Option<String>)) {
    let (text, fragment) = match text.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment.to_owned())),
        None => (text, None),
    };
    match text.split_once('?') {
        Some((before, query)) => (before, (Some(query.to_owned()), fragment)),
        None => (text, (None, fragment)),
    }
}

/// Resolves `.` and `..`, also written `%2e`. Empty segments stay: they mean something to some
/// servers (`/web/2020/https://a.example/`).
fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let mut folder = false;
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        let dots = if segment.len() <= "%2e%2e".len() {
            segment.to_ascii_lowercase().replace("%2e", ".")
        } else {
            String::new()
        };
        folder = matches!(dots.as_str(), "." | "..");
        if dots == ".." {
            segments.pop();
        } else if !folder {
            segments.push(segment);
        }
    }
    let mut normal = String::with_capacity(path.len() + 1);
    for segment in &segments {
        normal.push('/');
        normal.push_str(segment);
    }
    if folder || normal.is_empty() {
        normal.push('/');
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::HttpAddress;

    fn written(address: &HttpAddress) -> String {
        let query = address
            .query
            .as_ref()
            .map(|q| format!("?{q}"))
            .unwrap_or_default();
        let fragment = address
            .fragment
            .as_ref()
            .map(|f| format!("#{f}"))
            .unwrap_or_default();
        format!("{}{}{query}{fragment}", address.origin(), address.path)
    }

    #[test]
    fn takes_addresses_apart() {
        for (text, expected) in [
            ("https://a.example", "https://a.example/"),
            ("  HTTP://A.Example:80/x?y#z ", "http://a.example/x?y#z"),
            ("https://a.example:8443/", "https://a.example:8443/"),
            ("https://a.example:/", "https://a.example/"),
            ("https:\\\\a.example\\x\\y?\\", "https://a.example/x/y?\\"),
            (
                "https://a.example/a/./b/../c/%2e%2E/d/.",
                "https://a.example/a/d/",
            ),
            ("https://a.example/../../x", "https://a.example/x"),
            (
                "https://a.example//evil.example//x",
                "https://a.example//evil.example//x",
            ),
            ("ht\ntps://a.ex\tample/", "https://a.example/"),
            ("https://a.example./x", "https://a.example/x"),
            ("https://a.example?x", "https://a.example/?x"),
            ("https://a.example#x?y", "https://a.example/#x?y"),
            ("http://[::1]:8080/x", "http://[::1]:8080/x"),
            ("http://[0:0:0:0:0:0:0:1]/x", "http://[::1]/x"),
            ("http://127.0.0.1/", "http://127.0.0.1/"),
            ("https://BÜCHER.example/", "https://bücher.example/"),
            ("https://a_b.example/", "https://a_b.example/"),
        ] {
            let address = HttpAddress::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(written(&address), expected, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_address() {
        for text in [
            "",
            "a.example",
            "//a.example",
            "/x",
            "javascript:alert(1)",
            "javascript://a.example/%0aalert(1)",
            "data:text/html,x",
            "ftp://a.example",
            "https:",
            "https://",
            "https:///",
            "https:a.example",
            "https://user@a.example/",
            "https://user:word@a.example/",
            "https://a.example@evil.example/",
            "https://a.example:x/",
            "https://a.example:99999/",
            "https://a.example:-1",
            "https://a..example/",
            "https://.example/",
            "https://a example/",
            "https://a%20b/",
            "https://<b>/",
            "https://a\"b/",
            "http://[::1/",
            "http://[::1]x/",
            "http://[zz]/",
            "http://1/",
            "http://127.1/",
            "http://0x7f000001/",
            "http://256.1.1.1/",
            "blob:https://a.example/x",
            "view-source:https://a.example/",
        ] {
            assert_eq!(HttpAddress::parse(text), None, "{text}");
        }
    }

    #[test]
    fn joins_references() {
        let base = HttpAddress::parse("https://a.example/blog/post?p=1#c").unwrap();
        for (reference, expected) in [
            ("", "https://a.example/blog/post?p=1"),
            ("#x", "https://a.example/blog/post?p=1#x"),
            ("?p=2", "https://a.example/blog/post?p=2"),
            ("other", "https://a.example/blog/other"),
            ("../x/", "https://a.example/x/"),
            ("/x?y", "https://a.example/x?y"),
            ("\\x", "https://a.example/x"),
            ("//b.example/x", "https://b.example/x"),
            ("\\/b.example/x", "https://b.example/x"),
            ("http://b.example/x", "http://b.example/x"),
            ("a/b:c", "https://a.example/blog/a/b:c"),
            ("1:2", "https://a.example/blog/1:2"),
        ] {
            assert_eq!(
                written(&base.join(reference).unwrap()),
                expected,
                "{reference}"
            );
        }
        for reference in [
            "javascript:x",
            "data:,x",
            "//",
            "///",
            "//u@b.example/",
            "mailto:a@b.example",
        ] {
            assert_eq!(base.join(reference), None, "{reference}");
        }
    }
}
