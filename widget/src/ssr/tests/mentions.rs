use postil_model::wire::Mention;

use super::{PageView, Plain, page, render_page, render_plain, row};

fn mention(name: &str, url: Option<&str>) -> Mention {
    Mention {
        name: name.to_owned(),
        url: url.map(str::to_owned),
        created: "2009-09-15T08:00:00Z".to_owned(),
    }
}

#[test]
fn mentions_stand_below_the_rows() {
    let view = |mentions| PageView {
        pages: 2,
        mentions,
        ..page("de", 300, vec![row("1", "Ada", "<p>One</p>")])
    };
    let without = render_page(view(Vec::new()));
    let some = || {
        vec![
            mention("A & B", Some("https://b.example/")),
            mention("C", None),
        ]
    };
    let html = render_page(view(some()));
    let (before, rest) = html.split_once("<div class=\"listed\">").unwrap();
    let (list, rest) = rest.split_once("<div class=\"mentions\">").unwrap();
    let (mentions, after) = rest.split_once("</div></div>").unwrap();
    // All else is as it was, and one element stands in the place of one: the widget, which counts
    // nothing else, takes it over.
    assert_eq!([before, list, after].concat(), without);
    assert!(
        list.starts_with("<ol ") && list.ends_with("</ol>"),
        "{list}"
    );
    assert!(after.starts_with("<button type=\"button\" class=\"more\">"));
    let moment = "<time datetime=\"2009-09-15T08:00:00Z\" class=\"when\">2009-09-15</time>";
    let link = "<a rel=\"ugc nofollow noopener\" href=\"https://b.example/\" class=\"author\">A &amp; B</a>";
    assert_eq!(
        mentions.replace("<!>", ""),
        format!(
            "<h3 class=\"note\">2 Erwähnungen</h3><ul role=\"list\">\
             <li class=\"meta\">{link}{moment}</li>\
             <li class=\"meta\"><span class=\"author\">C</span>{moment}</li></ul>"
        )
    );
    let plain = Plain {
        title: "Mentioned",
        reply: "/v1/page?site=blog&reply=",
        comment: "/v1/page?site=blog&comment=",
        open: None,
    };
    let html = render_plain(view(some()), plain);
    assert!(html.contains(&mentions.replace("h3", "h2")), "{html}");
    let without = render_plain(view(Vec::new()), plain);
    for part in ["listed", "mentions", "Erwähnung"] {
        assert!(html.contains(part) && !without.contains(part), "{part}");
    }
}

#[test]
fn mentions_lead_to_the_web_only() {
    for (name, url, shown, expected) in [
        (
            "A",
            Some("http://a.example/x?y"),
            "A",
            Some("http://a.example/x?y"),
        ),
        (
            "A",
            Some("HTTPS://A.example"),
            "A",
            Some("https://a.example/"),
        ),
        (
            "A",
            Some("a.example/<b>\"'"),
            "A",
            Some("https://a.example/%3Cb%3E%22%27"),
        ),
        ("A", Some("javascript:alert(1)"), "A", None),
        ("A", Some("data:text/html,x"), "A", None),
        ("A", Some("/here"), "A", None),
        ("A", Some(""), "A", None),
        ("A", None, "A", None),
        ("<b>\"&", None, "&lt;b&gt;\"&amp;", None),
        // A link needs a name.
        (
            " ",
            Some("https://a.example/x"),
            "https://a.example/x",
            Some("https://a.example/x"),
        ),
    ] {
        let html = render_page(PageView {
            mentions: vec![mention(name, url)],
            ..page("en", 0, Vec::new())
        });
        let (_, item) = html.split_once("<li class=\"meta\">").unwrap();
        let (element, rest) = item.split_once('>').unwrap();
        let address = element
            .split_once("href=\"")
            .and_then(|(_, rest)| rest.split('"').next());
        assert_eq!(address, expected, "{name} {url:?}");
        assert_eq!(rest.split('<').next(), Some(shown), "{name} {url:?}");
    }
}

#[test]
fn counts_mentions_in_each_language() {
    for (lang, count, expected) in [
        ("en", 1, "One mention"),
        ("en", 2, "2 mentions"),
        ("fr", 1, "1 mention"),
        ("pl", 3, "3 wzmianki"),
        ("pl", 5, "5 wzmianek"),
        ("ar", 2, "إشارتان"),
        ("xx", 2, "2 mentions"),
    ] {
        let html = render_page(PageView {
            mentions: vec![mention("A", None); count],
            ..page(lang, 0, Vec::new())
        });
        assert!(html.contains(&format!(">{expected}</h3>")), "{html}");
        // They are no comments.
        assert!(html.contains("data-count=\"0\""), "{html}");
    }
}
