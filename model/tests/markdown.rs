//! The renderer's table: source, and the very HTML that comes of it. Every case also goes through
//! a second sanitizer, which must find nothing to remove.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod second_opinion;

use second_opinion::assert_nothing_to_remove;

/// Checks a table of sources and their HTML.
#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        let html = postil_model::markdown::render(source);
        assert_eq!(html, *expected, "\n source: {source:?}");
        assert_nothing_to_remove(&html);
    }
}

/// A link as it is written.
macro_rules! a {
    ($href:literal, $text:literal) => {
        concat!(
            "<a href=\"",
            $href,
            "\" rel=\"ugc nofollow noopener\">",
            $text,
            "</a>"
        )
    };
}

#[test]
fn paragraphs_and_lines() {
    check(&[
        ("", ""),
        (" \n ", ""),
        ("Hello", "<p>Hello</p>"),
        ("a\nb", "<p>a<br>\nb</p>"),
        ("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>"),
        ("a\r\nb\rc", "<p>a<br>\nb<br>\nc</p>"),
        ("a\n\n\n\nb", "<p>a</p>\n<p>b</p>"),
        (
            "Just what is it?  Two blanks.",
            "<p>Just what is it?  Two blanks.</p>",
        ),
        (
            "“q” — ‘r’… ½ & 3 < 4 > 2",
            "<p>“q” — ‘r’… ½ &amp; 3 &lt; 4 &gt; 2</p>",
        ),
        ("it's \"so\"", "<p>it's \"so\"</p>"),
        ("a\u{A0}b", "<p>a&nbsp;b</p>"),
        (
            "2 * 3 * 4 = 24, snake_case_name, ~5 or ~6~",
            "<p>2 * 3 * 4 = 24, snake_case_name, ~5 or ~6~</p>",
        ),
        (
            "    four blanks\n    <b>",
            "<p>four blanks<br>\n&lt;b&gt;</p>",
        ),
        ("\ttab", "<p>tab</p>"),
        ("👩\u{200D}👧 日本 עברית", "<p>👩\u{200D}👧 日本 עברית</p>"),
    ]);
}

#[test]
fn emphasis() {
    check(&[
        ("*a* _b_", "<p><em>a</em> <em>b</em></p>"),
        (
            "**a** __b__",
            "<p><strong>a</strong> <strong>b</strong></p>",
        ),
        ("***a***", "<p><em><strong>a</strong></em></p>"),
        ("~~a~~", "<p><del>a</del></p>"),
        ("~a~ b", "<p>~a~ b</p>"),
        ("a ~*b*~ c", "<p>a ~<em>b</em>~ c</p>"),
        (r"\*a\* \_ \~ \# \< \& \[", "<p>*a* _ ~ # &lt; &amp; [</p>"),
        ("*a", "<p>*a</p>"),
        ("**a*", "<p>*<em>a</em></p>"),
        ("*a\nb*", "<p><em>a<br>\nb</em></p>"),
        ("*<b>*", "<p><em>&lt;b&gt;</em></p>"),
    ]);
}

#[test]
fn code() {
    check(&[
        ("`a`", "<p><code>a</code></p>"),
        (
            "`<b>&amp;` ``a`b``",
            "<p><code>&lt;b&gt;&amp;amp;</code> <code>a`b</code></p>",
        ),
        (
            "`*a* https://a.example`",
            "<p><code>*a* https://a.example</code></p>",
        ),
        ("`a", "<p>`a</p>"),
        (
            "```\na\n  <b>\n\n# c\n---\n[d]: /e\n```",
            "<pre><code>a\n  &lt;b&gt;\n\n# c\n---\n[d]: /e\n</code></pre>",
        ),
        (
            "```rust\nfn a() {}\n```",
            "<pre><code>fn a() {}\n</code></pre>",
        ),
        ("```c++\na\n```", "<pre><code>a\n</code></pre>"),
        ("~~~\na\n~~~", "<pre><code>a\n</code></pre>"),
        (
            "```\" onload=\"x\na\n```",
            "<pre><code>\" onload=\"x\na\n</code></pre>",
        ),
        (
            "```let a = 1;\nlet b = 2;",
            "<pre><code>let a = 1;\nlet b = 2;</code></pre>",
        ),
        (
            "```\nunclosed\n\nstill",
            "<pre><code>unclosed\n\nstill</code></pre>",
        ),
        ("```\n\n\na\n```", "<pre><code>\n\na\n</code></pre>"),
    ]);
}

