use super::Postil;
use crate::read::testing::torment;
use crate::{Entry, Fault, Found, Kind};
use postil_model::State;
use postil_model::wire::desk::{Door, FORMAT};

const SITE: &str = include_str!("../../../tests/corpus/postil/site.jsonl");
const ODD: &str = include_str!("../../../tests/corpus/postil/odd.jsonl");

fn found(file: &str) -> Vec<Found> {
    Postil::new(file.as_bytes()).map(Result::unwrap).collect()
}

fn entries(found: &[Found]) -> Vec<&Entry> {
    let mut entries = Vec::new();
    for found in found {
        if let Found::Entry(entry) = found {
            entries.push(entry);
        }
    }
    entries
}

#[test]
fn every_line_is_found_whole() {
    let found = found(SITE);
    assert_eq!(found.len(), SITE.lines().count());
    let Found::Site(site) = &found[0] else {
        panic!()
    };
    assert_eq!((site.site.id.as_str(), site.bans.len()), ("s", 1));
    let Found::Page(page) = &found[1] else {
        panic!()
    };
    assert_eq!(
        (page.key.as_str(), page.address.as_str()),
        ("/2024/x/", "/2024/x/")
    );
    assert!(page.line.as_ref().unwrap().pinned.is_some());
    assert_eq!(page.line.as_ref().unwrap().door, Door::Held);
    let entries = entries(&found);
    let states: Vec<State> = entries.iter().map(|entry| entry.state).collect();
    let published = State::Published;
    assert_eq!(
        states,
        [
            published,
            State::Removed,
            published,
            State::Held,
            State::Spam,
            State::Removed,
            published,
            published,
            published,
            published,
        ]
    );
    assert_eq!(entries[8].kind, Kind::Mention);
    assert_eq!(entries[9].page, "my own words");
    let first = entries[0].line.as_ref().unwrap();
    assert_eq!((first.votes.len(), first.former.len()), (2, 1));
    assert_eq!(
        (entries[0].body.as_str(), first.body.as_str()),
        ("First *of all*", "")
    );
    assert_eq!(entries[2].parent.as_deref(), Some(entries[1].id.as_str()));
}

#[test]
fn what_is_odd_takes_nothing_else_with_it() {
    let told: Vec<String> = found(ODD)
        .iter()
        .map(|found| match found {
            Found::Broken { id, why, .. } => {
                format!(
                    "{} {why}",
                    id.as_deref().map_or("-", |id| &id[id.len().min(35)..])
                )
            }
            Found::Entry(entry) => format!("{:?} {} {}", entry.kind, entry.page, entry.body),
            Found::Page(page) => format!("page {} {:?} {}", page.key, page.title, page.closed),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            "1 it belongs to no thread",
            "- a thread without an id",
            "page /x/ \"\" false",
            "Comment /x/ Sorted by another program",
            " id: id_invalid",
            "3 unknown variant `asleep`, expected one of `published`, `held`, `spam`, `removed`",
            "4 it was written after the year 9999",
            "Mention /x/ ",
            "- it is a line of no kind that is known",
            "- it is a line of no kind that is known",
            "page /y/ \"Y\" true",
        ]
    );
}

#[test]
fn a_later_format_is_refused() {
    let newer = SITE.replace("\"postil\":1", "\"postil\":2");
    let all: Vec<_> = Postil::new(newer.as_bytes()).collect();
    let [
        Err(
            fault @ Fault::Newer {
                format: 2,
                known: FORMAT,
            },
        ),
    ] = &all[..]
    else {
        panic!("{all:?}")
    };
    assert!(fault.to_string().contains("version 2"), "{fault}");
}

#[test]
fn a_file_that_breaks_off_is_read_as_far_as_it_goes() {
    let whole = found(SITE);
    for end in 0..SITE.len() {
        let cut = SITE.as_bytes().get(..end).unwrap();
        let (mut read, mut faults) = (Vec::new(), 0);
        for found in Postil::new(cut) {
            match found {
                Ok(found) => read.push(found),
                Err(Fault::BrokenOff { at }) => {
                    assert_eq!(at, end as u64);
                    faults += 1;
                }
                Err(fault) => panic!("{end}: {fault}"),
            }
        }
        assert!(whole.starts_with(&read), "{end}: {read:?}");
        let is_between = cut.is_empty() || cut.ends_with(b"}") || cut.ends_with(b"\n");
        assert!(faults == 1 || is_between, "{end}");
    }
}

#[test]
fn whatever_comes_ends() {
    torment(SITE.as_bytes(), |file| {
        Postil::new(std::io::Cursor::new(file))
    });
    torment(ODD.as_bytes(), |file| {
        Postil::new(std::io::Cursor::new(file))
    });
}
