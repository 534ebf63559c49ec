use super::{Maker, name, tidy};
use crate::plan::{Fate, Plan};
use crate::run::tests::files::{site, sources};
use crate::run::walk::Walk;
use crate::run::{Rules, plan};
use crate::{Author, Entry, Kind};
use postil_model::State;
use postil_model::import::{Who, author_key};
use postil_model::wire::desk::CommentLine;

const SECRET: &[u8] = b"secret";

/// The plan of one comment of WordPress.
fn one(kind: &str, approved: &str) -> Plan {
    let file = format!(
        "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><item><link>/x/</link><wp:post_id>1</wp:post_id><wp:comment><wp:comment_id>5</wp:comment_id><wp:comment_content>x</wp:comment_content><wp:comment_type>{kind}</wp:comment_type><wp:comment_approved>{approved}</wp:comment_approved></wp:comment></item></channel></rss>"
    );
    let mut sources = sources(&[&file]);
    plan(&site(), &Rules::default(), &mut sources, &mut |_, _| {}).unwrap()
}

fn entry(author: Author, body: &str) -> Entry {
    Entry {
        at: 0,
        id: "5".to_owned(),
        page: String::new(),
        parent: None,
        kind: Kind::Comment,
        state: State::Published,
        author,
        created: None,
        edited: Some(9),
        body: body.to_owned(),
        line: None,
    }
}

fn maker() -> Maker {
    let rules = Rules {
        badges: vec![("ed".to_owned(), "Editor".to_owned())],
        nameless: " Some\none ".to_owned(),
        ..Rules::default()
    };
    Maker::new(&rules, SECRET.to_vec())
}

/// What is sent of a comment by somebody.
fn sent(approved: &str, author: Author, body: &str) -> CommentLine {
    let plan = one("", approved);
    let item = plan.queue()[0].items[0];
    let mut entry = entry(author, body);
    tidy(&mut entry, &plan.lines[0].fate);
    maker().comment(&plan, &item, entry).unwrap()
}

fn author(name: &str, url: &str, mail: &str, user: Option<&str>) -> Author {
    Author {
        name: name.to_owned(),
        url: url.to_owned(),
        mail: mail.to_owned(),
        user: user.map(str::to_owned),
    }
}

#[test]
fn a_name_is_cleaned_and_cut() {
    let long = "é".repeat(200);
    for (text, expected) in [
        ("Ada", Some("Ada")),
        (" A\n\0da\u{202E} ", Some("A da")),
        (long.as_str(), Some(&long[..160])),
        (&format!("{} tail", "a".repeat(79)), Some(&*"a".repeat(79))),
        ("", None),
        (" \u{200B}\0", None),
    ] {
        assert_eq!(name(text).as_deref(), expected, "{text:?}");
    }
    let who = |name| sent("1", author(name, "", "", None), "x").name;
    assert_eq!(who("\u{2060}"), "Some one");
    let bare = Maker::new(&Rules::default(), Vec::new());
    assert_eq!(bare.nameless, "?");
}

#[test]
fn an_address_that_is_none_is_left_out() {
    for (text, expected) in [
        ("https://a.example/x", Some("https://a.example/x")),
        ("a.example", Some("https://a.example/")),
        ("javascript:alert(1)", None),
        ("", None),
    ] {
        let line = sent("1", author("Ada", text, "", None), "x");
        assert_eq!(line.url.as_deref(), expected, "{text}");
        assert_eq!(line.body, "x");
    }
}

#[test]
fn an_author_has_the_key_of_the_best_that_is_known() {
    let key = |who| author_key(SECRET, who).to_hex();
    for (author, expected) in [
        (
            author("Ada", "https://a.example", "Ada@a.example", Some("ed")),
            key(Who::Mail("ada@a.example")),
        ),
        (
            author("Ada", "", " ", Some("ed")),
            key(Who::Account("wordpress", "ed")),
        ),
        (
            author(" Ada ", "a.example", "", None),
            key(Who::Name("Ada", "https://a.example/")),
        ),
        (author("\u{200B}", "x", "", None), key(Who::Name("", ""))),
    ] {
        assert_eq!(sent("1", author, "x").key, expected);
    }
}

#[test]
fn a_badge_is_given_to_accounts_alone() {
    let badge = |name, user| sent("1", author(name, "", "", user), "x").badge;
    assert_eq!(badge("Ed", Some("ed")).as_deref(), Some("Editor"));
    assert_eq!(badge("ed", Some("ada")), None);
    assert_eq!(badge("ed", None), None);
}

