use super::{Draft, Fate, Gone, Item, Part, Plan, Thread, Why};
use crate::arrange::Loose;
use crate::moves::{Lost, Moves};
use crate::{Author, Entry, Export, Fault, Found, Kind, Page, System};
use postil_model::wire::desk::CommentLine;
use postil_model::{CommentId, Site, State};

pub(super) fn site() -> Site {
    serde_json::from_str(
        r#"{"id": "s", "title": "S", "origins": ["https://blog.example"], "mirrors": [], "languages": ["en"], "policy": "open"}"#,
    )
    .unwrap()
}

pub(super) fn page(key: &str, address: &str) -> Found {
    Found::Page(Page {
        key: key.to_owned(),
        address: address.to_owned(),
        ..Page::default()
    })
}

/// An entry as `id`, `id<parent`, on the page `p`, written at its place in the file.
pub(super) fn entry(text: &str, state: State) -> Entry {
    let (id, parent) = text
        .split_once('<')
        .map_or((text, None), |(id, parent)| (id, Some(parent)));
    Entry {
        at: 0,
        id: id.to_owned(),
        page: "p".to_owned(),
        parent: parent.map(str::to_owned),
        kind: Kind::Comment,
        state,
        author: Author::default(),
        created: None,
        edited: None,
        body: format!("The text of {id}."),
        line: None,
    }
}

pub(super) fn plan(found: impl IntoIterator<Item = Found>) -> Plan {
    of_parts([(
        System::WordPress,
        found.into_iter().map(Ok).collect::<Vec<_>>(),
    )])
}

/// The plan of several exports.
pub(super) fn of_parts(
    parts: impl IntoIterator<Item = (System, Vec<Result<Found, Fault>>)>,
) -> Plan {
    let (site, moves) = (site(), Moves::default());
    let mut draft = Draft::new(&site, &moves);
    for (source, (system, found)) in parts.into_iter().enumerate() {
        draft.begin(Part::of("file", source, Export::of_file(system)));
        for found in found {
            draft.take(found);
        }
    }
    draft.finish()
}

/// Lines, and the lines that they answer.
type Answers = Vec<(usize, Option<usize>)>;

/// What is written on each thread: a line, and the line that it answers.
pub(super) fn written(plan: &Plan) -> Vec<(String, Answers)> {
    let items = |thread: &Thread| -> Answers {
        let item = |item: &Item| (item.line, item.parent);
        thread.items.iter().map(item).collect()
    };
    plan.queue()
        .iter()
        .map(|thread| (thread.line(plan).thread, items(thread)))
        .collect()
}

/// The plan of entries on one page.
fn of(entries: impl IntoIterator<Item = Entry>) -> Plan {
    let entries = entries.into_iter().map(Found::Entry);
    plan([page("p", "/p/")].into_iter().chain(entries))
}

/// What becomes of one entry.
fn fate(entry: Entry) -> Fate {
    of([entry]).lines[0].fate.clone()
}

#[test]
fn every_state_and_kind_has_its_fate() {
    let with = |kind: Kind, state| {
        fate(Entry {
            kind,
            ..entry("a", state)
        })
    };
    for (state, comment, mention) in [
        (State::Published, Fate::Publish, Fate::Mention),
        (State::Held, Fate::Hold, Fate::Skip(Why::Unapproved)),
        (State::Spam, Fate::Skip(Why::Spam), Fate::Skip(Why::Spam)),
        (
            State::Removed,
            Fate::Skip(Why::Deleted),
            Fate::Skip(Why::Deleted),
        ),
    ] {
        assert_eq!(with(Kind::Comment, state), comment, "{state:?}");
        assert_eq!(with(Kind::Mention, state), mention, "{state:?}");
        let note = "order_note".to_owned();
        assert_eq!(
            with(Kind::Other(note.clone()), state),
            Fate::Skip(Why::NoComment(note))
        );
    }
}

#[test]
fn a_text_must_say_something_and_come_to_an_end() {
    let with = |body: &str| {
        fate(Entry {
            body: body.to_owned(),
            ..entry("a", State::Published)
        })
    };
    assert_eq!(with(" \n\u{200B}"), Fate::Skip(Why::Empty));
    assert_eq!(with("\0 "), Fate::Skip(Why::Empty));
    assert_eq!(with("a\0b"), Fate::Publish);
    assert_eq!(with(&format!("\0{}", "x".repeat(65_535))), Fate::Publish);
    assert_eq!(with(&"x".repeat(65_535)), Fate::Publish);
    assert_eq!(with(&"x".repeat(65_536)), Fate::Skip(Why::TooLong));
}

