//! The table of cases of the thread id: where a page says it is, and which thread that is.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use postil_model::{Address, Site, ThreadId};
use proptest::prelude::*;

fn site(origins: &str, mirrors: &str, own_ids: bool) -> Site {
    let json = format!(
        r#"{{"id": "blog", "origins": {origins}, "mirrors": {mirrors}, "languages": ["en"], "policy": "open", "own_ids": {own_ids}}}"#
    );
    serde_json::from_str(&json).unwrap()
}

fn blog() -> Site {
    site(r#"["https://blog.example"]"#, "[]", false)
}

/// Two hosts, of which one has a mirror.
fn two_homes() -> Site {
    site(
        r#"["https://blog.example", "http://shop.example:8080"]"#,
        r#"[["https://blog.example", "https://copy.example"]]"#,
        true,
    )
}

fn locate(site: &Site, url: &str, canonical: Option<&str>) -> Result<String, &'static str> {
    let address = Address {
        id: None,
        url,
        canonical,
    };
    ThreadId::locate(site, &address)
        .map(String::from)
        .map_err(|error| error.code)
}

/// Addresses without a canonical link.
#[test]
fn addresses() {
    for (url, expected) in [
        ("https://blog.example", "/"),
        ("https://blog.example/", "/"),
        ("https://blog.example/2026/x/", "/2026/x/"),
        ("https://blog.example/2026/x", "/2026/x/"),
        ("https://blog.example/2026/x/#comments", "/2026/x/"),
        (
            "https://blog.example/2026/x/?utm_source=feed&fbclid=1",
            "/2026/x/",
        ),
        ("https://blog.example/x?unknown=1&page=2&q=words", "/x/"),
        ("https://blog.example/x/index.html", "/x/"),
        ("https://blog.example/x/Index.HTML?y", "/x/"),
        ("https://blog.example/index.html", "/"),
        ("https://blog.example/index.php", "/"),
        ("https://blog.example/x/myindex.html", "/x/myindex.html"),
        ("https://blog.example/x.html", "/x.html"),
        ("https://blog.example/x.html/", "/x.html"),
        ("https://blog.example/v1.2/", "/v1.2"),
        ("https://blog.example/v1.2/index.html", "/v1.2"),
        ("https://blog.example/v1.2/x", "/v1.2/x/"),
        // WordPress' plain permalinks.
        ("https://blog.example/?p=310", "/?p=310"),
        ("https://blog.example/index.php?p=310", "/?p=310"),
        (
            "https://blog.example/?utm_medium=x&p=310&preview=true",
            "/?p=310",
        ),
        ("https://blog.example/?page_id=2", "/?page_id=2"),
        (
            "https://blog.example/?attachment_id=7&p=3",
            "/?attachment_id=7&p=3",
        ),
        ("https://blog.example/blog?p=310", "/blog/?p=310"),
        ("https://blog.example/?p=", "/"),
        ("https://blog.example/?p", "/"),
        ("https://blog.example/?P=1&xp=2&p%5B%5D=3", "/"),
        ("https://blog.example/?%70=310", "/?p=310"),
        // Hosts, ports, schemes.
        ("HTTPS://BLOG.Example:443/X", "/X/"),
        ("https://blog.example./x", "/x/"),
        (" https://blog.example/x\n", "/x/"),
        // Slashes and dots.
        ("https://blog.example//x///y", "/x/y/"),
        ("https://blog.example/a/../b/./c", "/b/c/"),
        ("https://blog.example/%2e%2E/x", "/x/"),
        ("https:\\\\blog.example\\x", "/x/"),
        // Escapes and letters.
        ("https://blog.example/été", "/%C3%A9t%C3%A9/"),
        ("https://blog.example/%c3%a9t%C3%A9", "/%C3%A9t%C3%A9/"),
        ("https://blog.example/%7Euser/%41", "/~user/A/"),
        ("https://blog.example/a%2Fb/", "/a%2Fb/"),
        ("https://blog.example/a b/<c>", "/a%20b/%3Cc%3E/"),
        ("https://blog.example/100%", "/100%25/"),
        ("https://blog.example/日本", "/%E6%97%A5%E6%9C%AC/"),
        ("https://blog.example/a,b;c=d@e:(f)'!", "/a,b;c=d@e:(f)'!/"),
    ] {
        assert_eq!(locate(&blog(), url, None).as_deref(), Ok(expected), "{url}");
    }
}

