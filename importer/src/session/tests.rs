use std::collections::BTreeMap;
use std::io::Cursor;

use postil_archive::run::Sources;
use postil_model::wire::desk::{AddEntries, ImportStep};
use serde::de::DeserializeOwned;

use super::{Error, Session};
use crate::talk::{Planned, Progress, Summary};

const SETTINGS: &str = r#"{"site": {"id": "s", "title": "S", "origins": ["https://blog.example"], "mirrors": [], "languages": ["en"], "policy": "open", "own_ids": false, "edit_hours": 24, "votes": true}, "revision": 1}"#;
const RULES: &str = r#"{"nameless": "Anonymous"}"#;
const STARTED: &str = r#"{"secret": "00ff", "done": []}"#;

/// A file of WordPress' with two posts of a host.
fn file(host: &str) -> String {
    let comment = |id: u32, parent: u32, user: u32, approved: &str, text: &str| {
        format!(
            "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author>Author {id}</wp:comment_author><wp:comment_author_email>a{id}@example.org</wp:comment_author_email><wp:comment_date_gmt>2020-01-02 03:04:0{id}</wp:comment_date_gmt><wp:comment_content>{text}</wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>comment</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>{user}</wp:comment_user_id></wp:comment>"
        )
    };
    let post = |id: u32, comments: &str| {
        format!(
            "<item><title>Post {id}</title><link>https://{host}/post-{id}/</link><wp:post_id>{id}</wp:post_id><wp:comment_status>open</wp:comment_status><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>{comments}</item>"
        )
    };
    let one = comment(1, 0, 7, "1", "&lt;em&gt;Hello&lt;/em&gt;") + &comment(2, 1, 0, "0", "Waits");
    let two = comment(3, 0, 0, "spam", "Buy") + &comment(4, 0, 0, "1", "There");
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><wp:author><wp:author_id>7</wp:author_id><wp:author_login>ada</wp:author_login><wp:author_display_name>Ada</wp:author_display_name></wp:author>{}{}</channel></rss>",
        post(1, &one),
        post(2, &two)
    )
}

fn session(files: &[&str]) -> Session<Cursor<Vec<u8>>> {
    let mut sources = Sources::new();
    for file in files {
        let bytes = file.as_bytes().to_vec();
        sources.add("export.xml", move || Ok(Cursor::new(bytes.clone())));
    }
    Session::new("export.xml", sources)
}

fn read<T: DeserializeOwned>(text: Result<String, Error>) -> T {
    serde_json::from_str(&text.unwrap()).unwrap()
}

fn planned(session: &mut Session<Cursor<Vec<u8>>>, rules: &str) -> Planned {
    read(session.plan(SETTINGS, rules, "null", &mut |_, _| {}))
}

fn summary(session: &mut Session<Cursor<Vec<u8>>>, rules: &str) -> Summary {
    planned(session, rules).summary.unwrap()
}

/// Has it sent to a server that answers everything with `outcome`; answers with the batches.
fn send(session: &mut Session<Cursor<Vec<u8>>>, outcome: &str) -> (Vec<AddEntries>, Progress) {
    let mut progress = read(session.started(STARTED));
    let mut batches = Vec::new();
    while let Some(text) = session.next().unwrap() {
        let batch: AddEntries = serde_json::from_str(&text).unwrap();
        let outcomes = vec![outcome; batch.comments.len() + batch.mentions.len()];
        let answer = serde_json::json!({ "outcomes": outcomes }).to_string();
        progress = read(session.added(&answer));
        batches.push(batch);
    }
    (batches, progress)
}

#[test]
fn a_plan_says_what_would_come_of_it() {
    let mut told = Vec::new();
    let file = file("blog.example");
    let mut session = session(&[&file]);
    let left = r#"{"rows": 0, "requests": 0}"#;
    let planned: Planned = read(session.plan(SETTINGS, RULES, left, &mut |done, all| {
        told.push((done, all))
    }));
    let all = file.len() as u64;
    assert_eq!(told.last(), Some(&(all, all)));
    let summary = planned.summary.unwrap();
    let numbers = (
        summary.comments,
        summary.held,
        summary.mentions,
        summary.threads,
    );
    assert_eq!(numbers, (2, 1, 0, 2));
    assert_eq!(summary.system, "wordpress");
    let pages: Vec<_> = summary
        .pages
        .iter()
        .map(|page| (page.address.as_str(), page.thread.as_str(), page.count))
        .collect();
    assert_eq!(
        pages,
        [
            ("https://blog.example/post-1/", "/post-1/", 2),
            ("https://blog.example/post-2/", "/post-2/", 1)
        ]
    );
    let skipped: Vec<_> = summary
        .skipped
        .iter()
        .map(|one| (one.code.as_str(), one.count))
        .collect();
    assert_eq!(skipped, [("spam", 1)]);
    assert_eq!(summary.staff[0].name, "Ada");
    let sample = &summary.samples[0];
    assert_eq!(
        (sample.name.as_str(), sample.thread.as_str()),
        ("Author 1", "/post-1/")
    );
    assert!(sample.html.contains("<em>Hello</em>"), "{}", sample.html);
    assert!(summary.rows > 0 && summary.requests > 0);
    assert_eq!((summary.days, summary.days_into_kv), (2, 1));
    assert!(summary.writes > 0);
}

