use proptest::prelude::*;

use super::{Address, ThreadId};
use crate::site::Site;

fn site(extra: &str) -> Site {
    let text = format!(
        r#"{{"id":"b","languages":["en"],"origins":["https://blog.example.org","http://blog.example.org"],
            "mirrors":[["https://blog.example.org","http://blog.example.org"]]{extra}}}"#
    );
    serde_json::from_str(&text).unwrap()
}

fn several() -> Site {
    serde_json::from_str(r#"{"id":"b","languages":["en"],"origins":["https://a.example","https://b.example","https://www.b.example"],
        "mirrors":[["https://b.example","https://www.b.example"]]}"#)
    .unwrap()
}

fn located(site: &Site, url: &str, canonical: Option<&str>) -> Option<String> {
    let id = ThreadId::locate(
        site,
        &Address {
            id: None,
            url,
            canonical,
        },
    )
    .ok()?;
    assert_eq!(
        ThreadId::given(site, id.as_str()).as_ref(),
        Ok(&id),
        "an id must come back the same"
    );
    Some(id.as_str().to_owned())
}

#[test]
fn by_the_pages_address() {
    for (path, id) in [
        ("/", "/"),
        ("", "/"),
        ("/2026/11/post/", "/2026/11/post/"),
        ("/2026/11/post", "/2026/11/post/"),
        ("/2026/11/post/#comments", "/2026/11/post/"),
        ("/2026/11/post/?utm_source=x&fbclid=y", "/2026/11/post/"),
        ("/2026/11/post/?anything=x", "/2026/11/post/"),
        ("/?p=310", "/?p=310"),
        ("/?page_id=7&utm_medium=mail", "/?page_id=7"),
        ("/?attachment_id=9", "/?attachment_id=9"),
        ("/?preview=true&p=310", "/?p=310"),
        ("/index.html", "/"),
        ("/post/index.html", "/post/"),
        ("/post/index.html?p=1", "/post/?p=1"),
        ("/post.html", "/post.html"),
        ("/post.html/", "/post.html"),
        ("//a///b", "/a/b/"),
        ("/a/./b/../c", "/a/c/"),
        ("/../../a", "/a/"),
        ("/caf%c3%a9/", "/caf%C3%A9/"),
        ("/café/", "/caf%C3%A9/"),
        ("/%61%2Fb/", "/a%2Fb/"),
        ("/a b/%zz/100%", "/a%20b/%25zz/100%25/"),
        ("/Case/Counts/", "/Case/Counts/"),
    ] {
        let url = format!("https://blog.example.org{path}");
        assert_eq!(
            located(&site(""), &url, None).as_deref(),
            Some(id),
            "{path}"
        );
    }
}

#[test]
fn by_the_canonical_link() {
    let page = "https://blog.example.org/?p=310&replytocom=4";
    for (link, id) in [
        ("https://blog.example.org/2026/post/", "/2026/post/"),
        ("http://blog.example.org/2026/post", "/2026/post/"),
        ("HTTPS://BLOG.example.org:443/2026/post", "/2026/post/"),
        (
            "https://blog.example.org/list?b=2&a=1&utm_campaign=x&gclid=1&m=1&amp=1",
            "/list/?a=1&b=2",
        ),
        (
            "https://blog.example.org/list?q=a+b&r=%C3%A9&s",
            "/list/?q=a%20b&r=%C3%A9&s",
        ),
        ("//blog.example.org/x/", "/x/"),
        ("/x/", "/x/"),
        // What lies elsewhere, or nowhere, is ignored: the address decides.
        ("https://evil.example/2026/post/", "/?p=310"),
        ("https://blog.example.org@evil.example/x/", "/?p=310"),
        ("https://blog.example.org.evil.example/x/", "/?p=310"),
        ("javascript:alert(1)", "/?p=310"),
        ("data:text/html,x", "/?p=310"),
        ("ftp://blog.example.org/x/", "/?p=310"),
        ("https://user:pass@blog.example.org/x/", "/?p=310"),
        ("relative/path", "/?p=310"),
        ("", "/?p=310"),
        ("https://", "/?p=310"),
    ] {
        assert_eq!(
            located(&site(""), page, Some(link)).as_deref(),
            Some(id),
            "{link}"
        );
    }
}