/// Canonical links, on the page `https://blog.example/2026/x/?p=1&fbclid=2#c`.
#[test]
fn canonical_links() {
    for (canonical, expected) in [
        ("https://blog.example/y/", "/y/"),
        ("https://blog.example/y?b=2&a=1", "/y/?a=1&b=2"),
        (
            "https://blog.example/y?a=1&b=2&utm_source=x&UTM_x=1&fbclid=1&gclid=2&m=1&replytocom=5&amp=1",
            "/y/?a=1&b=2",
        ),
        ("https://blog.example/y?amp", "/y/"),
        ("https://blog.example/y?mm=1&amp2=1", "/y/?amp2=1&mm=1"),
        ("https://blog.example/?p=310", "/?p=310"),
        ("https://blog.example/y?a=b+c&d=%20", "/y/?a=b%20c&d=%20"),
        ("https://blog.example/y?a=1&a=0", "/y/?a=0&a=1"),
        ("https://blog.example/y?&&a=1&", "/y/?a=1"),
        (
            "https://blog.example/y?q=été&x=a/b?c",
            "/y/?q=%C3%A9t%C3%A9&x=a/b?c",
        ),
        ("https://blog.example/y/index.html#top", "/y/"),
        // Only the host counts: many pages name `http:` still.
        ("http://blog.example/y/", "/y/"),
        // Relative links.
        ("/y/", "/y/"),
        ("y", "/2026/x/y/"),
        ("../y", "/2026/y/"),
        ("?p=2", "/2026/x/?p=2"),
        ("//blog.example/y", "/y/"),
        // Links that say nothing: the address it is.
        ("", "/2026/x/?p=1"),
        ("  ", "/2026/x/?p=1"),
        ("https://other.example/y/", "/2026/x/?p=1"),
        ("//other.example/y/", "/2026/x/?p=1"),
        ("\\\\other.example/y/", "/2026/x/?p=1"),
        ("https://blog.example.other.example/y/", "/2026/x/?p=1"),
        ("https://blog.example@other.example/y/", "/2026/x/?p=1"),
        ("https://user@blog.example/y/", "/2026/x/?p=1"),
        ("https://blog.example:8443/y/", "/2026/x/?p=1"),
        ("javascript:alert(1)", "/2026/x/?p=1"),
        ("data:text/html,y", "/2026/x/?p=1"),
        ("https://", "/2026/x/?p=1"),
    ] {
        let found = locate(
            &blog(),
            "https://blog.example/2026/x/?p=1&fbclid=2#c",
            Some(canonical),
        );
        assert_eq!(found.as_deref(), Ok(expected), "{canonical}");
    }
}

#[test]
fn refused_addresses() {
    for (url, code) in [
        ("", "address_invalid"),
        ("/x/", "address_invalid"),
        ("//blog.example/x", "address_invalid"),
        ("blog.example/x", "address_invalid"),
        ("javascript:alert(1)", "address_invalid"),
        ("javascript://blog.example/%0aalert(1)", "address_invalid"),
        ("file:///x", "address_invalid"),
        ("https://user:word@blog.example/x", "address_invalid"),
        ("https://blog.example:x/", "address_invalid"),
        ("https://other.example/x", "address_foreign"),
        ("http://blog.example/x", "address_foreign"),
        ("https://blog.example:8443/x", "address_foreign"),
        ("https://blog.example.other.example/", "address_foreign"),
    ] {
        assert_eq!(locate(&blog(), url, Some("/y/")), Err(code), "{url}");
    }
}

/// A translated page, or a cached one, is on another origin, and says whose it is.
#[test]
fn copies_of_a_page() {
    let copy = "https://blog-example.translate.example/2026/x/?hl=en";
    assert_eq!(
        locate(&blog(), copy, Some("https://blog.example/2026/x/")).as_deref(),
        Ok("/2026/x/")
    );
    for canonical in [
        None,
        Some("/2026/x/"),
        Some("//blog.example/2026/x/"),
        Some("https://other.example/2026/x/"),
    ] {
        assert_eq!(locate(&blog(), copy, canonical), Err("address_foreign"));
    }
}

