//! A thread of a real library's blog, as WordPress exports it. Its text stands outside the
//! repository; where that is not beside it, there is nothing to read.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test"
)]

use std::fs;
use std::path::Path;

use postil_archive::arrange::{Node, arrange};
use postil_archive::{Entry, Found, Kind, exports};
use postil_model::State;
use postil_model::time::rfc3339;

#[test]
fn a_thread_of_a_library_comes_whole_and_in_its_order() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/fixtures/lssc.wxr.xml");
    let Ok(mut file) = fs::File::open(path) else {
        return;
    };
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