#[test]
fn a_page_read_through_a_cache_counts_by_its_canonical_link() {
    let cached = "https://cache.example/view?u=https://blog.example.org/x/";
    assert_eq!(
        located(&site(""), cached, Some("https://blog.example.org/x/")).as_deref(),
        Some("/x/")
    );
    assert_eq!(located(&site(""), cached, None), None);
}

#[test]
fn with_the_host_where_a_site_has_several() {
    for (url, id) in [
        ("https://a.example/x/", "//a.example/x/"),
        ("https://b.example/x/", "//b.example/x/"),
        ("https://www.b.example/x/", "//b.example/x/"),
    ] {
        assert_eq!(located(&several(), url, None).as_deref(), Some(id), "{url}");
    }
    let given = |id: &str| ThreadId::given(&several(), id).map(|id| id.0).ok();
    assert_eq!(given("//a.example/x"), Some("//a.example/x/".to_owned()));
    assert_eq!(given("//evil.example/x/"), None);
    assert_eq!(given("//www.b.example/x/"), None);
    assert_eq!(given("/x/"), None);
}

#[test]
fn refuses_what_is_not_on_the_site() {
    for url in [
        "",
        "x",
        "null",
        "https://evil.example/",
        "https://blog.example.org:8443/",
        "file:///x",
        "https://blog.example.org@evil.example/",
        "https://blog.example.org\\@evil.example/",
        "javascript:alert(1)",
        "https://blog.example.org\n.evil.example/",
    ] {
        assert_eq!(located(&site(""), url, None), None, "{url:?}");
    }
    assert_eq!(
        located(
            &site(""),
            &format!("https://blog.example.org/{}", "a".repeat(1000)),
            None
        ),
        None
    );
    assert_eq!(
        located(
            &site(""),
            &format!("https://blog.example.org/{}", "a".repeat(100_000)),
            None
        ),
        None
    );
}

#[test]
fn by_the_owners_own_name_where_the_site_allows_it() {
    let own = site(r#","own_ids":true"#);
    let given = |site: &Site, id: &str| ThreadId::given(site, id).map(|id| id.0).ok();
    assert_eq!(
        given(&own, "annual-report"),
        Some("annual-report".to_owned())
    );
    assert_eq!(given(&own, " 310 "), Some("310".to_owned()));
    assert_eq!(given(&own, "/x"), Some("/x/".to_owned()));
    assert_eq!(given(&site(""), "annual-report"), None);
    assert_eq!(given(&site(""), "/x"), Some("/x/".to_owned()));
    for id in ["", " ", "a\nb", &"a".repeat(1001), "//evil.example/"] {
        assert_eq!(given(&own, id), None, "{id:?}");
    }
}

#[test]
#[cfg(feature = "server")]
fn hashes_to_26_characters() {
    let id = ThreadId::given(&site(""), "/x/").unwrap();
    let hash = id.hash();
    assert_eq!(hash.len(), 26);
    assert!(hash.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7')));
    // printf '/x/' | openssl dgst -sha256 -binary | base32 | head -c 26 | tr A-Z a-z
    assert_eq!(hash, "qxbxjpulzmi7p3gf4kdsxouoqu");
}

proptest! {
    #[test]
    fn is_idempotent_and_bounded(path in "[/a-zA-Z0-9.%?&=#+ é\u{202e}-]{0,60}", canonical in proptest::option::of(".{0,60}")) {
        let site = site("");
        let url = format!("https://blog.example.org/{path}");
        let page = Address { id: None, url: &url, canonical: canonical.as_deref() };
        if let Ok(id) = ThreadId::locate(&site, &page) {
            prop_assert!(id.as_str().len() <= 1000 && id.as_str().starts_with('/'));
            prop_assert_eq!(ThreadId::given(&site, id.as_str()), Ok(id));
        }
    }
}
