//! Whatever is rendered: a second sanitizer finds nothing to remove, no text is lost, and it
//! takes linear time.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod second_opinion;

use postil_model::markdown::render;
use proptest::prelude::*;
use second_opinion::assert_nothing_to_remove;
use std::time::{Duration, Instant};

/// The text a reader sees in rendered HTML.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    for (at, part) in html.split('<').enumerate() {
        text.push_str(if at == 0 {
            part
        } else {
            part.split_once('>').map_or("", |(_, after)| after)
        });
    }
    for (entity, c) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{A0}"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, c);
    }
    text
}

/// The corpus that the tests of the whole use, and constructions of Markdown's own.
#[test]
fn the_corpus_comes_out_harmless() {
    #[derive(serde::Deserialize)]
    struct Case {
        text: String,
    }
    let corpus: Vec<Case> =
        serde_json::from_str(include_str!("../../tests/corpus/hostile.json")).unwrap();
    assert!(corpus.len() >= 150);
    let frames = [
        "{}",
        "> {}",
        "- {}",
        "*{}*",
        "`{}`",
        "```\n{}\n```",
        "```{}\nx",
        "[{}](https://a.example)",
        "[a]({})",
        "[a](<{}>)",
        "![{}]({})",
        "<{}>",
        "https://a.example/{}",
        "[a](https://a.example/{})",
        "[a](https://a.example \"{}\")",
        "[a]: {}\n\n[a]",
        "    {}",
        "# {}",
        "a\n{}\n--",
    ];
    for Case { text } in &corpus {
        for frame in frames {
            assert_nothing_to_remove(&render(&frame.replace("{}", text)));
        }
    }
}

/// Pieces of Markdown and of HTML, in any order.
fn markdownish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[a-z]{1,6}",
        4 => prop::sample::select(vec![" ", "\n", "\n\n", "  \n", "\t", "    ", "\\", "\r\n"]).prop_map(String::from),
        6 => prop::sample::select(vec![
            "*", "**", "_", "__", "***", "~", "~~", "`", "``", "```", "~~~", ">", "> ", "- ", "* ", "+ ", "1. ", "2) ", "# ", "---", "===",
            "[", "]", "](", "![", "(", ")", "]: ", "[^1]", "|", "|---|", "<", ">", "</", "<!--", "-->", "<?", "<![CDATA[", "]]>", "&", ";",
            "&lt;", "&#60;", "&colon;", "\"", "'", "=", "$", "^", ":", "{", "}", "\u{0}", "\u{A0}", "\u{FDD0}", "\u{FDEF}", "\u{202E}", "é", "日本", "👩",
        ]).prop_map(String::from),
        3 => prop::sample::select(vec![
            "https://a.example/x_y_z", "http://b.example", "<https://a.example/*b*>", "<a@b.example>", "[a](https://a.example)",
            "[a](javascript:x)", "![a](https://a.example/b.png)", "<b>", "</b>", "<script>", "</script>", "<img src=x onerror=y>",
            "<div>", "<a href=\"", "javascript:", "data:text/html,", "mailto:a@b.example", "https://", "://",
        ]).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Sentences of words, with punctuation that Markdown has no use for, or not there.
fn prose() -> impl Strategy<Value = String> {
    let word = "[A-Za-z][A-Za-z0-9éü’]{0,7}";
    let gap = prop::sample::select(vec![
        " ", "  ", ", ", ". ", "; ", ": ", " – ", " - ", " & ", " < ", " > ", " * ", " = ", " ~ ",
        "/", "'", "\n", "\n\n", "? ", "! ", " (", ") ", "_", " #", "@", " $5 ",
    ]);
    (word, prop::collection::vec((gap, word), 0..30)).prop_map(|(first, rest)| {
        rest.into_iter()
            .fold(first, |text, (gap, word)| text + gap + &word)
    })
}

/// What a browser makes of blanks around the ends of lines, and of empty lines.
fn lines(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_comes_out_harmless(source in markdownish()) {
        assert_nothing_to_remove(&render(&source));
    }

    #[test]
    fn anything_comes_out_harmless(source in any::<String>()) {
        assert_nothing_to_remove(&render(&source));
    }

    #[test]
    fn prose_comes_out_as_it_went_in(source in prose()) {
        let html = render(&source);
        assert_nothing_to_remove(&html);
        let text = text_of(&html);
        prop_assert_eq!(lines(&text), lines(&source));
    }

    /// Every word is there, in its order, whatever stands around it. Only the address and title of
    /// a link may be out of sight, the name of a fence's language, and a list's numbers.
    #[test]
    fn no_word_is_lost(source in markdownish()) {
        let source = source.replace("](", "] (").replace("```", "` `` ").replace("~~~", "~ ~~ ");
        let words = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_ascii_lowercase()).filter(|w| !w.is_empty()).map(String::from).collect()
        };
        prop_assert_eq!(words(&text_of(&render(&source))).concat(), words(&source).concat());
    }
}