#[test]
fn quotes_and_lists() {
    check(&[
        (
            "> a\n> b\n\nc",
            "<blockquote>\n<p>a<br>\nb</p>\n</blockquote>\n<p>c</p>",
        ),
        (
            "> > a",
            "<blockquote>\n<blockquote>\n<p>a</p>\n</blockquote>\n</blockquote>",
        ),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        (
            "* a\n\n* b",
            "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>",
        ),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        (
            "1986. A great year",
            "<ol start=\"1986\">\n<li>A great year</li>\n</ol>",
        ),
        ("0) a", "<ol start=\"0\">\n<li>a</li>\n</ol>"),
        (
            "- a\n  - b\n    1. c",
            "<ul>\n<li>a\n<ul>\n<li>b\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n</li>\n</ul>",
        ),
        (
            "- [ ] a\n- [x](https://a.example)",
            concat!(
                "<ul>\n<li>[ ] a</li>\n<li>",
                a!("https://a.example/", "x"),
                "</li>\n</ul>"
            ),
        ),
        (
            "- > a\n  ```\n  b\n  ```",
            "<ul>\n<li>\n<blockquote>\n<p>a</p>\n</blockquote>\n<pre><code>b\n</code></pre>\n</li>\n</ul>",
        ),
        (">", "<p>&gt;</p>"),
        ("+", "<p>+</p>"),
        ("-\n-", "<p>-<br>\n-</p>"),
    ]);
}

#[test]
fn links() {
    check(&[
        (
            "[a](https://a.example)",
            concat!("<p>", a!("https://a.example/", "a"), "</p>"),
        ),
        (
            "[*a* `b`](HTTP://A.example/x?y=1&z=2#w)",
            concat!(
                "<p>",
                a!(
                    "http://a.example/x?y=1&amp;z=2#w",
                    "<em>a</em> <code>b</code>"
                ),
                "</p>"
            ),
        ),
        (
            "[a](<https://a.example/x y> \"title\")",
            concat!("<p>", a!("https://a.example/x%20y", "a"), "</p>"),
        ),
        (
            "[a](https://a.example/x_(y)_*z*)",
            concat!("<p>", a!("https://a.example/x_(y)_*z*", "a"), "</p>"),
        ),
        (
            "[a](mailto:b@c.example)",
            concat!("<p>", a!("mailto:b@c.example", "a"), "</p>"),
        ),
        (
            "[](https://a.example)",
            concat!(
                "<p>",
                a!("https://a.example/", "https://a.example/"),
                "</p>"
            ),
        ),
        (
            "<https://a.example/?x=1&amp;y>",
            concat!(
                "<p>",
                a!(
                    "https://a.example/?x=1&amp;amp;y",
                    "https://a.example/?x=1&amp;amp;y"
                ),
                "</p>"
            ),
        ),
        (
            "<a@b.example>",
            concat!("<p>", a!("mailto:a@b.example", "a@b.example"), "</p>"),
        ),
        (
            "[https://a.example](https://b.example)",
            concat!("<p>", a!("https://b.example/", "https://a.example"), "</p>"),
        ),
        (
            "[a [b](https://b.example)](https://a.example)",
            concat!(
                "<p>[a ",
                a!("https://b.example/", "b"),
                "](",
                a!("https://a.example/", "https://a.example"),
                ")</p>"
            ),
        ),
        (
            "[a](https://a.example/\"onmouseover=\"x)",
            concat!(
                "<p>",
                a!("https://a.example/%22onmouseover=%22x", "a"),
                "</p>"
            ),
        ),
        (
            "[a](https://xn--bcher-kva.example)",
            concat!("<p>", a!("https://xn--bcher-kva.example/", "a"), "</p>"),
        ),
    ]);
}