#[test]
fn several_hosts() {
    for (url, canonical, expected) in [
        ("https://blog.example/x", None, "//blog.example/x/"),
        ("https://COPY.example/x", None, "//blog.example/x/"),
        (
            "http://shop.example:8080/x?p=1",
            None,
            "//shop.example:8080/x/?p=1",
        ),
        (
            "http://shop.example:8080/x",
            Some("https://copy.example/y"),
            "//blog.example/y/",
        ),
        (
            "http://shop.example:8080/x",
            Some("/y"),
            "//shop.example:8080/y/",
        ),
        (
            "http://shop.example:8080/x",
            Some("http://shop.example/y"),
            "//shop.example:8080/x/",
        ),
    ] {
        assert_eq!(
            locate(&two_homes(), url, canonical).as_deref(),
            Ok(expected),
            "{url}"
        );
    }
    let mirrors_only = site(
        r#"["https://blog.example", "http://blog.example"]"#,
        r#"[["https://blog.example", "https://copy.example"]]"#,
        false,
    );
    for url in [
        "https://blog.example/x",
        "http://blog.example/x",
        "https://copy.example/x",
    ] {
        assert_eq!(
            locate(&mirrors_only, url, None).as_deref(),
            Ok("/x/"),
            "{url}"
        );
    }
}