#[test]
fn a_comment_waits_where_it_waited() {
    let line = sent("0", author("Ada", "", "", None), " \r\nWaits\r\n");
    assert_eq!((line.state, line.body.as_str()), (State::Held, "Waits"));
    assert_eq!(line.edited, Some(9));
    let line = sent("0", author("Ada", "", "", None), "\0One\0 and two");
    assert_eq!(line.body, "One and two");
}

#[test]
fn a_tombstone_says_nothing_of_anybody() {
    let mut plan = one("", "1");
    plan.lines[0].fate = Fate::Stone(crate::plan::Gone::Deleted);
    let item = plan.queue()[0].items[0];
    let who = author("Ada", "https://a.example", "ada@a.example", Some("ed"));
    let mut entry = entry(who, "A secret");
    tidy(&mut entry, &plan.lines[0].fate);
    let line = maker().comment(&plan, &item, entry).unwrap();
    let text = serde_json::to_string(&line).unwrap();
    assert_eq!(
        text,
        format!(
            "{{\"comment\":\"{}\",\"state\":\"removed\",\"created\":0}}",
            plan.comment_id(&plan.lines[0]).unwrap()
        )
    );
}

#[test]
fn a_mention_without_a_name_is_called_by_its_host() {
    let plan = one("pingback", "1");
    let item = plan.queue()[0].items[0];
    let (label, rest) = ("a".repeat(60), "b".repeat(19));
    for (name, url, expected) in [
        ("A page", "https://a.example/y", "A page"),
        ("", "https://a.example/y", "a.example"),
        (
            "",
            &format!("https://{label}.{rest}.example/y"),
            &format!("{label}.{rest}"),
        ),
        ("", "x", "Some one"),
    ] {
        let mut entry = entry(author(name, url, "", None), "[...]");
        tidy(&mut entry, &plan.lines[0].fate);
        let line = maker().mention(&plan, &item, entry).unwrap();
        assert_eq!(
            (line.name.as_str(), line.body.as_str()),
            (expected, "[...]")
        );
    }
}

/// What is sent of a line of Postil's own.
fn own(line: &str) -> CommentLine {
    let file = format!(
        "{}\n{{\"thread\":\"/x/\"}}\n{{\"comment\":\"01923456-789a-7001-8000-000000000001\",{line}}}\n",
        include_str!("../../../tests/corpus/postil/site.jsonl")
            .lines()
            .next()
            .unwrap()
    );
    let mut sources = sources(&[&file]);
    let plan = plan(&site(), &Rules::default(), &mut sources, &mut |_, _| {}).unwrap();
    let item = plan.queue()[0].items[0];
    let (_, mut entry) = Walk::default().next(&plan, &mut sources).unwrap().unwrap();
    tidy(&mut entry, &plan.lines[0].fate);
    maker().comment(&plan, &item, entry).unwrap()
}

#[test]
fn a_line_that_was_changed_by_hand_holds_nothing_up() {
    let line = own(
        r#""number":"x","state":"published","name":"","url":"x","badge":" ","key":"12","created":1,"body":"x","votes":["y"]"#,
    );
    assert_eq!((line.name.as_str(), line.key.len()), ("Some one", 64));
    assert_eq!((line.number, line.url, line.badge), (None, None, None));
    assert_eq!(line.votes, [""; 0]);
}

#[test]
fn a_number_that_leaves_none_for_others_is_none() {
    for (number, is_kept) in [
        ("1", true),
        ("1000000.3", true),
        ("1000001", false),
        ("1.4294967295", false),
        ("4294967295.1", false),
        ("99999999999", false),
    ] {
        let line = own(&format!(
            r#""number":"{number}","state":"published","name":"Ada","key":"","created":1,"body":"x""#
        ));
        assert_eq!(line.number.as_deref() == Some(number), is_kept, "{number}");
        assert_eq!(line.number.is_some(), is_kept, "{number}");
    }
}

#[test]
fn what_has_no_text_any_more_is_a_tombstone() {
    let key = "a".repeat(64);
    for state in ["removed", "spam"] {
        let line = own(&format!(
            r#""number":"4","state":"{state}","reason":"links 4","name":"Ada","url":"https://a.example/","badge":"Author","key":"{key}","created":1,"away":2,"former":[{{"body":"A secret","until":1}}],"change":{{"body":"Another","reason":"","since":1}},"votes":["{key}"]"#
        ));
        assert_eq!(line.state, State::Removed);
        let said = (line.former.len(), line.change, line.votes.len());
        assert_eq!(said, (0, None, 0));
        assert_eq!((line.reason, line.url, line.badge), (None, None, None));
        assert_eq!((line.name.as_str(), line.key.as_str()), ("", ""));
        assert_eq!((line.number.as_deref(), line.away), (Some("4"), Some(2)));
    }
}
