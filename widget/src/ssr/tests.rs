use postil_model::wire::{Author, Comment};
use postil_model::{Row, State};

use super::{MARKUP, PageView, Plain, render_page, render_plain};

mod mentions;

fn row(number: &str, name: &str, html: &str) -> Row {
    let number: postil_model::Number = number.parse().unwrap();
    Row {
        comment: Comment {
            id: format!("0190-{number}"),
            number: Some(number.clone()),
            parent: number.parent().map(|above| format!("0190-{above}")),
            author: Author {
                name: name.to_owned(),
                url: Some("https://example.org/\"><script>".to_owned()),
                badge: None,
                mark: String::new(),
            },
            html: html.to_owned(),
            created: "2026-11-23T15:00:00Z".to_owned(),
            edited: None,
            state: State::Published,
            score: 0,
        },
        depth: number.depth(),
        number,
        answers: None,
        removed: false,
        place: None,
        replies: 0,
    }
}

fn page(lang: &str, count: u32, rows: Vec<Row>) -> PageView<'_> {
    PageView {
        site: "blog",
        thread: "/x/",
        lang,
        version: 7,
        count,
        page: Some(0),
        pages: 1,
        edit_hours: 24,
        votes: true,
        theme: "",
        closed: false,
        pinned: None,
        mentions: Vec::new(),
        rows,
    }
}

