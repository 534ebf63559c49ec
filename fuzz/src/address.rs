//! Addresses of pages and of authors.

use std::sync::LazyLock;

use postil_model::{Address, Site, ThreadId, WebAddress};

/// One with mirrors and one with two homes, so that hosts are part of its ids.
static SITES: LazyLock<[Site; 2]> = LazyLock::new(|| {
    let site = |mirrors: &str| {
        serde_json::from_str(&format!(
            r#"{{"id": "s", "title": "S", "origins": ["https://blog.example", "http://other.example:8080"],
                "mirrors": {mirrors}, "languages": ["en"], "policy": "open", "own_ids": true}}"#
        ))
        .expect("a site")
    };
    [
        site(r#"[["https://blog.example", "http://other.example:8080"]]"#),
        site("[]"),
    ]
});

/// An id names its thread: given as an own id it is that id again, and its hash is a key's name.
pub fn thread_id(data: &[u8]) {
    let [url, canonical, id] = crate::lines(data);
    let given = |text: &'_ str| (!text.is_empty()).then(|| text.to_owned());
    let (canonical, id) = (given(&canonical), given(&id));
    for site in SITES.iter() {
        for url in [url.clone(), format!("https://blog.example/{url}")] {
            let address = Address {
                url: &url,
                canonical: canonical.as_deref(),
                id: id.as_deref(),
            };
            let Ok(found) = ThreadId::locate(site, &address) else {
                continue;
            };
            let hash = found.hash();
            assert!(hash.len() == 26 && hash.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            assert!(!found.as_str().is_empty());
            let again = ThreadId::given(site, found.as_str());
            assert_eq!(
                again.as_ref().map(ThreadId::as_str),
                Ok(found.as_str()),
                "{url:?} {canonical:?} {id:?}"
            );
            let _ = found.readable();
        }
    }
}

/// An address that is taken leads to http or https, is taken again as it was stored, and holds
/// nothing that could end an attribute.
pub fn web_address(data: &[u8]) {
    let Ok(address) = WebAddress::try_from(String::from_utf8_lossy(data).as_ref()) else {
        return;
    };
    let written = address.as_str();
    assert!(written.starts_with("http://") || written.starts_with("https://"));
    assert!(
        !written.contains(|c: char| c.is_whitespace()
            || c.is_control()
            || ['"', '<', '>', '\\'].contains(&c)),
        "{written:?}"
    );
    let again = WebAddress::try_from(written);
    assert_eq!(again.as_ref().map(WebAddress::as_str), Ok(written));
}
