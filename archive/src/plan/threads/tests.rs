use super::cut;
use crate::plan::tests::{entry, of_parts, page, plan};
use crate::{Entry, Found, Kind, Page, System};
use postil_model::State;
use postil_model::wire::desk::{Door, ThreadLine};

/// Entries as `moment`, or `?` where the file tells none; those with an `m` are mentions. And in
/// which moments they are written, in the order in which they are.
fn check(file: &str, expected: &[u64]) {
    let entries = file.split_whitespace().enumerate().map(|(at, text)| {
        let (kind, moment) = match text.strip_prefix('m') {
            Some(moment) => (Kind::Mention, moment),
            None => (Kind::Comment, text),
        };
        Found::Entry(Entry {
            kind,
            created: moment.parse().ok(),
            ..entry(&at.to_string(), State::Published)
        })
    });
    let plan = plan([page("p", "/p/")].into_iter().chain(entries));
    let items = &plan.queue()[0].items;
    let moments: Vec<u64> = items.iter().map(|item| item.created).collect();
    assert_eq!(moments, expected, "{file}");
}

#[test]
fn what_has_no_moment_has_that_of_what_is_beside_it() {
    check("1 2 3", &[1, 2, 3]);
    check("1 ? 3", &[1, 1, 3]);
    check("? ? 3 ?", &[3, 3, 3, 3]);
    check("5 ? 3 ?", &[3, 3, 5, 5]);
    check("? ?", &[0, 0]);
    check("m? 4 m?", &[4, 4, 4]);
    check("m7 ? m? 4", &[7, 7, 4, 4]);
    check("m7 ?", &[7, 7]);
}

#[test]
fn batches_are_bounded() {
    let check = |lengths: &[usize], expected: &[usize]| {
        let batches = cut(lengths.iter().copied());
        let counts: Vec<usize> = batches.iter().map(ExactSizeIterator::len).collect();
        assert_eq!(counts, expected);
        let all: Vec<usize> = batches.into_iter().flatten().collect();
        assert!(all.into_iter().eq(0..lengths.len()));
    };
    check(&[], &[]);
    check(&[1; 100], &[100]);
    check(&[1; 250], &[100, 100, 50]);
    check(&[200_000, 200_000, 1], &[2, 1]);
    check(&[1, 400_000, 1], &[1, 1, 1]);
    check(&[500_000, 500_000], &[1, 1]);
}

#[test]
fn mentions_come_first() {
    let mention = Entry {
        kind: Kind::Mention,
        created: Some(9),
        ..entry("m", State::Published)
    };
    let plan = plan([
        page("p", "/p/"),
        Found::Entry(entry("a", State::Published)),
        Found::Entry(mention),
    ]);
    let thread = &plan.queue()[0];
    let lines: Vec<usize> = thread.items.iter().map(|item| item.line).collect();
    assert_eq!(lines, [1, 0]);
    let batch = &thread.batches(&plan)[0];
    assert_eq!((batch.comments, batch.mentions), (1, 1));
}

/// A page of WordPress.
fn titled(key: &str, address: &str, title: &str, closed: bool) -> Found {
    Found::Page(Page {
        key: key.to_owned(),
        address: address.to_owned(),
        title: title.to_owned(),
        closed,
        line: None,
    })
}

/// What is said of the thread that two pages of one entry each are.
fn said(pages: [Found; 2]) -> ThreadLine {
    let on = |key: &str| {
        Found::Entry(Entry {
            page: key.to_owned(),
            ..entry(key, State::Published)
        })
    };
    let plan = plan(pages.into_iter().chain([on("1"), on("2")]));
    let threads = plan.queue();
    assert_eq!((threads.len(), threads[0].items.len()), (1, 2));
    threads[0].line(&plan)
}

#[test]
fn a_thread_is_called_as_its_pages_are() {
    let line = said([
        titled("1", "http://blog.example/x/?utm_source=y", " ", true),
        titled(
            "2",
            "/x/",
            &format!(" On\nnotes {}", "é".repeat(400)),
            false,
        ),
    ]);
    assert_eq!(line.thread, "/x/");
    assert_eq!(
        line.address.as_deref(),
        Some("https://blog.example/x/?utm_source=y")
    );
    assert_eq!(line.door, Door::Closed);
    let title = line.title.unwrap();
    assert!(title.starts_with("On notes é") && title.chars().count() == 300);
    let line = said([titled("1", "/x/", "", false), titled("2", "/x/", "", true)]);
    assert_eq!(line.address.as_deref(), Some("https://blog.example/x/"));
    assert_eq!((line.title, line.door), (None, Door::Open));
}

#[test]
fn what_postil_wrote_keeps_its_order() {
    let at = |id: &str, created| {
        Ok(Found::Entry(Entry {
            created: Some(created),
            ..entry(id, State::Published)
        }))
    };
    let found = || {
        vec![
            Ok(page("p", "/p/")),
            at("a", 9),
            at("b", 1),
            at("d<c", 2),
            at("c", 3),
        ]
    };
    let order = |system| {
        let plan = of_parts([(system, found())]);
        let items = plan.queue().remove(0).items;
        items.iter().map(|item| item.line).collect::<Vec<_>>()
    };
    assert_eq!(order(System::Postil), [0, 1, 3, 2]);
    assert_eq!(order(System::WordPress), [1, 3, 2, 0]);
}