#[test]
fn says_what_the_browser_needs_to_take_it_over() {
    let html = render_page(page(
        "en",
        2,
        vec![
            row("1", "Ada", "<p>One</p>"),
            row("1.1", "Bo", "<p>Two</p>"),
        ],
    ));
    for part in [
        &format!("data-markup=\"{MARKUP}\""),
        "data-site=\"blog\"",
        "data-thread=\"/x/\"",
        "data-version=\"7\"",
        "data-count=\"2\"",
        "data-page=\"0\"",
        "data-pages=\"1\"",
        "lang=\"en\"",
        "dir=\"ltr\"",
        "id=\"c-0190-1.1\"",
        "data-number=\"1.1\"",
        "data-depth=\"1\"",
        "data-parent=\"0190-1\"",
        "datetime=\"2026-11-23T15:00:00Z\"",
        "<p>One</p>",
        "class=\"composer\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(html.starts_with("<section") && html.ends_with("</section>"));
}

#[test]
fn holds_no_style_and_no_handler() {
    let html = render_page(page("en", 1, vec![row("1", "Ada", "")]));
    let handler = html.split(" on").skip(1).any(|rest| {
        rest.split(['=', ' ', '>', '<'])
            .next()
            .is_some_and(|name| rest[name.len()..].starts_with('='))
    });
    assert!(!html.contains("style=") && !handler, "{html}");
    // Empty for the stylesheet, too.
    assert!(!html.contains("> </"), "{html}");
}

#[test]
fn says_in_words_who_answers_for_the_site() {
    for (badge, lang, expected) in [
        (None, "en", None),
        (Some("owner"), "en", Some("Author of this site")),
        (Some("moderator"), "de", Some("Moderation")),
        (Some("later"), "en", None),
    ] {
        let mut row = row("1", "Ada", "");
        row.comment.author.badge = badge.map(str::to_owned);
        let html = render_page(page(lang, 1, vec![row]));
        let said = html
            .split_once("class=\"badge\">")
            .and_then(|(_, rest)| rest.split('<').next());
        assert_eq!(said, expected, "{badge:?}");
    }
}

#[test]
fn escapes_what_a_reader_wrote() {
    let mut hostile = row("1", "<img src=x onerror=alert(1)>\"'&", "");
    hostile.comment.id = "\"><script>".to_owned();
    let html = render_page(PageView {
        thread: "/\"><script>alert(1)</script>",
        ..page("en", 1, vec![hostile])
    });
    assert!(
        !html.contains("<img") && !html.contains("<script"),
        "{html}"
    );
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"));
}

#[test]
fn links_only_to_the_web() {
    let mut row = row("1", "Ada", "");
    row.comment.author.url = Some("javascript:alert(1)".to_owned());
    assert!(!render_page(page("en", 1, vec![row])).contains("javascript:"));
}

#[test]
fn counts_in_each_language() {
    let heading = |lang, count| {
        let html = render_page(page(lang, count, Vec::new()));
        let (_, rest) = html.split_once("<h2").unwrap();
        rest.split_once("</h2>").unwrap().0.to_owned()
    };
    assert!(heading("en", 0).contains("No thoughts on"));
    assert!(heading("en", 1).contains("One thought on"));
    assert!(heading("en", 4).contains("4 thoughts on"));
    assert!(heading("fr", 1).contains("Une réflexion sur"));
    assert!(heading("fr", 4).contains("4 réflexions sur"));
    assert!(heading("xx", 4).contains("4 thoughts on"));
}

#[test]
fn tombstones_say_so() {
    let mut gone = row("1", "", "");
    gone.removed = true;
    let html = render_page(page("en", 1, vec![gone, row("1.1", "Bo", "<p>Two</p>")]));
    assert!(html.contains("row removed") && html.contains("This comment was removed."));
}

#[test]
fn offers_the_next_page() {
    let html = render_page(PageView {
        pages: 3,
        count: 500,
        ..page("en", 500, vec![row("1", "Ada", "")])
    });
    assert!(html.contains("499 comments are left"), "{html}");
    let last = render_page(PageView {
        pages: 3,
        page: Some(2),
        ..page("en", 500, vec![row("1", "Ada", "")])
    });
    assert!(
        html.contains("<button type=\"button\" class=\"more\">"),
        "{html}"
    );
    assert!(
        last.contains("<button type=\"button\" hidden class=\"more\">"),
        "{last}"
    );
}

#[test]
fn draws_thousands_of_levels_flat() {
    let rows = (1..=2_000)
        .map(|n| row(&n.to_string(), "Ada", "<p>x</p>"))
        .collect();
    let html = render_page(page("en", 2_000, rows));
    assert_eq!(html.matches("<li").count(), 2_000);
}

#[test]
fn without_javascript_replies_are_links() {
    let plain = Plain {
        title: "A <b>title</b>",
        reply: "/v1/page?site=blog&reply=",
        comment: "/v1/page?site=blog&comment=",
        open: Some(("0190-1", "<form id=here></form>")),
    };
    let html = render_plain(page("en", 1, vec![row("1", "Ada", "<p>One</p>")]), plain);
    assert!(
        html.contains("href=\"/v1/page?site=blog&amp;reply=0190-1#reply\""),
        "{html}"
    );
    assert!(html.contains("<form id=here></form>"));
    assert!(html.contains("A &lt;b&gt;title&lt;/b&gt;"));
    assert!(!html.contains("composer") && !html.contains("<button"));
}

#[test]
fn a_closed_thread_asks_for_nothing() {
    let closed = |closed| {
        render_page(PageView {
            closed,
            ..page("en", 1, vec![row("1", "Ada", "<p>One</p>")])
        })
    };
    let (open, html) = (closed(false), closed(true));
    let says = "This discussion is closed.";
    assert!(html.contains(says) && !open.contains(says), "{html}");
    for part in ["class=\"composer\"", "quiet reply"] {
        assert!(open.contains(part) && !html.contains(part), "{part}");
    }
    // What can be done with what is there stays.
    for part in ["quiet useful", "quiet link", "quiet report", "quiet me"] {
        assert!(html.contains(part), "{part}");
    }
    let plain = Plain {
        title: "Closed",
        reply: "/v1/page?site=blog&reply=",
        comment: "/v1/page?site=blog&comment=",
        open: None,
    };
    let view = PageView {
        closed: true,
        ..page("en", 1, vec![row("1", "Ada", "<p>One</p>")])
    };
    let html = render_plain(view, plain);
    assert!(html.contains(says) && !html.contains("#reply"), "{html}");
}

#[test]
fn says_what_the_site_looks_like() {
    let html = render_page(PageView {
        theme: "--theme-font:\"A\";",
        ..page("en", 0, Vec::new())
    });
    assert!(
        html.contains("data-look=\"--theme-font:&quot;A&quot;;\""),
        "{html}"
    );
    assert!(!render_page(page("en", 0, Vec::new())).contains("data-look"));
}

#[test]
fn what_is_pinned_stands_above_the_rows() {
    let shown = || vec![row("1", "Ada", "<p>One</p>"), row("2", "Bo", "<p>Two</p>")];
    let view = || PageView {
        pinned: shown().pop().map(|row| row.comment),
        ..page("de", 2, shown())
    };
    let html = render_page(view());
    let (before, after) = html.split_once("<li class=\"pinned\">").unwrap();
    assert!(before.ends_with(" class=\"rows\">"), "{html}");
    let (pinned, rows) = after.split_once("</li>").unwrap();
    assert!(pinned.contains("Angeheftet: zu Kommentar 2"), "{pinned}");
    assert!(pinned.contains("<p>Two</p>") && !pinned.contains("<button"));
    // It is no row, and no element's id stands there twice.
    assert_eq!(rows.matches("class=\"row\"").count(), 2);
    assert!(!pinned.contains(" id="), "{pinned}");
    let plain = Plain {
        title: "Pinned",
        reply: "/v1/page?site=blog&reply=",
        comment: "/v1/page?site=blog&comment=",
        open: None,
    };
    assert!(
        render_plain(view(), plain)
            .contains("<li class=\"pinned\"><a href=\"/v1/page?site=blog&amp;comment=")
    );
}
