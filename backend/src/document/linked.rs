//! What a thread is, for search engines: schema.org's words, as JSON-LD in a block that no browser
//! runs.

use postil_model::wire::Comment;
use serde_json::{Map, Value, json};

/// A discussion.
pub struct Discussion<'a> {
    /// The site's title.
    pub site: &'a str,
    /// What the discussion is called.
    pub title: &'a str,
    /// The page's own address on the blog, where it is known.
    pub page: Option<&'a str>,
    /// The whole address of this document.
    pub address: &'a str,
    /// How many comments a reader can see on the whole thread.
    pub count: u32,
    /// Whether these are the first of them.
    pub first: bool,
    /// Comments that everybody sees.
    pub comments: &'a [Comment],
}

/// The text of a `<script type="application/ld+json">`; nothing for a thread without a comment.
pub fn linked(of: &Discussion<'_>) -> Option<String> {
    let earliest = of.comments.iter().map(|comment| &comment.created).min()?;
    let mut discussion = object([
        ("@context", json!("https://schema.org")),
        ("@type", json!("DiscussionForumPosting")),
        ("url", json!(of.page.unwrap_or(of.address))),
        ("headline", json!(of.title)),
        (
            "author",
            json!({ "@type": "Organization", "name": of.site }),
        ),
        ("commentCount", json!(of.count)),
        (
            "comment",
            of.comments.iter().map(|one| comment(of, one)).collect(),
        ),
    ]);
    // The discussion began with its first comment.
    if of.first {
        discussion.insert("datePublished".to_owned(), json!(earliest));
    }
    if let Some(page) = of.page {
        discussion.insert("mainEntityOfPage".to_owned(), json!(page));
    }
    Some(inert(&Value::from(discussion).to_string()))
}

fn comment(of: &Discussion<'_>, comment: &Comment) -> Value {
    let mut author = object([
        ("@type", json!("Person")),
        ("name", json!(comment.author.name)),
    ]);
    if let Some(url) = &comment.author.url {
        author.insert("url".to_owned(), json!(url));
    }
    let place = place(of, &comment.id);
    let mut said = object([
        ("@type", json!("Comment")),
        ("@id", json!(place)),
        ("url", json!(place)),
        ("author", Value::from(author)),
        ("datePublished", json!(comment.created)),
        ("text", json!(text_of(&comment.html))),
    ]);
    if let Some(edited) = &comment.edited {
        said.insert("dateModified".to_owned(), json!(edited));
    }
    if comment.score > 0 {
        said.insert("upvoteCount".to_owned(), json!(comment.score));
    }
    if let Some(parent) = &comment.parent {
        let parent = json!({ "@id": self::place(of, parent) });
        said.insert("parentItem".to_owned(), parent);
    }
    Value::from(said)
}

fn place(of: &Discussion<'_>, id: &str) -> String {
    match of.page {
        Some(page) => format!("{page}#c-{id}"),
        None => format!("{}&comment={id}#c-{id}", of.address),
    }
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// JSON in which nothing can end the element that it stands in, or begin a comment. All of these
/// only occur in its strings.
fn inert(json: &str) -> String {
    let mut inert = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                inert.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => inert.push(c),
        }
    }
    inert
}