#[test]
fn links_that_are_none_show_as_their_source() {
    check(&[
        (
            "[a](javascript:alert(1))",
            "<p>[a](javascript:alert(1))</p>",
        ),
        (
            "[a](java\u{9}script:alert(1))",
            "<p>[a](java\tscript:alert(1))</p>",
        ),
        (
            "[a](javascript&colon;alert(1))",
            "<p>[a](javascript&amp;colon;alert(1))</p>",
        ),
        (
            "[a](&#106;avascript:alert(1))",
            "<p>[a](&amp;#106;avascript:alert(1))</p>",
        ),
        ("[*a*](/x \"t\")", "<p>[<em>a</em>](/x \"t\")</p>"),
        ("[a](//b.example)", "<p>[a](//b.example)</p>"),
        (
            "[a](https://u:p@b.example/)",
            "<p>[a](https://u:p@b.example/)</p>",
        ),
        (
            "<javascript:alert(1)>",
            "<p>&lt;javascript:alert(1)&gt;</p>",
        ),
        ("<ftp://a.example>", "<p>&lt;ftp://a.example&gt;</p>"),
        ("<https://>", "<p>&lt;https://&gt;</p>"),
        (
            "[a]\n\n[a]: javascript:alert(1)",
            "<p>[a]</p>\n<p>[a]: javascript:alert(1)</p>",
        ),
        ("[Edit]: wrong", "<p>[Edit]: wrong</p>"),
        (
            "[a][1]\n\n[1]: https://a.example",
            concat!(
                "<p>[a][1]</p>\n<p>[1]: ",
                a!("https://a.example/", "https://a.example"),
                "</p>"
            ),
        ),
        (
            "[a](https://bücher.example)",
            "<p>[a](https://bücher.example)</p>",
        ),
        ("[^1] a\n\n[^1]: b", "<p>[^1] a</p>\n<p>[^1]: b</p>"),
    ]);
}

#[test]
fn bare_addresses() {
    check(&[
        (
            "See https://a.example/x.",
            concat!(
                "<p>See ",
                a!("https://a.example/x", "https://a.example/x"),
                ".</p>"
            ),
        ),
        (
            "(https://a.example/x_(y)_z)",
            concat!(
                "<p>(",
                a!("https://a.example/x_(y)_z", "https://a.example/x_(y)_z"),
                ")</p>"
            ),
        ),
        (
            "https://a.example/_b_/*c*?d&e",
            concat!(
                "<p>",
                a!(
                    "https://a.example/_b_/*c*?d&amp;e",
                    "https://a.example/_b_/*c*?d&amp;e"
                ),
                "</p>"
            ),
        ),
        (
            "**https://a.example/x**",
            concat!(
                "<p><strong>",
                a!("https://a.example/x", "https://a.example/x"),
                "</strong></p>"
            ),
        ),
        (
            "https://a.example/\nhttps://b.example/",
            concat!(
                "<p>",
                a!("https://a.example/", "https://a.example/"),
                "<br>\n",
                a!("https://b.example/", "https://b.example/"),
                "</p>"
            ),
        ),
        (
            "# https://a.example",
            concat!(
                "<p># ",
                a!("https://a.example/", "https://a.example"),
                "</p>"
            ),
        ),
        (
            "javascript://https://a.example",
            concat!(
                "<p>javascript://",
                a!("https://a.example/", "https://a.example"),
                "</p>"
            ),
        ),
    ]);
}

