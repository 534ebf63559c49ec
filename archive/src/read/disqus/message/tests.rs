use super::restore;

fn check(html: &str, expected: &str) {
    assert_eq!(restore(html), expected, "{html}");
}

#[test]
fn leaves_what_nobody_has_changed() {
    for html in [
        "",
        "<p>One &lt; two, and a < b > c.</p>",
        "<p title=\"a > b\">x</p><br /><!-- <a -->",
        "<a href=\"mailto:ada@example.org\">Ada</a>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a>x</a><a name=x>y</a><abbr title=\"http://example.org/\">z</abbr>",
        "<a href=\"https://example.org/\">an example ...</a>",
        "<a href=\"https://example.org/\"><b>one…</b></a>",
        "<a href=\"https://example.org/no/end",
        "<p>é</p><",
    ] {
        check(html, html);
    }
}

#[test]
fn a_link_leads_to_where_it_led_before_it_was_counted() {
    const HASH: &str = "%3AGTwU4dcq96lIEIpJc8INii4ptuY";
    for (value, expected) in [
        ("https%3A%2F%2Fexample.org%2F", "https://example.org/"),
        ("http%3A%2F%2Fexample.org%3A8080", "http://example.org:8080"),
        (
            "https%3a%2f%2fexample.org%2F%3Fa%3D1%26b%3D2",
            "https://example.org/?a=1&amp;b=2",
        ),
        (
            "https%3A%2F%2Fexample.org%2Fcaf%C3%A9",
            "https://example.org/café",
        ),
        (
            "https%3A%2F%2Fexample.org%2F%22%3E%3Cscript%3E100%25%",
            "https://example.org/&quot;&gt;&lt;script&gt;100%%",
        ),
    ] {
        let expected = format!("<a href=\"{expected}\">there</a>");
        for (scheme, rest) in [("http", "&amp;cuid=1"), ("HTTPS", "&cuid=1"), ("https", "")] {
            let href = format!("{scheme}://disq.us/url?url={value}{HASH}{rest}");
            check(
                &format!("<a href=\"{href}\" rel=\"nofollow\">there</a>"),
                &expected,
            );
        }
        // Without a hash.
        let href = format!("http://www.disq.us/?impression=2&url={value}");
        check(
            &format!("<A HREF='{href}'>there</a>").replace("HREF", "href"),
            &expected,
        );
    }
}

#[test]
fn a_link_leads_nowhere_that_is_not_the_web() {
    for href in [
        "http://disq.us/url?url=javascript%3Aalert(1)%3AGTwU4dcq96lIEIpJc8INii4ptuY",
        "http://disq.us/url?url=%FF%FE",
        "http://disq.us/url?url=",
        "http://disq.us/url",
        "http://notdisq.us/url?url=https%3A%2F%2Fexample.org%2F",
        "http://disq.us.example.org/url?url=https%3A%2F%2Fexample.org%2F",
    ] {
        let html = format!("<a href=\"{href}\">x</a>");
        check(&html, &html);
    }
}

#[test]
fn a_short_address_leads_to_its_title() {
    check(
        "<a href=\"http://disq.us/8abc\" title=\"https://example.org/long/way\">example.org/lo...</a>",
        "<a href=\"https://example.org/long/way\">https://example.org/long/way</a>",
    );
    let html = "<a href=\"http://disq.us/8abc\">x</a>";
    check(html, html);
}

#[test]
fn a_text_that_was_cut_off_is_the_address() {
    let whole = "<a href=\"https://www.example.org/a/long/way?x=1&amp;y=2\">https://www.example.org/a/long/way?x=1&amp;y=2</a>";
    for text in [
        "https://www.example.org/a/lo...",
        "http://example.org/a/…",
        " www.example.org/a/long/way?x=1&amp;y… ",
        "example.org/a/long&hellip;",
    ] {
        check(
            &format!(
                "<a href=\"https://www.example.org/a/long/way?x=1&amp;y=2\" title=\"https://www.example.org/a/long/way?x=1&y=2\">{text}</a>"
            ),
            whole,
        );
    }
    // The counter's own address is no better.
    check(
        "<a href=\"http://disq.us/url?url=https%3A%2F%2Fexample.org%2F&cuid=1\">http://disq.us/url?url=h...</a>",
        "<a href=\"https://example.org/\">https://example.org/</a>",
    );
    check(
        "<a href=\"http://disq.us/url?url=https%3A%2F%2Fexample.org%2F\">http://disq.us/url?url=https%3A%2F%2Fexample.org%2F</a>",
        "<a href=\"https://example.org/\">https://example.org/</a>",
    );
}

#[test]
fn no_title_makes_a_link_lie() {
    check(
        "<a href=\"https://evil.example/\" title=\"https://bank.example/login\">https://bank.example/...</a>",
        "<a href=\"https://evil.example/\">https://evil.example/</a>",
    );
}

#[test]
fn a_name_is_a_name() {
    for (text, expected) in [
        ("@ada:disqus hello", "@ada hello"),
        (
            "<p>@ada_l:disqus, @grace.h-1:disqus: so</p>",
            "<p>@ada_l, @grace.h-1: so</p>",
        ),
        ("ada:disqus", "ada:disqus"),
        ("@:disqus", "@:disqus"),
        ("@ada:disqusting", "@ada:disqusting"),
        ("@ada:disqus:disqus", "@ada:disqus"),
        (
            "<i title=\"@ada:disqus\">x</i>",
            "<i title=\"@ada:disqus\">x</i>",
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn takes_time_in_proportion() {
    for part in [
        "<a \"",
        "<a href=\"http://a.b/\">",
        "<",
        "@a:disqus",
        "<a '<a",
    ] {
        let html = part.repeat(2_000);
        assert!(restore(&html).len() <= 2 * html.len());
    }
}
