//! The host of an address, and its port.

/// Reads what stands between the slashes and the path: a host, and perhaps a port.
pub fn host_and_port(authority: &str) -> Option<(String, Option<u16>)> {
    // A user name is how "https://bank.example@evil.example" deceives.
    if authority.contains('@') {
        return None;
    }
    let (host, port) = if authority.starts_with('[') {
        let end = authority.find(']')?;
        let (host, rest) = authority.split_at(end + 1);
        (
            host,
            if rest.is_empty() {
                None
            } else {
                Some(rest.strip_prefix(':')?)
            },
        )
    } else {
        match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        }
    };
    let port = match port {
        None | Some("") => None,
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => Some(digits.parse().ok()?),
        Some(_) => return None,
    };
    Some((checked_host(host)?, port))
}

fn checked_host(host: &str) -> Option<String> {
    if let Some(inner) = host.strip_prefix('[') {
        let address: std::net::Ipv6Addr = inner.strip_suffix(']')?.parse().ok()?;
        return Some(format!("[{address}]"));
    }
    let host = host.strip_suffix('.').unwrap_or(host).to_lowercase();
    let labels_hold = host.split('.').all(|label| {
        !label.is_empty()
            && label.len() <= 63
            && label
                .chars()
                .all(|c| matches!(c, '-' | '_') || c.is_alphanumeric())
    });
    if !labels_hold || host.len() > 253 {
        return None;
    }
    // A last label of digits makes it an IPv4 address, and then it must be one: browsers read
    // "1", "0x7f.1" and "127.1" as addresses, too, which only ever helps to hide one.
    let last = host.rsplit('.').next().unwrap_or_default();
    let numeric = last.bytes().all(|b| b.is_ascii_digit())
        || last
            .strip_prefix("0x")
            .is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
    if numeric && host.parse::<std::net::Ipv4Addr>().is_err() {
        return None;
    }
    Some(host)
}

#[cfg(test)]
mod tests {
    use super::host_and_port;

    #[test]
    fn reads_hosts() {
        for (text, host, port) in [
            ("a.example", "a.example", None),
            ("A.Example.:8080", "a.example", Some(8080)),
            ("a.example:", "a.example", None),
            ("a.example:080", "a.example", Some(80)),
            ("x", "x", None),
            ("[::FFFF:1]:1", "[::ffff:1]", Some(1)),
            ("192.0.2.1", "192.0.2.1", None),
            ("1.2.3.4.example", "1.2.3.4.example", None),
            ("Ünï.example", "ünï.example", None),
        ] {
            assert_eq!(host_and_port(text), Some((host.to_owned(), port)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_none() {
        let long_label = format!("{}.example", "a".repeat(64));
        let long_host = "a.".repeat(130) + "example";
        for text in [
            "",
            ".",
            "..",
            ":",
            ":80",
            "a..b",
            "a b",
            "a%20b",
            "a/b",
            "u@a",
            "a:1:2",
            "a:65536",
            "a:+1",
            "[::1",
            "[]",
            "[::1]1",
            "[1.2.3.4]",
            "1",
            "1.2",
            "0x1",
            "1.2.3.256",
            "a.1",
            "a.0x",
            "<b>",
            "a\"",
            "a\u{202E}b",
            &long_label,
            &long_host,
        ] {
            assert_eq!(host_and_port(text), None, "{text}");
        }
    }
}
