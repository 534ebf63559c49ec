use super::{from_html, from_wordpress, to_wordpress};
use postil_model::markdown::render;

fn check(html: &str, expected: &str) {
    let markdown = from_html(html);
    let rendered = render(&markdown).replace(" rel=\"ugc nofollow noopener\"", "");
    assert_eq!(rendered, expected, "{html}\n{markdown}");
}

#[test]
fn text_says_what_it_said() {
    for text in [
        "plain *stars* and _under_ and `tick`",
        "a\\*b \\ c [x](y) ![z](w) ~~s~~ ~s~",
        "1. no list",
        "1) no list",
        "- no list",
        "+ no list",
        "* no list",
        "# no heading",
        "&gt; no quotation",
        "--- no rule",
        "===",
        "```",
        "~~~",
        "a | b",
        "[a]: b",
        "[^1]",
        "\u{F8FF} and :)",
        "&amp; as it is: &amp;amp; &amp;lt;b&amp;gt;",
        "a &lt;b&gt;c&lt;/b&gt; &lt;!-- --&gt; &lt;http:x&gt;",
        "snake_case_name and 2*3*4",
        "C:\\dir\\file",
        "a^b",
        "$1 $$x$$",
        "a!b",
    ] {
        check(text, &format!("<p>{text}</p>"));
        check(&format!("x<br>{text}"), &format!("<p>x<br>\n{text}</p>"));
        check(
            &format!("<p>x</p><p>{text}</p>"),
            &format!("<p>x</p>\n<p>{text}</p>"),
        );
        check(
            &format!("<blockquote>{text}</blockquote>"),
            &format!("<blockquote>\n<p>{text}</p>\n</blockquote>"),
        );
    }
}

#[test]
fn what_people_write_looks_as_it_did() {
    check(
        "<p>One</p><p>Two<br>three</p>",
        "<p>One</p>\n<p>Two<br>\nthree</p>",
    );
    check(
        "<b>b</b> <i>i</i> <strong>s</strong> <em>e</em>",
        "<p><strong>b</strong> <em>i</em> <strong>s</strong> <em>e</em></p>",
    );
    check(
        "<del>a</del> <s>b</s> <strike>c</strike>",
        "<p><del>a</del> <del>b</del> <del>c</del></p>",
    );
    check("a <em> b </em>c", "<p>a <em>b</em> c</p>");
    check(
        "<u>a</u> <span class=x>b</span> <font color=red>c</font>",
        "<p>a b c</p>",
    );
    check(
        "<h2>Head</h2>text",
        "<p><strong>Head</strong></p>\n<p>text</p>",
    );
    check("a<hr>b", "<p>a</p>\n<p>b</p>");
    check(
        "<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>",
        "<ul>\n<li>one\n<ul>\n<li>two</li>\n</ul>\n</li>\n<li>three</li>\n</ul>",
    );
    check(
        "<ol><li>a</li><li>b</li></ol>",
        "<ol>\n<li>a</li>\n<li>b</li>\n</ol>",
    );
    check(
        "<blockquote cite=x><p>a</p><p>b</p></blockquote>c",
        "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n<p>c</p>",
    );
    check(
        "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
        "<p>1 2</p>\n<p>3</p>",
    );
}

#[test]
fn code_stays_letter_by_letter() {
    check(
        "<code>a*b`c ~d~ &lt;e&gt;</code>",
        "<p><code>a*b`c ~d~ &lt;e&gt;</code></p>",
    );
    check("<code>`</code>", "<p><code>`</code></p>");
    check(
        "<pre>x\n  y  *z* ~w~\n\n&lt;v&gt;</pre>",
        "<pre><code>x\n  y  *z* ~w~\n\n&lt;v&gt;\n</code></pre>",
    );
    check(
        "<pre><code class=language-rust>fn a() {}\n```\n</code></pre>",
        "<pre><code>fn a() {}\n```\n</code></pre>",
    );
    check(
        "a<pre>b</pre>c",
        "<p>a</p>\n<pre><code>b\n</code></pre>\n<p>c</p>",
    );
}