#[test]
fn what_is_not_understood_shows_as_text() {
    check(&[
        ("# a\n## *b*", "<p># a<br>\n## <em>b</em></p>"),
        ("Thanks\n--\nJohn", "<p>Thanks<br>\n--<br>\nJohn</p>"),
        (
            "a\n===\n\n---\n\n* * *",
            "<p>a<br>\n===</p>\n<p>---</p>\n<p>* * *</p>",
        ),
        ("- ---", "<p>- ---</p>"),
        ("+ ---\n+ # a", "<ul>\n<li>---</li>\n<li># a</li>\n</ul>"),
        ("<b>*a*</b>", "<p>&lt;b&gt;<em>a</em>&lt;/b&gt;</p>"),
        (
            "<div>\n*a*\n\nb",
            "<p>&lt;div&gt;<br>\n<em>a</em></p>\n<p>b</p>",
        ),
        (
            "<!-- a --> <?b?> <![CDATA[c]]> <!D>",
            "<p>&lt;!-- a --&gt; &lt;?b?&gt; &lt;![CDATA[c]]&gt; &lt;!D&gt;</p>",
        ),
        ("<!--\n\na", "<p>&lt;!--</p>\n<p>a</p>"),
        (
            "<script>\nalert(1)\n</script>",
            "<p>&lt;script&gt;<br>\nalert(1)<br>\n&lt;/script&gt;</p>",
        ),
        (
            "&lt;b&gt; &nbsp; &#x202e; &amp;",
            "<p>&amp;lt;b&amp;gt; &amp;nbsp; &amp;#x202e; &amp;amp;</p>",
        ),
        (
            "| a | b |\n|---|---|\n| c | d |",
            "<p>| a | b |<br>\n|---|---|<br>\n| c | d |</p>",
        ),
        (
            "![a](https://b.example/c.png)",
            concat!("<p>", a!("https://b.example/c.png", "a"), "</p>"),
        ),
        (
            "![](https://b.example/c.png)",
            concat!(
                "<p>",
                a!("https://b.example/c.png", "https://b.example/c.png"),
                "</p>"
            ),
        ),
        ("![a](c.png)", "<p>![a](c.png)</p>"),
        (
            "[![a](https://b.example/c.png)](https://d.example)",
            concat!(
                "<p>",
                a!("https://d.example/", "![a](https://b.example/c.png)"),
                "</p>"
            ),
        ),
        (
            "![a [b](https://c.example) d](https://e.example)",
            concat!(
                "<p>",
                a!("https://e.example/", "a [b](https://c.example) d"),
                "</p>"
            ),
        ),
        (
            "![x](data:image/png;base64,AAAA)",
            "<p>![x](data:image/png;base64,AAAA)</p>",
        ),
        (
            ":smile: $x$ ==y== H~2~O x^2^ [[wiki]]",
            "<p>:smile: $x$ ==y== H~2~O x^2^ [[wiki]]</p>",
        ),
        ("a\0b\u{7}c", "<p>abc</p>"),
        ("\u{FDD0}b\u{FDEF}", "<p>\u{FFFD}b\u{FFFD}</p>"),
    ]);
}

#[test]
fn depth_has_an_end() {
    let quotes = |levels: usize| format!("{} a", ">".repeat(levels));
    assert_eq!(
        postil_model::markdown::render(&quotes(16))
            .matches("<blockquote>")
            .count(),
        16
    );
    check(&[
        (&quotes(17), &format!("<p>{} a</p>", "&gt;".repeat(17))),
        (
            &format!("{}a", "- ".repeat(17)),
            &format!("<p>{}a</p>", "- ".repeat(17)),
        ),
    ]);
    let stairs: String = (0..40)
        .map(|level| format!("{}- a\n", "  ".repeat(level)))
        .collect();
    let html = postil_model::markdown::render(&stairs);
    assert_eq!(
        (html.matches("<ul>").count(), html.matches("- a").count()),
        (0, 40)
    );
    let knots = "*a **b ".repeat(40) + &"c** d*".repeat(40);
    assert_eq!(
        postil_model::markdown::render(&knots)
            .matches("<em>")
            .count(),
        0
    );
}