#[test]
fn a_file_makes_nothing_long() {
    let many = |count: u32, one: &dyn Fn(u32) -> String| (0..count).map(one).collect::<String>();
    let staff = |n: u32| {
        format!(
            "<wp:author><wp:author_id>{n}</wp:author_id><wp:author_login>{n}</wp:author_login><wp:author_display_name>Ada</wp:author_display_name></wp:author>"
        )
    };
    let item = |n: u32| {
        format!(
            "<item><title>Post</title><link>https://host-{n}.example/</link><wp:post_id>{n}</wp:post_id><wp:post_type>post</wp:post_type><wp:comment><wp:comment_id>{n}</wp:comment_id><wp:comment_author>Ada</wp:comment_author><wp:comment_date_gmt>2020-01-02 03:04:05</wp:comment_date_gmt><wp:comment_content>Hello</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment></item>"
        )
    };
    let file = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>{}{}</channel></rss>",
        many(103, &staff),
        many(57, &item)
    );
    let summary = summary(&mut session(&[&file]), RULES);
    assert_eq!((summary.foreign.len(), summary.more_foreign), (20, 37));
    assert_eq!((summary.skipped.len(), summary.more_skipped), (50, 7));
    assert_eq!((summary.staff.len(), summary.more_staff), (100, 3));
}