/// The text of what the Markdown renderer has written: it writes no comment, and no `>` in an
/// attribute that is not escaped.
fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, from)) = rest.split_once('<') {
        // The renderer ends a line after what ends a line.
        text.push_str(match text.ends_with('\n') {
            true => before.trim_start_matches('\n'),
            false => before,
        });
        let (tag, after) = from.split_once('>').unwrap_or((from, ""));
        let ends_line = ["/p", "/li", "/pre", "/blockquote", "br"];
        if ends_line.contains(&tag) && !text.ends_with('\n') {
            text.push('\n');
        }
        rest = after;
    }
    text.push_str(rest);
    // The ampersand last, or it would make another of what follows it.
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    let text = entities
        .iter()
        .fold(text, |text, (entity, c)| text.replace(entity, c));
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use postil_model::comment::State;
    use postil_model::markdown;
    use postil_model::wire::Author;

    use super::*;

    fn said(id: &str, name: &str, body: &str) -> Comment {
        Comment {
            id: id.to_owned(),
            number: "1".parse().ok(),
            parent: None,
            author: Author {
                name: name.to_owned(),
                ..Author::default()
            },
            html: markdown::render(body),
            created: "2026-11-23T15:00:00Z".to_owned(),
            edited: None,
            state: State::Published,
            score: 0,
        }
    }

    fn of<'a>(page: Option<&'a str>, comments: &'a [Comment]) -> Discussion<'a> {
        Discussion {
            site: "Blog",
            title: "Comments on /x/",
            page,
            address: "https://c.example/v1/page?site=blog&id=/x/",
            count: 7,
            first: true,
            comments,
        }
    }

    #[test]
    fn says_who_said_what_when_and_to_whom() {
        let mut answer = said("b", "Bob", "No.");
        answer.parent = Some("a".to_owned());
        answer.score = 2;
        answer.edited = Some("2026-11-23T16:00:00Z".to_owned());
        answer.author.url = Some("https://bob.example/".to_owned());
        let comments = [said("a", "Ada", "*Is* it?\n\n- so"), answer];
        let told: Value =
            serde_json::from_str(&linked(&of(Some("https://b.example/x/"), &comments)).unwrap())
                .unwrap();
        assert_eq!(
            told,
            json!({
                "@context": "https://schema.org", "@type": "DiscussionForumPosting",
                "url": "https://b.example/x/", "mainEntityOfPage": "https://b.example/x/",
                "headline": "Comments on /x/", "author": { "@type": "Organization", "name": "Blog" },
                "datePublished": "2026-11-23T15:00:00Z", "commentCount": 7,
                "comment": [
                    { "@type": "Comment", "@id": "https://b.example/x/#c-a", "url": "https://b.example/x/#c-a",
                      "author": { "@type": "Person", "name": "Ada" }, "datePublished": "2026-11-23T15:00:00Z",
                      "text": "Is it?\nso" },
                    { "@type": "Comment", "@id": "https://b.example/x/#c-b", "url": "https://b.example/x/#c-b",
                      "author": { "@type": "Person", "name": "Bob", "url": "https://bob.example/" },
                      "datePublished": "2026-11-23T15:00:00Z", "dateModified": "2026-11-23T16:00:00Z",
                      "text": "No.", "upvoteCount": 2, "parentItem": { "@id": "https://b.example/x/#c-a" } },
                ],
            })
        );
    }

    #[test]
    fn says_nothing_of_nothing() {
        assert_eq!(linked(&of(None, &[])), None);
    }

    #[test]
    fn cannot_leave_its_element() {
        let body = "</script><!--<script>alert(1)</script> \u{2028} `</script>` & <b>";
        let comments = [said("a", "</SCRIPT ><!--", body)];
        let text = linked(&of(None, &comments)).unwrap();
        assert!(
            !text.contains(['<', '>', '&', '\u{2028}', '\u{2029}']),
            "{text}"
        );
        let told: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(told["comment"][0]["author"]["name"], "</SCRIPT ><!--");
        let said = told["comment"][0]["text"].as_str().unwrap();
        assert!(
            said.starts_with("</script><!--<script>alert(1)</script>"),
            "{said}"
        );
        assert!(said.ends_with("& <b>"), "{said}");
    }

    #[test]
    fn text_is_what_was_written() {
        for (body, expected) in [
            ("&lt;b&gt; &amp;amp; \"'", "&lt;b&gt; &amp;amp; \"'"),
            ("one\ntwo\n\nthree", "one\ntwo\nthree"),
            ("[a > b](https://x.example/?a=%3E&b)", "a > b"),
        ] {
            assert_eq!(text_of(&markdown::render(body)), expected, "{body}");
        }
    }
}
