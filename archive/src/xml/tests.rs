use super::{DEEPEST, MOST, Node, Xml};
use crate::Fault;
use std::io::{self, Read};

/// The namespace that the tests know, and any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    Ours,
    None,
    Other,
}

fn know(address: &str) -> Space {
    match address {
        "" => Space::None,
        "https://ours.example/" => Space::Ours,
        _ => Space::Other,
    }
}

/// The elements of a file, each as `space:name`, and what all of them say.
fn read(file: impl Read) -> Result<(Vec<String>, String), Fault> {
    let mut xml = Xml::new(file, know);
    let (mut names, mut said) = (Vec::new(), String::new());
    while let Some(node) = xml.next()? {
        if let Node::Start(tag) = node {
            names.push(format!("{:?}:{}", tag.space, tag.name));
            if tag.name == "t" {
                said.push_str(&xml.text()?);
                said.push('|');
            }
        }
    }
    Ok((names, said))
}

fn said(file: &str) -> String {
    read(file.as_bytes()).unwrap().1
}

#[test]
fn knows_a_namespace_by_its_address() {
    let file = r#"<a xmlns="https://ours.example/" xmlns:x="other:"><b/><x:c xmlns:x="https://ours.example/" n="1"/><x:d/><u:e/></a><f/>"#;
    let names = read(file.as_bytes()).unwrap().0;
    assert_eq!(
        names,
        ["Ours:a", "Ours:b", "Ours:c", "Other:d", "None:e", "None:f"]
    );
}

#[test]
fn reads_attributes() {
    let mut xml = Xml::new(
        &br#"<a id="1" o:id='2 &amp; &lt;3&#33;' xmlns:o="https://ours.example/"/>"#[..],
        know,
    );
    let Some(Node::Start(tag)) = xml.next().unwrap() else {
        panic!()
    };
    assert_eq!(tag.attribute(&Space::None, "id"), "1");
    assert_eq!(tag.attribute(&Space::Ours, "id"), "2 & <3!");
    assert_eq!(tag.attribute(&Space::None, "no"), "");
}

#[test]
fn reads_text_with_all_that_is_in_it() {
    assert_eq!(
        said("<t>a<b>c</b> d<!-- no --><i/></t><t/><t></t>"),
        "ac d|||"
    );
    assert_eq!(
        said("<t><![CDATA[a]]]]><![CDATA[>b <i>]]></t>"),
        "a]]>b <i>|"
    );
    assert_eq!(
        said("<t>&lt;b&gt; &#8217;&#x2019; &nbsp;&hellip;</t>"),
        "<b> ’’ \u{A0}…|"
    );
}

#[test]
fn takes_an_ampersand_for_what_it_is() {
    assert_eq!(
        said("<t>AT&T & Co &c; &#xZZ; &#1114112;</t>"),
        "AT&T & Co &c; &#xZZ; &#1114112;|"
    );
}

#[test]
fn expands_nothing_that_a_file_declares() {
    let bomb = r#"<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><t>&b;&f;</t>"#;
    assert_eq!(said(bomb), "&b;&f;|");
}

#[test]
fn reads_over_what_old_exports_have() {
    assert_eq!(
        said("\u{FEFF}\n\n<?xml version=\"1.0\"?><t>a\u{8}b</t>"),
        "ab|"
    );
    assert_eq!(read(&b"<t>caf\xE9</t>"[..]).unwrap().1, "caf\u{FFFD}|");
    assert_eq!(said("</x><t>a</t></y><t>b</t>"), "a|b|");
}

#[test]
fn says_where_a_file_breaks_off() {
    for file in [
        "<a>",
        "<a><t>x",
        "<a><t",
        "<a><t>x</t",
        "<a b=\"",
        "<a><![CDATA[x",
        "<a><!-- ",
    ] {
        match read(file.as_bytes()) {
            Err(Fault::BrokenOff { at }) => assert_eq!(at, file.len() as u64, "{file}"),
            other => panic!("{file}: {other:?}"),
        }
    }
}

#[test]
fn says_what_cannot_be_read() {
    assert!(matches!(
        read(&b"<a><!x></a>"[..]),
        Err(Fault::Malformed { at: 3, .. })
    ));
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    assert!(matches!(read(Broken), Err(Fault::Io(_))));
}

#[test]
fn refuses_what_would_fill_the_memory() {
    let endless = |begin: &'static str| begin.as_bytes().chain(io::repeat(b'x'));
    for begin in ["<a b=\"", "<", "<t>", "<t><![CDATA[", "<!-- ", "<!DOCTYPE "] {
        match read(endless(begin)) {
            Err(Fault::TooLong { most: MOST, .. }) => {}
            other => panic!("{begin}: {other:?}"),
        }
    }
    // A text of many parts.
    let parts = "<t>".as_bytes().chain(Repeat(b"xxxxxxxxxxxxxxx<b/>", 0));
    assert!(matches!(read(parts), Err(Fault::TooLong { .. })));
    let deep = "<a>".repeat(100_000);
    let at = 3 * DEEPEST as u64;
    assert!(matches!(read(deep.as_bytes()), Err(Fault::TooDeep { at: found }) if found == at));
}

/// The same bytes again and again.
struct Repeat(&'static [u8], usize);

impl Read for Repeat {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        for byte in into.iter_mut() {
            *byte = self.0[self.1];
            self.1 = (self.1 + 1) % self.0.len();
        }
        Ok(into.len())
    }
}
