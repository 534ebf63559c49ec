//! Questions (`?site=…&id=…`) and forms, which are written alike.
//!
//! The platform's own parser would bring 150 KB of address tables into the WASM.

/// More fields than any of our requests has: the rest is not read.
const MOST_FIELDS: usize = 200;

/// The fields of a question or a form, in order.
pub struct Query(Vec<(String, String)>);

impl Query {
    /// The question of an address.
    pub fn of_address(address: &str) -> Self {
        let before_fragment = address.split('#').next().unwrap_or_default();
        Self::parse(
            before_fragment
                .split_once('?')
                .map_or("", |(_, question)| question),
        )
    }

    /// Reads `application/x-www-form-urlencoded`. What is not UTF-8 becomes U+FFFD.
    pub fn parse(text: &str) -> Self {
        let fields = text
            .split('&')
            .filter(|field| !field.is_empty())
            .take(MOST_FIELDS);
        Self(
            fields
                .map(|field| field.split_once('=').unwrap_or((field, "")))
                .map(|(name, value)| (decode(name), decode(value)))
                .collect(),
        )
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// The first value of a name, unless it is empty.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// All values of a name.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(have, _)| have == name)
            .map(|(_, value)| value.as_str())
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        match (
            byte,
            ahead.next().and_then(digit),
            ahead.next().and_then(digit),
        ) {
            (b'+', ..) => bytes.push(b' '),
            (b'%', Some(high), Some(low)) => {
                bytes.push(high * 16 + low);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned())
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// Writes a value so that it stands for itself in a question, also inside an HTML attribute.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_fields() {
        let query = Query::of_address(
            "https://a.example/v1/x?site=b&id=%2Fa%2F&id=c+d&empty=&bare&=x&%E2%9C%93=%e2%9c%93#id=no",
        );
        assert_eq!(query.get("site"), Some("b"));
        assert_eq!(query.all("id").collect::<Vec<_>>(), ["/a/", "c d"]);
        assert_eq!(query.get("empty"), Some(""));
        assert_eq!(query.filled("empty"), None);
        assert_eq!(query.get("bare"), Some(""));
        assert_eq!(query.get("✓"), Some("✓"));
        assert_eq!(query.get("none"), None);
        assert!(
            Query::of_address("https://a.example/")
                .get("site")
                .is_none()
        );
    }

    #[test]
    fn takes_broken_encoding_as_it_is() {
        for (text, expected) in [
            ("%", "%"),
            ("%%%", "%%%"),
            ("%4", "%4"),
            ("%zz", "%zz"),
            ("%41%", "A%"),
            ("%ff", "\u{fffd}"),
            ("%+4", "% 4"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    #[test]
    fn reads_what_it_writes() {
        for text in ["/2026/x/", "a b&c=d?e#f%", "\"><script>", "œ 🦉", "?p=310"] {
            let encoded = encode(text);
            assert_eq!(decode(&encoded), text);
            assert!(
                !encoded.contains(['"', '<', '>', '&', ' ', '\'']),
                "{encoded}"
            );
        }
    }
}