#[test]
fn links_lead_where_they_led_or_nowhere() {
    check(
        "<a href=\"https://a.example/(x)?y=1&amp;z=~2\" title=T>link [1]</a>",
        "<p><a href=\"https://a.example/(x)?y=1&amp;z=~2\">link [1]</a></p>",
    );
    check(
        "<a href=\" HTTPS://a.example/a b\">x</a>",
        "<p><a href=\"https://a.example/a%20b\">x</a></p>",
    );
    check(
        "<a href=\"mailto:a@b.example\">mail</a>",
        "<p><a href=\"mailto:a@b.example\">mail</a></p>",
    );
    for nowhere in [
        "javascript:alert(1)",
        "/relative",
        "#here",
        "data:text/html,x",
        "vbscript:x",
        "",
    ] {
        check(&format!("<a href=\"{nowhere}\">text</a>"), "<p>text</p>");
    }
    check("<a>text</a>", "<p>text</p>");
    check(
        "https://a.example/a_b_c*d",
        "<p><a href=\"https://a.example/a_b_c*d\">https://a.example/a_b_c*d</a></p>",
    );
    check(
        "http://a.example/~ada/",
        "<p><a href=\"http://a.example/~ada/\">http://a.example/~ada/</a></p>",
    );
    check("<a href=\"http://a.example/~ada/\"><img src=x></a>", "");
}

#[test]
fn pictures_become_links() {
    check(
        "<img src=\"https://i.example/x.png\" alt=\"a *cat*\">",
        "<p><a href=\"https://i.example/x.png\">a *cat*</a></p>",
    );
    check("<img src=\"javascript:x\" onerror=alert(1)>a", "<p>a</p>");
}

#[test]
fn nothing_dangerous_is_left() {
    for html in [
        "a<script>alert(1)</script>",
        "a<style>x</style><iframe src=x>y</iframe><object>z</object>",
        "<p onclick=alert(1)>a</p>",
        "a<!-- x --><svg onload=alert(1)>",
    ] {
        check(html, "<p>a</p>");
    }
}

#[test]
fn line_ends_of_wordpress_are_meant() {
    let check = |text: &str, expected: &str| {
        let rendered = render(&from_wordpress(text));
        assert_eq!(rendered, expected, "{text}");
    };
    check(
        "one\ntwo\r\n\r\nthree\n\n\n\nfour\n",
        "<p>one<br>\ntwo</p>\n<p>three</p>\n<p>four</p>",
    );
    check(
        "<blockquote>\nq\n\nr\n</blockquote>\n\nafter",
        "<blockquote>\n<p>q</p>\n<p>r</p>\n</blockquote>\n<p>after</p>",
    );
    check(
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
    );
    check(
        "a\n<PRE>x\n\ny</PRE>\nb",
        "<p>a</p>\n<pre><code>x\n\ny\n</code></pre>\n<p>b</p>",
    );
    check("<em>a\nb</em>", "<p><em>a<br>\nb</em></p>");
    check(
        "<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->",
        "<p>a</p>",
    );
    check("- a\n- b", "<p>- a<br>\n- b</p>");
}

#[test]
fn what_no_person_writes_is_its_text() {
    let deep = format!("{}deep{}", "<b>".repeat(100_000), "</b>".repeat(100_000));
    assert_eq!(from_html(&deep), "deep");
    let open = format!("{}deep", "<div><i>".repeat(200));
    assert_eq!(from_html(&open), "deep");
    let long = "long *text* ".repeat(50_000);
    assert!(from_html(&long).starts_with("long \\*text\\* long"));
    assert_eq!(from_html(""), "");
}

#[test]
fn what_went_to_wordpress_comes_back_as_it_was() {
    for source in [
        "One\ntwo\n\nthree",
        "**b** *i* ~~s~~ `c` and \\*no\\*",
        "> q\n> r\n>\n> s\n\nafter",
        "> > deep",
        "- a\n- b\n  - c\n\n1. x\n2. y",
        "- a\n\n  b\n- c",
        "```\nfn a() {\n\n    <b>&amp;\n}\n```\nafter",
        "- x\n\n  ```\n  y\n  ```",
        "[l](https://a.example/?a=1&b=\"2\") and https://b.example/a_b",
        "<b>no</b> &amp; \u{A0} 1) no",
        "![p](https://i.example/x.png)",
        "https://a.example/~x [y](https://a.example/~x)",
        "`` ` `` ` ` `  a  `",
        "**a\nb**",
        "1) a\n2) b",
        "5. five\n6. six",
    ] {
        let kept = to_wordpress(source);
        let again = from_wordpress(&kept);
        assert_eq!(
            render(&again),
            render(source),
            "{source:?}\n{kept:?}\n{again:?}"
        );
    }
    assert_eq!(
        to_wordpress("One\ntwo\n\n> q\n\n[l](https://a.example/)"),
        "One\ntwo\n\n<blockquote>q</blockquote>\n\n<a href=\"https://a.example/\">l</a>"
    );
}
