use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::render;

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(render(source), expected, "{source:?}");
    assert_safe(source);
}

/// A second, independent sanitiser finds nothing to remove.
#[track_caller]
fn assert_safe(source: &str) {
    let html = render(source);
    assert_eq!(
        respelled(&ammonia_for_comments().clean(&html).to_string()),
        respelled(&html),
        "{source:?}"
    );
}

fn ammonia_for_comments() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "em",
            "strong",
            "del",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "a",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "rel"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None);
    builder
}

/// Two spellings of the same characters: quotes need no escape in text, and a no-break space has one.
fn respelled(html: &str) -> String {
    html.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", "\u{a0}")
}

/// What a reader sees: the text without the elements, a line break for `<br>`.
fn shown(html: &str) -> String {
    let html = html.replace("<br>", "\n").replace("</p>", "\n");
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    for (escaped, plain) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(escaped, plain);
    }
    text.trim_end().to_owned()
}

#[test]
fn prose() {
    check("Hello", "<p>Hello</p>");
    check("One\ntwo\n\nthree", "<p>One<br>two</p><p>three</p>");
    check("One  \ntwo\\\nthree", "<p>One<br>two<br>three</p>");
    check(
        "*a* _b_ **c** __d__ ~~e~~ `f`",
        "<p><em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong> <del>e</del> <code>f</code></p>",
    );
    check("***a***", "<p><em><strong>a</strong></em></p>");
    check(
        "2 * 3 * 4, snake_case_name, 5 < 6 & 7 > 2",
        "<p>2 * 3 * 4, snake_case_name, 5 &lt; 6 &amp; 7 &gt; 2</p>",
    );
    check(
        "Tom & Jerry's \"show\"",
        "<p>Tom &amp; Jerry&#39;s &quot;show&quot;</p>",
    );
    check("&amp; &lt;b&gt; &copy;", "<p>&amp; &lt;b&gt; ©</p>");
}

#[test]
fn blocks() {
    check("> a\n> b", "<blockquote><p>a<br>b</p></blockquote>");
    check("- a\n- b", "<ul><li>a</li><li>b</li></ul>");
    check("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>");
    check(
        "- a\n  - b\n\n- c",
        "<ul><li><p>a</p><ul><li>b</li></ul></li><li><p>c</p></li></ul>",
    );
    check(
        "```rust\nlet x = *y;\n  <b>\n```",
        "<pre><code>let x = *y;\n  &lt;b&gt;\n</code></pre>",
    );
    check("~~~\"><script>\nx\n~~~", "<pre><code>x\n</code></pre>");
}

#[test]
fn links() {
    let link = |target: &str, text: &str| {
        format!("<a href=\"{target}\" rel=\"ugc nofollow noopener\">{text}</a>")
    };
    check(
        "[a](https://e.org/x)",
        &format!("<p>{}</p>", link("https://e.org/x", "a")),
    );
    check(
        "[*a*](https://e.org \"title\")",
        &format!("<p>{}</p>", link("https://e.org", "<em>a</em>")),
    );
    check(
        "<https://e.org>",
        &format!("<p>{}</p>", link("https://e.org", "https://e.org")),
    );
    check(
        "<ada@e.org>",
        &format!("<p>{}</p>", link("mailto:ada@e.org", "ada@e.org")),
    );
    check(
        "[a][1]\n\n[1]: https://e.org",
        &format!("<p>{}</p>", link("https://e.org", "a")),
    );
    check(
        "[a](https://e.org/\"onclick=\"x)",
        &format!("<p>{}</p>", link("https://e.org/%22onclick=%22x", "a")),
    );
}

#[test]
fn bare_addresses() {
    let link =
        |target: &str| format!("<a href=\"{target}\" rel=\"ugc nofollow noopener\">{target}</a>");
    check(
        "See https://e.org/a.",
        &format!("<p>See {}.</p>", link("https://e.org/a")),
    );
    check(
        "(http://e.org/a_(b))",
        &format!("<p>({})</p>", link("http://e.org/a_(b)")),
    );
    check(
        "https://e.org?!...",
        &format!("<p>{}?!...</p>", link("https://e.org")),
    );
    check(
        "\"https://e.org\"",
        &format!("<p>&quot;{}&quot;</p>", link("https://e.org")),
    );
    check(
        "“https://e.org”",
        &format!("<p>“{}”</p>", link("https://e.org")),
    );
    check(
        "http and https:// and xhttps://e.org",
        "<p>http and https:// and xhttps://e.org</p>",
    );
    check("`https://e.org`", "<p><code>https://e.org</code></p>");
    check(
        "[https://e.org](https://e.com)",
        "<p><a href=\"https://e.com\" rel=\"ugc nofollow noopener\">https://e.org</a></p>",
    );
}

