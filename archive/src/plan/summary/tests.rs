use super::{Host, Skipped, Summary};
use crate::moves::Lost;
use crate::plan::tests::{entry, page, plan};
use crate::{Entry, Found, Kind};
use postil_model::State;
use postil_model::import::Cost;

#[test]
fn all_of_it_comes_to_numbers() {
    let elsewhere = |id| Entry {
        page: "q".to_owned(),
        ..entry(id, State::Published)
    };
    let mention = Entry {
        kind: Kind::Mention,
        ..entry("m", State::Published)
    };
    let entries = [
        entry("a", State::Published),
        entry("b<gone", State::Published),
        entry("gone", State::Removed),
        entry("c<nowhere", State::Held),
        mention,
        entry("d", State::Spam),
        elsewhere("e"),
        elsewhere("f"),
    ];
    let pages = [
        page("p", "https://blog.example/p/"),
        page("p2", "/p2/"),
        page("q", "https://old.example/q/"),
        page("r", "https://old.example/r/"),
    ];
    let plan = plan(
        pages
            .into_iter()
            .chain(entries.into_iter().map(Found::Entry)),
    );
    let summary = plan.summary();
    let skipped = |code, about: &str, why: &str, count| Skipped {
        code,
        about: about.to_owned(),
        why: why.to_owned(),
        count,
    };
    let host = |host: &str, found, lost| Host {
        host: host.to_owned(),
        found,
        lost,
    };
    let foreign = Lost::Foreign("old.example".to_owned()).to_string();
    assert_eq!(
        summary,
        Summary {
            comments: 2,
            held: 1,
            mentions: 1,
            tombstones: 1,
            spam: 0,
            removed: 0,
            threads: 1,
            loose: 1,
            skipped: vec![
                skipped("foreign", "old.example", &foreign, 2),
                skipped("spam", "", "It is spam.", 1),
            ],
            hosts: vec![
                host("old.example", 0, 2),
                host("blog.example", 1, 0),
                host("", 1, 0)
            ],
        }
    );
    assert_eq!(plan.cost(), Cost::of_batch(4, 1).and(Cost::of_pages(4)));
}

#[test]
fn as_many_hosts_as_pages_are_counted_at_once() {
    let pages = (0..50_000).map(|n| {
        let host = n.max(2);
        page(&n.to_string(), &format!("https://h{host}.example/{n}/"))
    });
    let hosts = plan(pages).summary().hosts;
    assert_eq!((hosts.len(), hosts[0].lost), (49_998, 3));
    assert_eq!(hosts[0].host, "h2.example");
    assert_eq!(hosts[1].host, "h3.example");
}