/// Bombs: a small piece, many times. A renderer that looks at each twice as often for twice as
/// many would need hours.
#[test]
fn bombs_fizzle_out() {
    let pieces = [
        "[",
        "]",
        "[]",
        "[a](",
        "![",
        "![[]()",
        "[a][b]",
        "*",
        "**a ",
        "*a **b ",
        "a* ",
        "_a_b",
        "~~a",
        "~a",
        "`",
        "`a``",
        "a`\\",
        "<",
        "<a ",
        "<!--",
        "<?",
        "<![CDATA[",
        "</",
        "&",
        "&#",
        "&amp",
        "\\",
        "\\\\`",
        "> ",
        ">",
        ">\n",
        "- ",
        "- a\n",
        "-\n",
        " - a\n\n",
        "1. ",
        "1.\n",
        "# ",
        "---\n",
        "a\n---\n",
        "a\n\n",
        "\n",
        " \n",
        "    a\n",
        "\ta",
        "```\n",
        "```",
        "~~~a\n",
        "|",
        "a|b\n-|-\n",
        "(",
        "((",
        ")",
        "https://",
        "http://a.example/",
        "http://a@",
        "https://a.example/(",
        "://",
        "<https://",
        "<https://a.example>",
        "<a@b",
        "a@",
        "[a]: b\n",
        "[a]: <b> 'c\n",
        "[^1]",
        "[^1]: ",
        "\u{FDD0}",
        "é",
        "[a](<",
        "[a](b 'c",
        "![a](",
        "*a_",
        "**_",
        "\"",
        "'",
        "\r",
        "\u{A0}",
        "> - 1. ",
        "*\u{301}",
        "x*",
        "[*",
        "[`",
        "<b>*",
        "]]",
        "[x](y) ",
    ];
    for piece in pieces {
        for tail in ["", "]`)>", "**\n\na"] {
            let source = piece.repeat(60_000 / piece.len()) + tail;
            let started = Instant::now();
            let html = render(&source);
            let took = started.elapsed();
            assert!(
                took < Duration::from_secs(5),
                "{piece:?} and {tail:?} took {took:?}"
            );
            assert!(html.len() < 40 * source.len() + 100);
        }
    }
}

#[test]
fn nesting_of_ten_thousand_levels_fizzles_out() {
    let stairs: String = (0..600)
        .map(|level| format!("{}- a\n", "  ".repeat(level)))
        .collect();
    let pyramid: String = (1..600)
        .map(|level| format!("{} a\n", ">".repeat(level)))
        .collect();
    for source in [
        ">".repeat(10_000) + "a",
        "> ".repeat(10_000) + "a\nb\nc",
        "- ".repeat(10_000) + "a",
        "1. ".repeat(10_000) + "a",
        "[".repeat(10_000) + "a" + &"](https://a.example)".repeat(10_000),
        "![".repeat(10_000) + "a" + &"](https://a.example)".repeat(10_000),
        "*a ".repeat(10_000) + &"b* ".repeat(10_000),
        "**a ~~b _c ".repeat(5_000) + &"c_ b~~ a** ".repeat(5_000),
        "(".repeat(10_000) + "https://a.example/" + &")".repeat(10_000),
        stairs,
        pyramid,
        "a".repeat(1_000_000),
        "a ".repeat(500_000),
        "é*".repeat(300_000),
    ] {
        let started = Instant::now();
        let html = render(&source);
        assert!(started.elapsed() < Duration::from_secs(5));
        assert!(text_of(&html).contains('a') || source.contains('é'));
        let deepest = html.split('<').scan(0_i32, |depth, tag| {
            *depth += if tag.starts_with('/') {
                -1
            } else if tag.starts_with("br") || tag.is_empty() {
                0
            } else {
                1
            };
            Some(*depth)
        });
        assert!(deepest.max().unwrap_or(0) <= 40);
    }
}