#[test]
fn given_ids() {
    let own = site(r#"["https://blog.example"]"#, "[]", true);
    for (site, id, expected) in [
        (&blog(), "/2026/x", Ok("/2026/x/")),
        (&blog(), " /x/index.html?b&a&utm_id=1#c ", Ok("/x/?a&b")),
        (&blog(), "/été/", Ok("/%C3%A9t%C3%A9/")),
        (&blog(), "https://blog.example/x?p=1", Ok("/x/?p=1")),
        (&blog(), "/\\other.example", Ok("/other.example")),
        (&blog(), "//other.example/x", Err("thread_invalid")),
        (&blog(), "https://other.example/x", Err("thread_invalid")),
        (&blog(), "my words", Err("thread_invalid")),
        (&blog(), "blog.example/x", Err("thread_invalid")),
        (&blog(), "", Err("thread_invalid")),
        (&own, "my words – été", Ok("my words – été")),
        (
            &own,
            "  310 https://lib.example/?p=310 ",
            Ok("310 https://lib.example/?p=310"),
        ),
        (
            &own,
            "https://other.example/x",
            Ok("https://other.example/x"),
        ),
        (&own, "/x", Ok("/x/")),
        (&own, "blog.example/x", Ok("blog.example/x")),
        (&own, "%%%", Ok("%%%")),
        (&own, "a\nb", Err("thread_invalid")),
        (&own, "a\u{202E}b", Err("thread_invalid")),
        (&own, " \u{200B}", Err("thread_invalid")),
        (&blog(), "//BLOG.example/x", Ok("/x/")),
        (&own, "//other.example/x", Err("thread_invalid")),
        (&two_homes(), "/x", Ok("//blog.example/x/")),
        (
            &two_homes(),
            "//shop.example:8080/x?b&a",
            Ok("//shop.example:8080/x/?a&b"),
        ),
        (&two_homes(), "//COPY.example/x", Ok("//blog.example/x/")),
        (
            &two_homes(),
            "http://shop.example:8080/x",
            Ok("//shop.example:8080/x/"),
        ),
        (&two_homes(), "//shop.example:8080", Err("thread_invalid")),
        (
            &two_homes(),
            "//user@shop.example:8080/",
            Err("thread_invalid"),
        ),
        (&two_homes(), "///x", Err("thread_invalid")),
        (
            &two_homes(),
            "shop.example:8080/x",
            Ok("shop.example:8080/x"),
        ),
    ] {
        let found = ThreadId::given(site, id)
            .map(String::from)
            .map_err(|error| error.code);
        assert_eq!(found.as_deref().map_err(|code| *code), expected, "{id}");
    }
}

#[test]
fn an_id_goes_before_an_address() {
    let address = Address {
        id: Some("/y"),
        url: "",
        canonical: None,
    };
    assert_eq!(ThreadId::locate(&blog(), &address).unwrap().as_str(), "/y/");
    let empty = Address {
        id: Some(""),
        url: "https://blog.example/x",
        canonical: None,
    };
    assert_eq!(ThreadId::locate(&blog(), &empty).unwrap().as_str(), "/x/");
}

#[test]
fn ids_have_an_end() {
    let id = format!("/{}/", "a".repeat(998));
    assert_eq!(ThreadId::given(&blog(), &id).unwrap().as_str(), id);
    for long in [
        format!("/{}", "a".repeat(999)),
        format!("/{}", "é".repeat(200)),
        format!("/?a={}", "b".repeat(1_000_000)),
    ] {
        assert_eq!(
            ThreadId::given(&blog(), &long).unwrap_err().code,
            "thread_too_long"
        );
    }
    assert_eq!(
        locate(
            &blog(),
            &format!("https://blog.example/{}", "a/".repeat(500_000)),
            None
        ),
        Err("thread_too_long")
    );
}

#[cfg(feature = "server")]
#[test]
fn the_hash_names_the_keys() {
    let hash = |id: &str| ThreadId::given(&two_homes(), id).unwrap().hash();
    assert_eq!(hash("/x"), hash("//blog.example/x/"));
    // As `printf //blog.example/x/ | sha256sum | xxd -r -p | base32` has it.
    assert_eq!(hash("/x"), "7ehc7ykywu2hjhrs2uuyed6pyg");
    assert_ne!(hash("/x"), hash("/y"));
    assert!(
        hash("/x")
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'))
    );
}

/// Parts of addresses that have meant trouble, and anything else.
fn address() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-zA-Z0-9._~/?&=#%+;:@!\\\\-]{0,6}",
        "%[0-9a-fA-F]{0,2}",
        prop::sample::select(vec![
            "/",
            "//",
            "/./",
            "/../",
            "%2e",
            "%2F",
            "index.html",
            "?",
            "&",
            "p=1",
            "utm_x=1",
            "m=1",
            "é",
            "\u{202E}",
            " ",
            "\t",
            "\\",
            "#",
            "amp",
            "%25",
            "%C3%A9",
            "\u{0}",
        ])
        .prop_map(String::from),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    /// An id that the server named is found again under itself, and is safe wherever it is put.
    #[test]
    fn a_normal_form_is_its_own(rest in address(), canonical in proptest::option::of(address()), several: bool) {
        let site = if several { two_homes() } else { blog() };
        let url = format!("https://blog.example/{rest}");
        let address = Address { id: None, url: &url, canonical: canonical.as_deref() };
        if let Ok(id) = ThreadId::locate(&site, &address) {
            prop_assert_eq!(ThreadId::given(&site, id.as_str()), Ok(id.clone()));
            prop_assert!(id.as_str().is_ascii() && !id.as_str().contains(['<', '"', ' ', '#', '\\']));
            let path = id.as_str().split('?').next().unwrap();
            prop_assert!(path.starts_with('/') && !path[1..].contains("//"));
            prop_assert_eq!(path.starts_with("//blog.example/"), several);
        }
    }

    #[test]
    fn a_given_id_is_its_own(text in address(), several: bool) {
        let site = if several { two_homes() } else { site(r#"["https://blog.example"]"#, "[]", true) };
        if let Ok(id) = ThreadId::given(&site, &text) {
            prop_assert_eq!(ThreadId::given(&site, id.as_str()), Ok(id.clone()));
            prop_assert!(id.as_str().len() <= ThreadId::MOST);
        }
    }

    #[test]
    fn nothing_panics(url in ".{0,60}", canonical in ".{0,60}", id in ".{0,60}") {
        let _ = locate(&blog(), &url, Some(&canonical));
        let _ = ThreadId::given(&two_homes(), &id).map(|id| id.readable());
    }
}