#[test]
fn rules_change_a_plan() {
    let mut session = session(&[&file("old.example")]);
    let lost = summary(&mut session, RULES);
    assert_eq!(
        (lost.comments, lost.foreign[0].what.as_str()),
        (0, "old.example")
    );
    let moved = summary(
        &mut session,
        &r#"{"nameless": "", "hosts": [{"from": "old.example", "to": "https://blog.example"}], "paths": [{"from": "/post-", "to": "/p/"}], "badges": [{"from": "USER", "to": "Staff"}]}"#.replace("USER", &lost.staff[0].user),
    );
    assert_eq!((moved.comments, moved.foreign.len()), (2, 0));
    assert_eq!(moved.pages[0].thread, "/p/1/");
    assert_eq!(moved.samples[0].badge.as_deref(), Some("Staff"));
    let wrong = planned(&mut session, r#"{"list": "/a/,/b/\n/c/"}"#);
    assert_eq!((wrong.summary, wrong.wrong_line), (None, Some(2)));
}

#[test]
fn a_file_that_is_none_is_said_to_be_none() {
    let fault = planned(&mut session(&["Hello"]), RULES).fault.unwrap();
    assert_eq!(
        (fault.file.as_str(), fault.code.as_str()),
        ("export.xml", "unknown")
    );
    let whole = file("blog.example");
    let half = &whole[..whole.len() - 10];
    let summary = summary(&mut session(&[half]), RULES);
    assert_eq!(summary.comments, 2);
    assert_eq!(summary.faults[0].code, "broken_off");
}

#[test]
fn what_is_planned_is_sent() {
    let file = file("blog.example");
    let mut one = session(&[&file]);
    summary(&mut one, RULES);
    let would = one.receipt().unwrap();
    let begun: ImportStep = read(one.begin());
    assert_eq!(
        (begun.what.as_str(), begun.name.as_str()),
        ("begin", "export.xml")
    );
    let (batches, progress) = send(&mut one, "new");
    assert_eq!((progress.done, progress.all, progress.new), (3, 3, 3));
    assert!(
        batches
            .iter()
            .all(|batch| batch.import == begun.id && batch.site == "s")
    );
    let end: ImportStep = read(one.end());
    assert_eq!((end.what.as_str(), end.id), ("end", begun.id.clone()));
    let receipt = one.receipt().unwrap();
    assert_eq!(receipt.lines().count(), 1 + 4, "{receipt}");
    assert_eq!(would.lines().count(), 1 + 4, "{would}");
    assert_ne!(would, receipt);

    let mut again = session(&[&file]);
    summary(&mut again, RULES);
    let begun_again: ImportStep = read(again.begin());
    assert_eq!(begun_again.id, begun.id);
    let (_, progress) = send(&mut again, "there");
    assert_eq!((progress.done, progress.new), (3, 0));
}

#[test]
fn nothing_is_asked_for_too_soon() {
    let mut session = session(&[&file("blog.example")]);
    assert!(matches!(session.begin(), Err(Error::TooSoon)));
    assert!(matches!(session.next(), Err(Error::TooSoon)));
    assert!(matches!(session.receipt(), Err(Error::TooSoon)));
    summary(&mut session, RULES);
    session.begin().unwrap();
    assert!(matches!(session.next(), Err(Error::Fault(_))));
    let words = session.next().unwrap_err().to_string();
    assert!(words.starts_with("fault out_of_turn "), "{words}");
    assert!(matches!(session.started("{}"), Err(Error::Answer(_))));
}

#[test]
fn a_site_is_planned_as_it_was() {
    let line = r#"{"postil":1,"site":{"id":"before","title":"S","origins":["https://before.example"],"mirrors":[],"languages":["en"],"policy":"open","own_ids":true,"edit_hours":24,"votes":true,"titles":{"ending":"","readers":0},"theme":{}},"secret":"00ff"}"#;
    let file = format!(
        "{line}\n{}\n{}\n",
        r#"{"thread":"a word of its own"}"#,
        r#"{"comment":"01923456-789a-7fff-bfff-000000000001","number":"1","state":"published","name":"Ada","badge":"Librarian","key":"00","created":1780000000000,"body":"Hello"}"#
    );
    let mut another = session(&[&file]);
    let mut session = session(&[&file]);
    let first = summary(&mut session, RULES);
    assert!(first.site.is_some());
    assert_eq!(
        (first.comments, first.skipped[0].code.as_str()),
        (0, "own_id")
    );
    let restored = summary(&mut session, r#"{"restore": true}"#);
    assert_eq!(restored.comments, 1);
    assert_eq!(restored.samples[0].badge.as_deref(), Some("Librarian"));
    let begun: ImportStep = read(session.begin());
    assert_eq!(begun.site, "s");
    let at_once = summary(&mut another, r#"{"restore": true}"#);
    assert_eq!(at_once, restored);
}

#[test]
fn what_is_gone_is_counted_by_its_kind() {
    let line = r#"{"postil":1,"site":{"id":"s","title":"S","origins":["https://blog.example"],"mirrors":[],"languages":["en"],"policy":"open","own_ids":false,"edit_hours":24,"votes":true,"titles":{"ending":"","readers":0},"theme":{}},"secret":"00ff"}"#;
    let comment = |id: u32, state: &str, more: &str| {
        format!(
            r#"{{"comment":"01923456-789a-7fff-bfff-00000000000{id}","state":"{state}","created":1780000000000{more}}}"#
        )
    };
    let kept = r#","name":"Ada","key":"00","body":"Hello","away":1780000000001"#;
    let answer =
        r#","name":"Ada","key":"00","body":"Yes","parent":"01923456-789a-7fff-bfff-000000000001""#;
    let file = [
        line.to_owned(),
        r#"{"thread":"/a/"}"#.to_owned(),
        comment(1, "removed", ""),
        comment(2, "published", answer),
        comment(3, "spam", kept),
        comment(4, "spam", kept),
        comment(5, "removed", kept),
        comment(6, "removed", kept),
        comment(7, "removed", kept),
    ];
    let summary = summary(&mut session(&[&file.join("\n")]), RULES);
    let numbers = (summary.tombstones, summary.spam, summary.removed);
    assert_eq!((summary.comments, numbers), (1, (1, 2, 3)));
}

/// Whatever the module says in codes, the desk has words for.
#[test]
fn the_desk_has_words_for_every_code() {
    use postil_archive::Fault;
    use postil_archive::moves::Lost;
    use postil_archive::plan::Why;
    let words: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../desk/locales/en.json")).unwrap();
    for why in [
        Why::Spam,
        Why::Deleted,
        Why::Unapproved,
        Why::NoComment(String::new()),
        Why::Empty,
        Why::TooLong,
        Why::Twice,
        Why::Lost(Lost::NoAddress),
        Why::Lost(Lost::Foreign(String::new())),
        Why::Lost(Lost::TooLong),
        Why::Lost(Lost::OwnId),
        Why::Broken(String::new()),
    ] {
        let key = format!("skipped.{}", why.code());
        assert!(words.contains_key(&key), "{key}");
    }
    for fault in [
        Fault::Unknown,
        Fault::BrokenOff { at: 0 },
        Fault::Malformed {
            at: 0,
            what: String::new(),
        },
        Fault::TooLong { at: 0, most: 0 },
        Fault::TooDeep { at: 0 },
        Fault::Bomb { most: 0 },
        Fault::Packed,
        Fault::Newer {
            format: 2,
            known: 1,
        },
        Fault::Changed,
        Fault::OutOfTurn,
        Fault::Io(std::io::ErrorKind::NotFound.into()),
    ] {
        let key = format!("fault.{}", crate::summary::code(&fault));
        assert!(words.contains_key(&key), "{key}");
    }
    for system in [
        "postil",
        "wordpress",
        "disqus",
        "blogger",
        "remark42",
        "commento",
        "isso",
        "isso_json",
    ] {
        assert!(words.contains_key(&format!("system.{system}")), "{system}");
    }
}