#[test]
fn what_is_not_understood_shows_as_text() {
    check("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>");
    check(
        "<div>\n**x**\n</div>",
        "<p>&lt;div&gt;<br>**x**<br>&lt;/div&gt;</p>",
    );
    check("a <!-- b --> c", "<p>a &lt;!-- b --&gt; c</p>");
    check("# Heading", "<p>Heading</p>");
    check("a\n\n---\n\nb", "<p>a</p><p>---</p><p>b</p>");
    check("| a |\n|---|\n| b |", "<p>| a |<br>|---|<br>| b |</p>");
    check("a[^1]", "<p>a[^1]</p>");
    check("- [ ] x", "<ul><li>[ ] x</li></ul>");
    check(
        "[x](javascript:alert(1))",
        "<p>[x](javascript:alert(1))</p>",
    );
    check("[x](/relative)", "<p>[x](/relative)</p>");
    check(
        "![a cat](https://e.org/c.png)",
        "<p><a href=\"https://e.org/c.png\" rel=\"ugc nofollow noopener\">a cat</a></p>",
    );
    check("![](javascript:x)", "<p>![](javascript:x)</p>");
    check(
        "[![a](https://e.org/i.png)](https://e.org/)",
        "<p><a href=\"https://e.org/\" rel=\"ugc nofollow noopener\">a</a></p>",
    );
}

#[test]
fn hostile_strings_stay_text() {
    let corpus = include_str!("../../../tests/corpus/hostile.json");
    let corpus: Vec<HashMap<String, String>> = serde_json::from_str(corpus).unwrap();
    assert!(corpus.len() >= 150);
    let texts: Vec<&String> = corpus.iter().map(|entry| &entry["text"]).collect();
    for text in &texts {
        assert_safe(text);
        assert_safe(&format!(
            "> {text}\n\n- {text}\n\n`{text}` **{text}** [{text}](https://e.org/{text})"
        ));
        assert_safe(&format!(
            "[{text}]({text}) <{text}> ![{text}]({text} \"{text}\")\n\n```{text}\n{text}"
        ));
    }
    for (a, b) in texts.iter().zip(texts.iter().rev()) {
        assert_safe(&format!("{a}{b}"));
    }
}

#[test]
fn nesting_is_bounded() {
    for source in [
        ">".repeat(10_000),
        format!("{}x", "> ".repeat(5_000)),
        format!("{}x", "- ".repeat(5_000)),
        format!("{}x", "1. ".repeat(3_333)),
        (0..140)
            .map(|level| format!("{}- x\n", "  ".repeat(level)))
            .collect(),
        format!("{}x{}", "**a *b ".repeat(1_400), "*c **".repeat(40)),
        "*a ".repeat(3_333),
    ] {
        assert_safe(&source);
        let html = render(&source);
        let mut deepest: usize = 0;
        let mut depth: usize = 0;
        for tag in html
            .split('<')
            .skip(1)
            .filter(|tag| !tag.starts_with("br>"))
        {
            depth = if tag.starts_with('/') {
                depth - 1
            } else {
                depth + 1
            };
            deepest = deepest.max(depth);
        }
        assert_eq!(depth, 0);
        assert!(deepest <= super::DEPTH + 4, "{deepest} levels");
    }
}

#[test]
fn text_below_the_last_level_is_kept_apart() {
    let deep: String = (0..20)
        .map(|level| format!("{}- item{level}\n", "  ".repeat(level)))
        .collect();
    let text = shown(&render(&deep).replace("<li>", "\n").replace("<ul>", "\n"));
    for level in 0..20 {
        assert!(
            text.lines().any(|line| line == format!("item{level}")),
            "{level} in {text:?}"
        );
    }
}

#[test]
fn takes_linear_time() {
    for source in [
        "[".repeat(10_000),
        "![".repeat(5_000),
        "[a](".repeat(2_500),
        "*a_".repeat(3_333),
        "`".repeat(10_000),
        "<".repeat(10_000),
        "&".repeat(10_000),
        "http://".repeat(1_400),
        "https://a)".repeat(1_000),
        format!("https://e.org/{}", ")".repeat(9_000)),
        "<!--".repeat(2_500),
        "<a href=\"".repeat(1_100),
        "\\".repeat(10_000),
        "a\n".repeat(5_000),
        "[a]: b\n".repeat(1_400),
        "~".repeat(10_000),
        "1.\n".repeat(3_000),
        "> a\n".repeat(2_500),
        "http".repeat(2_500),
        "<?".repeat(5_000),
        "<![CDATA[".repeat(1_100),
    ] {
        let start = Instant::now();
        assert_safe(&source);
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{:?}: {:?}",
            source.get(..20),
            start.elapsed()
        );
    }
    // More than a body may have: the renderer itself must not depend on the bound.
    let start = Instant::now();
    render(&"a line of a megabyte, *or* so. ".repeat(33_000));
    assert!(start.elapsed() < Duration::from_secs(10));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn any_text_is_safe(source in "\\PC{0,200}") {
        assert_safe(&source);
    }

    #[test]
    fn any_markdown_is_safe(source in proptest::collection::vec(
        proptest::sample::select(vec![
            "*", "**", "_", "~~", "`", "```\n", "> ", "- ", "1. ", "\n", "\n\n", "    ", "[", "](", ")", "![", "<", ">", "</", "\"", "'", "&", "&#", "x;",
            "http://", "https://e.org/", "javascript:", "script", "onerror=", "a", " ", "\\", "<!--", "-->", "<a href=", "]: ", "[^1]", "|", "---", "#", "\u{a0}", "é", "\t",
        ]), 0..60)) {
        assert_safe(&source.concat());
    }

    #[test]
    fn plain_prose_shows_as_it_was_written(
        paragraphs in proptest::collection::vec(proptest::collection::vec("[A-Za-z][a-zé]{0,8}[,.!?'\"]?", 1..12), 1..4)
    ) {
        let source = paragraphs.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("\n");
        prop_assert_eq!(shown(&render(&source)), source);
    }
}