#[test]
fn what_is_gone_holds_the_place_of_what_answers_it() {
    let plan = of([
        entry("spam", State::Spam),
        entry("gone<spam", State::Removed),
        entry("kept<gone", State::Published),
        entry("alone<kept", State::Removed),
        entry("waits<other", State::Held),
        entry("other", State::Removed),
    ]);
    let told: Vec<String> = plan
        .lines
        .iter()
        .map(|line| format!("{:?}", line.fate))
        .collect();
    assert_eq!(
        told,
        [
            "Stone(Spam)",
            "Stone(Deleted)",
            "Publish",
            "Skip(Deleted)",
            "Hold",
            "Stone(Deleted)"
        ]
    );
    let (thread, order) = written(&plan).remove(0);
    assert_eq!(thread, "/p/");
    assert_eq!(
        order,
        [
            (0, None),
            (5, None),
            (1, Some(0)),
            (4, Some(5)),
            (2, Some(1))
        ]
    );
}

#[test]
fn a_circle_of_what_is_gone_ends() {
    let plan = of([
        entry("a<b", State::Removed),
        entry("b<a", State::Removed),
        entry("c<a", State::Published),
    ]);
    assert_eq!(plan.count(Fate::is_comment), 3);
    assert_eq!(plan.queue()[0].items[0].loose, Some(Loose::Circle));
}

#[test]
fn an_entry_is_one_however_often_it_is_in_the_file() {
    let plan = of([
        entry("a", State::Published),
        entry("a", State::Published),
        entry("b<a", State::Published),
    ]);
    assert_eq!(plan.lines[1].fate, Fate::Skip(Why::Twice));
    assert_eq!(written(&plan)[0].1, [(0, None), (2, Some(0))]);
}

#[test]
fn pages_are_found_wherever_they_are_told() {
    let on = |page: &str, id: &str| {
        let page = page.to_owned();
        Found::Entry(Entry {
            page,
            ..entry(id, State::Published)
        })
    };
    let plan = plan([
        on("late", "a"),
        page("late", "https://blog.example/late/"),
        page("again", "/late/?utm_source=x"),
        on("again", "b"),
        page("foreign", "https://other.example/"),
        on("foreign", "c"),
        on("nowhere", "d"),
        page("empty", ""),
        on("empty", "e"),
    ]);
    let fates: Vec<_> = plan.lines.iter().map(|line| line.fate.clone()).collect();
    let foreign = Lost::Foreign("other.example".to_owned());
    let lost = |lost: Lost| Fate::Skip(Why::Lost(lost));
    assert_eq!(
        fates,
        [
            Fate::Publish,
            Fate::Publish,
            lost(foreign),
            lost(Lost::NoAddress),
            lost(Lost::NoAddress),
        ]
    );
    // Two pages of the file are one of the site's.
    let threads = written(&plan);
    assert_eq!(threads.len(), 1);
    assert_eq!(threads[0].1.len(), 2);
}

#[test]
fn a_reply_from_another_page_raises_no_stone() {
    let elsewhere = Entry {
        page: "q".to_owned(),
        ..entry("b<a", State::Published)
    };
    let plan = plan([
        page("p", "/p/"),
        page("q", "/q/"),
        Found::Entry(entry("a", State::Removed)),
        Found::Entry(elsewhere),
    ]);
    assert_eq!(plan.lines[0].fate, Fate::Skip(Why::Deleted));
    assert_eq!(plan.queue()[0].items[0].loose, Some(Loose::Missing));
}

#[test]
fn what_cannot_be_read_has_its_line() {
    let broken = Found::Broken {
        at: 7,
        id: Some("x".to_owned()),
        why: "it is torn".to_owned(),
    };
    let found = [
        Ok(page("p", "/p/")),
        Ok(broken),
        Err(Fault::BrokenOff { at: 9 }),
    ];
    let plan = of_parts([(System::Disqus, found.into())]);
    assert_eq!((plan.lines[0].at, plan.lines[0].id.as_str()), (7, "x"));
    assert_eq!(
        plan.lines[0].fate,
        Fate::Skip(Why::Broken("it is torn".to_owned()))
    );
    assert!(matches!(plan.fault(), Some(Fault::BrokenOff { at: 9 })));
}

