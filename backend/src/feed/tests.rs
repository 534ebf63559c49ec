use postil_model::site::Site;

use super::{Entry, id, write};

const ID: &str = "01923456-789a-7fff-bfff-ffffffffffff";

fn site() -> Site {
    serde_json::from_value(serde_json::json!({
        "id": "blog", "title": "Books & <More>", "policy": "open", "own_ids": true,
        "origins": ["https://blog.example"], "languages": ["en", "fr"],
    }))
    .unwrap()
}

fn entry(thread: &str, name: &str, body: &str) -> Entry {
    Entry {
        thread: thread.to_owned(),
        title: None,
        comment: ID.try_into().unwrap(),
        created: 1_798_761_599_000,
        edited: None,
        name: Some(name.to_owned()),
        url: None,
        body: body.to_owned(),
    }
}

#[test]
fn a_feed_says_all_that_atom_asks_for() {
    let mut edited = entry("/2026/caf%C3%A9/", "Ada", "Is this *it*?");
    edited.url = Some("https://ada.example/?a=1&b=2".to_owned());
    edited.edited = Some(1_798_761_600_000);
    let xml = write(&site(), None, &[edited]);
    let expected = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n\
         <id>{}</id>\n\
         <title>Comments on Books &amp; &lt;More&gt;</title>\n\
         <updated>2027-01-01T00:00:00Z</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"/v1/feed?site=blog\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"https://blog.example/\"/>\n\
         <entry>\n\
         <id>urn:uuid:{ID}</id>\n\
         <title>Ada on /2026/café/</title>\n\
         <published>2026-12-31T23:59:59Z</published>\n\
         <updated>2027-01-01T00:00:00Z</updated>\n\
         <author>\n<name>Ada</name>\n<uri>https://ada.example/?a=1&amp;b=2</uri>\n</author>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"https://blog.example/2026/caf%C3%A9/#c-{ID}\"/>\n\
         <content type=\"html\">&lt;p&gt;Is this &lt;em&gt;it&lt;/em&gt;?&lt;/p&gt;</content>\n\
         </entry>\n\
         </feed>\n",
        id(&site(), None)
    );
    assert_eq!(xml, expected);
}

#[test]
fn an_empty_feed_is_a_feed() {
    let xml = write(&site(), Some("/x/"), &[]);
    assert!(xml.contains("<title>Comments on /x/</title>"), "{xml}");
    assert!(
        xml.contains("<updated>1970-01-01T00:00:00Z</updated>"),
        "{xml}"
    );
    assert!(
        xml.contains("href=\"/v1/feed?site=blog&amp;id=/x/\""),
        "{xml}"
    );
    assert!(xml.contains("href=\"https://blog.example/x/\""), "{xml}");
}

#[test]
fn what_is_no_page_of_the_site_leads_to_the_document_here() {
    for thread in [
        "my own words",
        "javascript:alert(1)",
        "\"><script>",
        "//evil.example/x/",
    ] {
        let xml = write(&site(), Some(thread), &[entry(thread, "N", "x")]);
        let links: Vec<&str> = xml
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(links.len(), 3, "{xml}");
        for link in links {
            assert!(
                link.starts_with("/v1/page?site=blog&amp;id=")
                    || link.starts_with("/v1/feed?site=blog&amp;id="),
                "{thread}: {link}"
            );
        }
    }
}

#[test]
fn names_and_titles_stay_text() {
    let xml = write(
        &site(),
        None,
        &[entry(
            "/x/",
            "</name>]]>\u{0}\u{1b}<script>{title}",
            "</content><script>x</script>\u{c}",
        )],
    );
    assert!(!xml.contains("<script"), "{xml}");
    assert_eq!(xml.matches("</name>").count(), 1, "{xml}");
    assert_eq!(xml.matches("</content>").count(), 1, "{xml}");
    assert!(!xml.contains(['\u{0}', '\u{1b}', '\u{c}']), "{xml:?}");
}

#[test]
fn each_feed_has_an_id_of_its_own() {
    let ids = [
        id(&site(), None),
        id(&site(), Some("/x/")),
        id(&site(), Some("/y/")),
    ];
    for (at, one) in ids.iter().enumerate() {
        let uuid = one.strip_prefix("urn:uuid:").unwrap();
        assert!(postil_model::CommentId::try_from(uuid).is_ok(), "{one}");
        assert_eq!(uuid.as_bytes()[14], b'8', "{one}");
        assert!(ids.iter().skip(at + 1).all(|other| other != one));
    }
}

#[test]
fn a_confirmed_title_stands_in_the_place_of_the_path() {
    let called = Entry {
        title: Some("On <books>".to_owned()),
        ..entry("/x/", "Ada", "Yes.")
    };
    let xml = write(&site(), Some("/x/"), &[called]);
    assert!(
        xml.contains("<title>Comments on On &lt;books&gt;</title>"),
        "{xml}"
    );
    assert!(
        xml.contains("<title>Ada on On &lt;books&gt;</title>"),
        "{xml}"
    );
    assert!(xml.contains("href=\"https://blog.example/x/"), "{xml}");
}
