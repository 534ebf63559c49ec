//! A thread of a real library's blog, as WordPress exports it. Its text stands outside the
//! repository; where that is not beside it, there is nothing to read.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use postil_archive::arrange::{Node, arrange};
use postil_archive::{Entry, Found, Kind, Rules, Run, Sources, exports, run};
use postil_model::http_address::HttpAddress;
use postil_model::time::rfc3339;
use postil_model::wire::desk::{AddEntries, Added, Outcome, Started};
use postil_model::{Site, State};

/// Where the thread stands, if it does.
fn fixture() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/fixtures/lssc.wxr.xml");
    path.exists().then_some(path)
}

#[test]
fn a_thread_of_a_library_comes_whole_and_in_its_order() {
    let Some(path) = fixture() else {
        return;
    };
    let mut file = fs::File::open(path).unwrap();
    let export = exports(&mut file).unwrap().remove(0);
    let found: Vec<Found> = export.read(file).unwrap().map(Result::unwrap).collect();
    let [Found::Page(page), entries @ ..] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(page.key, "310");
    assert!(
        page.address
            .ends_with("/2009/09/ala-announces-approval-of-lssc/")
    );
    let entries: Vec<&Entry> = entries
        .iter()
        .map(|found| match found {
            Found::Entry(entry) => entry,
            other => panic!("{other:?}"),
        })
        .collect();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (entry.id.as_str(), &entry.kind, entry.state))
        .collect();
    assert_eq!(
        told,
        [
            ("41", &Kind::Comment, State::Published),
            ("42", &Kind::Comment, State::Published),
            ("45", &Kind::Comment, State::Published),
            ("44", &Kind::Comment, State::Published),
            ("43", &Kind::Mention, State::Published),
            ("46", &Kind::Comment, State::Held),
        ]
    );
    let moments = entries.iter().map(|entry| rfc3339(entry.created.unwrap()));
    assert_eq!(
        moments.take(2).collect::<Vec<_>>(),
        ["2009-09-18T14:02:11Z", "2009-09-18T15:40:00Z"]
    );

    let comments: Vec<&Entry> = entries
        .into_iter()
        .filter(|entry| entry.kind == Kind::Comment && entry.state == State::Published)
        .collect();
    let nodes: Vec<Node> = comments.iter().map(|entry| Node::from(*entry)).collect();
    let order: Vec<_> = arrange(&nodes)
        .iter()
        .map(|place| {
            (
                nodes[place.entry].id,
                place.parent.map(|parent| nodes[parent].id),
            )
        })
        .collect();
    assert_eq!(
        order,
        [("41", None), ("42", None), ("44", None), ("45", Some("44"))]
    );
    // Its three paragraphs.
    assert_eq!(comments[2].body.matches("\n\n").count(), 2);
}

/// The site that the first page of a file is on.
fn site_of(path: &Path) -> Site {
    let mut file = fs::File::open(path).unwrap();
    let export = exports(&mut file).unwrap().remove(0);
    let Some(Ok(Found::Page(page))) = export.read(file).unwrap().next() else {
        panic!("it begins with its page")
    };
    let origin = HttpAddress::parse(&page.address).unwrap().origin();
    serde_json::from_str(&format!(
        r#"{{"id": "s", "title": "S", "origins": ["{origin}"], "mirrors": [], "languages": ["en"], "policy": "open"}}"#
    ))
    .unwrap()
}

#[test]
fn a_thread_of_a_library_is_imported_and_every_entry_accounted_for() {
    let Some(path) = fixture() else {
        return;
    };
    let site = site_of(&path);
    let rules = Rules {
        nameless: "Nobody".to_owned(),
        ..Rules::default()
    };
    let mut sources = Sources::new();
    sources.add("lssc.wxr.xml", move || fs::File::open(&path));
    let plan = run::plan(&site, &rules, &mut sources, &mut |_, _| {}).unwrap();
    let summary = plan.summary();
    assert_eq!(
        (summary.comments, summary.held, summary.mentions),
        (4, 1, 1)
    );
    let planned = receipt(|out| plan.receipt(out).unwrap());

    let mut run = Run::new(&site, plan, rules, sources);
    assert_eq!(run.begin("lssc.wxr.xml").system, "wordpress");
    let (secret, done) = ("00ff".to_owned(), Vec::new());
    run.started(&Started { secret, done }).unwrap();
    let batch: AddEntries = run.next().unwrap().unwrap();
    let outcomes = vec![Outcome::New; batch.comments.len() + batch.mentions.len()];
    run.added(&Added { outcomes }).unwrap();
    assert!(run.next().unwrap().is_none());
    assert_eq!(run.end().done.len(), 1);

    let answered = batch
        .comments
        .iter()
        .find(|line| line.parent.is_some())
        .unwrap();
    let parent = answered.parent.as_ref().unwrap();
    assert!(batch.comments.iter().any(|line| line.comment == *parent));
    assert!(batch.comments.iter().all(|line| !line.name.is_empty()));
    assert!(batch.thread.title.is_some() && batch.thread.address.is_some());

    let carried = receipt(|out| run.receipt(out).unwrap());
    let told = |rows: &[Vec<String>]| {
        let row = |row: &Vec<String>| (row[2].clone(), row[3].clone());
        rows.iter().map(row).collect::<Vec<_>>()
    };
    let expected =
        |results: [(&str, &str); 6]| results.map(|(id, result)| (id.to_owned(), result.to_owned()));
    assert_eq!(
        told(&planned),
        expected([
            ("41", "would be imported"),
            ("42", "would be imported"),
            ("45", "would be imported"),
            ("44", "would be imported"),
            ("43", "would be a mention"),
            ("46", "would be held"),
        ])
    );
    assert_eq!(
        told(&carried),
        expected([
            ("41", "imported"),
            ("42", "imported"),
            ("45", "imported"),
            ("44", "imported"),
            ("43", "mention"),
            ("46", "held"),
        ])
    );
    for row in carried {
        assert_eq!(row[4], "/2009/09/ala-announces-approval-of-lssc/");
        let sent = batch.comments.iter().map(|line| line.comment.as_str());
        let mentions = batch.mentions.iter().map(|line| line.mention.as_str());
        assert!(sent.chain(mentions).any(|id| id == row[5]));
    }
}

/// The rows of a receipt.
fn receipt(write: impl Fn(&mut Vec<u8>)) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    write(&mut out);
    let text = String::from_utf8(out).unwrap();
    let rows = text.lines().skip(1);
    rows.map(|row| row.split(',').map(str::to_owned).collect())
        .collect()
}