#[test]
fn some_are_kept_to_be_looked_at() {
    let many = || (0..1_000).map(|n| entry(&n.to_string(), State::Published));
    let ids = |plan: &Plan| {
        plan.samples
            .iter()
            .map(|sample| sample.entry.id.parse::<u32>().unwrap())
            .collect::<Vec<_>>()
    };
    let plan = of(many());
    let chosen = ids(&plan);
    assert_eq!(chosen.len(), 20);
    assert!(chosen.is_sorted());
    assert!(chosen[0] < 300 && chosen[19] > 700, "{chosen:?}");
    assert_eq!(ids(&of(many())), chosen);
    assert_eq!(of([entry("a", State::Held)]).samples, []);
}

#[test]
fn what_is_kept_to_be_looked_at_is_as_it_will_be() {
    let on = |page: &str, id: &str| {
        let author = Author {
            name: format!(" {}\n", "é".repeat(200)),
            url: "javascript:alert(1)".to_owned(),
            ..Author::default()
        };
        let text = |id: &str| Entry {
            page: page.to_owned(),
            author: author.clone(),
            body: format!("\r\nThe\0 text of {id}.\n"),
            ..entry(id, State::Published)
        };
        Ok(Found::Entry(text(id)))
    };
    let lost = Ok(page("lost", "https://old.example/"));
    let one = vec![Ok(page("p", "/one/")), on("p", "1"), lost, on("lost", "2")];
    let other = vec![on("p", "3"), Ok(page("p", "/other/")), on("never", "4")];
    let plan = of_parts([(System::WordPress, one), (System::Disqus, other)]);
    let told: Vec<_> = (plan.samples.iter())
        .map(|sample| {
            let thread = plan.pages[sample.page].thread.as_ref().unwrap();
            (thread.as_str(), sample.entry.body.as_str())
        })
        .collect();
    assert_eq!(
        told,
        [("/one/", "The text of 1."), ("/other/", "The text of 3.")]
    );
    let author = &plan.samples[0].entry.author;
    assert_eq!((&*author.name, &*author.url), (&*"é".repeat(80), ""));
}

#[test]
fn what_postil_wrote_stays_what_it_was() {
    let own = |state, body: &str| {
        let line = CommentLine {
            comment: CommentId::new_v7(1, [1; 10]),
            number: Some("1".to_owned()),
            parent: None,
            state,
            reason: None,
            name: String::new(),
            url: None,
            badge: None,
            key: String::new(),
            created: 1,
            edited: None,
            away: None,
            body: String::new(),
            sent: None,
            former: Vec::new(),
            change: None,
            votes: Vec::new(),
            score: None,
        };
        fate(Entry {
            body: body.to_owned(),
            line: Some(Box::new(line)),
            ..entry("a", state)
        })
    };
    for (state, body, expected) in [
        (State::Published, "x", Fate::Publish),
        (State::Held, "x", Fate::Hold),
        (State::Spam, "x", Fate::Keep(State::Spam)),
        (State::Removed, "x", Fate::Keep(State::Removed)),
        (State::Removed, "", Fate::Stone(Gone::Deleted)),
        (State::Spam, "", Fate::Stone(Gone::Spam)),
        (State::Published, "", Fate::Skip(Why::Empty)),
    ] {
        assert_eq!(own(state, body), expected, "{state:?} {body:?}");
    }
}

#[test]
fn a_mention_is_no_longer_than_a_comment_may_be() {
    let with = |length| {
        fate(Entry {
            kind: Kind::Mention,
            body: "x".repeat(length),
            ..entry("a", State::Published)
        })
    };
    assert_eq!(with(65_535), Fate::Mention);
    assert_eq!(with(65_536), Fate::Skip(Why::TooLong));
}

#[test]
fn two_blogs_may_have_the_same_numbers() {
    let at = |text: &str, created| {
        Ok(Found::Entry(Entry {
            created: Some(created),
            ..entry(text, State::Published)
        }))
    };
    let one = vec![Ok(page("p", "/one/")), at("1", 10), at("2<1", 20)];
    let other = vec![
        Ok(page("p", "/other/")),
        at("1", 11),
        at("2<1", 20),
        at("3<2", 30),
    ];
    let plan = of_parts([
        (System::WordPress, one),
        (System::WordPress, other),
        (System::Disqus, vec![at("1<2", 10)]),
    ]);
    assert_eq!(
        written(&plan),
        [
            ("/one/".to_owned(), vec![(0, None), (1, Some(0))]),
            // Its second one is the first blog's, by its id and its moment.
            ("/other/".to_owned(), vec![(2, None), (4, None)]),
        ]
    );
    assert_eq!(plan.lines[3].fate, Fate::Skip(Why::Twice));
    // Another system's page of the same key is none of these.
    assert_eq!(plan.lines[5].fate, Fate::Skip(Why::Lost(Lost::NoAddress)));
}
