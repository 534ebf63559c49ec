//! Imports carried out to the end, and not.

pub mod files;
mod server;

use std::cell::Cell;
use std::io::{self, Cursor, Read};
use std::rc::Rc;

use files::{File, mixed, parts, run, run_of, site, sources, wordpress};
use server::Server;

use super::{Rules, Run, Sources, plan};
use crate::Fault;
use postil_model::State;
use postil_model::import::{Cost, MOST_ENTRIES};
use postil_model::wire::desk::{Added, Outcome, Started};

const POSTIL: &str = include_str!("../../tests/corpus/postil/site.jsonl");

/// The receipt as lists of cells, without the names of the columns.
fn rows(run: &Run<File>) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    run.receipt(&mut out).unwrap();
    let mut table = csv::Reader::from_reader(&out[..]);
    let rows = table.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn what_postil_wrote_comes_back_line_by_line() {
    let mut server = Server::default();
    let mut run = run(&[POSTIL]);
    server.carry(&mut run);
    let site = run.plan().site.clone().unwrap();
    let mut lines = vec![serde_json::to_string(&site).unwrap()];
    lines.extend(server.lines());
    for (came, went) in lines.iter().zip(POSTIL.lines()).skip(1) {
        assert_eq!(came, went);
    }
    assert_eq!(lines.len(), POSTIL.lines().count());
    let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    assert_eq!(
        read(&lines[0])["secret"],
        read(POSTIL.lines().next().unwrap())["secret"]
    );
}

#[test]
fn an_import_that_is_stopped_anywhere_ends_the_same() {
    for files in [
        vec![mixed(12, 700)],
        vec![wordpress(0..7), wordpress(7..9)],
        vec![POSTIL.to_owned()],
    ] {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let mut undisturbed = Server::default();
        let mut whole = run_of(&files, 40_000);
        let batches = undisturbed.carry(&mut whole);
        for stop in 0..batches {
            for is_answered in [false, true] {
                let mut server = Server::default();
                let mut first = run_of(&files, 40_000);
                server.carry_until(&mut first, stop, is_answered);
                let mut second = run_of(&files, 40_000);
                server.carry(&mut second);
                assert_eq!(server, undisturbed, "stopped after {stop}");
                assert_eq!(second.progress().done, second.progress().all);
                assert_eq!(rows(&second).len(), rows(&whole).len());
            }
        }
    }
}

#[test]
fn what_was_finished_before_is_not_sent_again() {
    let file = mixed(3, 90);
    let mut server = Server::default();
    let batches = server.carry(&mut run(&[&file]));
    assert!(batches >= 3);
    let mut again = run(&[&file]);
    assert_eq!(server.carry(&mut again), 0);
    assert_eq!(again.progress(), super::Progress { done: 90, all: 90 });
    assert!(rows(&again).iter().all(|row| row[3] == "already there"));
}

#[test]
fn the_plan_knows_what_will_be_sent() {
    for file in [mixed(12, 700), wordpress(0..5), POSTIL.to_owned()] {
        for budget in [20_000, super::BUDGET] {
            let mut server = Server::default();
            let mut run = run_of(&[&file], budget);
            let summary = run.plan().summary();
            let cost = run.plan().cost();
            server.carry(&mut run);
            assert_eq!(server.cost, cost);
            let count = |state| server.count(state);
            assert_eq!(summary.comments, count(State::Published));
            assert_eq!(summary.held, count(State::Held));
            assert_eq!(summary.spam, count(State::Spam));
            assert_eq!(summary.tombstones + summary.removed, count(State::Removed));
            assert_eq!(summary.threads, server.threads.len());
        }
    }
}

#[test]
fn the_newest_threads_come_first_where_there_is_room() {
    let order = |file: &str, budget| {
        let mut server = Server::default();
        server.carry(&mut run_of(&[file], budget));
        server.order
    };
    let newest: Vec<String> = (0..9).rev().map(|n| format!("/{n}/")).collect();
    assert_eq!(order(&wordpress(0..9), super::BUDGET), newest);
    assert_eq!(order(&mixed(9, 90), super::BUDGET), newest);
    // The threads of a file of WordPress come in its order, where they have to make room.
    let oldest: Vec<String> = (0..9).map(|n| format!("/{n}/")).collect();
    assert_eq!(order(&wordpress(0..9), 1), oldest);
    // Where they are mixed, the newest have a pass to themselves.
    assert_eq!(order(&mixed(9, 90), 30_000), newest);
}

#[test]
fn files_are_read_no_more_often_than_there_is_room_for() {
    for (file, budget, expected) in [
        (wordpress(0..9), super::BUDGET, 1),
        (mixed(12, 700), super::BUDGET, 1),
        // A thread after the other finds the room of the one before it.
        (wordpress(0..9), 20_000, 1),
        (mixed(12, 700), 200_000, 4),
    ] {
        let opened = Rc::new(Cell::new(0));
        let mut sources = Sources::new();
        let (bytes, count) = (Rc::<[u8]>::from(file.as_bytes()), Rc::clone(&opened));
        sources.add("a", move || {
            count.set(count.get() + 1);
            Ok(Cursor::new(Rc::clone(&bytes)))
        });
        let rules = Rules::default();
        let plan = plan(&site(), &rules, &mut sources, &mut |_, _| {}).unwrap();
        opened.set(0);
        let mut run = Run::new(&site(), plan, rules, sources);
        run.budget = budget;
        Server::default().carry(&mut run);
        assert_eq!(opened.get(), expected, "{budget}");
    }
}

#[test]
fn parts_of_one_export_belong_together() {
    let [one, two] = parts();
    let mut server = Server::default();
    let mut run = run(&[&one, &two]);
    server.carry(&mut run);
    assert_eq!(
        server.told("/x/"),
        ["1 < published", "2 <1 published", "3 <2 published"]
    );
    let rows = rows(&run);
    assert_eq!(rows.len(), 4);
    assert_eq!(
        (rows[3][0].as_str(), rows[3][3].as_str()),
        ("2.xml", "skipped")
    );
    assert!(rows[3][6].contains("of this id before"));
}

#[test]
fn two_threads_of_postil_that_become_one_are_numbered_anew() {
    let mut rules = Rules::default();
    rules.moves.page("/b/", "/a/");
    let comment = |n: u32| {
        format!(
            "{{\"comment\":\"01923456-789a-7001-8000-00000000000{n}\",\"number\":\"1\",\"state\":\"published\",\"name\":\"Ada\",\"key\":\"{}\",\"created\":{n},\"body\":\"{n}\"}}\n",
            "a".repeat(64)
        )
    };
    let line = |thread: &str| format!("{{\"thread\":\"{thread}\"}}\n");
    let (site_line, _) = POSTIL.split_once('\n').unwrap();
    let whole = format!(
        "{site_line}\n{}{}{}{}",
        line("/a/"),
        comment(1),
        line("/b/"),
        comment(2)
    );
    let again = format!("{site_line}\n{}{}", line("/c/"), comment(2));
    let mut sources = sources(&[&whole, &again]);
    let plan = plan(&site(), &rules, &mut sources, &mut |_, _| {}).unwrap();
    let mut run = Run::new(&site(), plan, rules, sources);
    let mut server = Server::default();
    server.carry(&mut run);
    assert_eq!(server.told("/a/"), ["1 < published", "2 < published"]);
    assert!(!server.lines().concat().contains("number"));
    assert_eq!(server.threads.len(), 1, "the same comment comes once");
}

#[test]
fn the_same_file_and_rules_are_the_same_import() {
    let file = mixed(3, 9);
    let id = |file: &str, change: &dyn Fn(&mut Rules)| {
        let mut rules = Rules::default();
        change(&mut rules);
        let mut sources = sources(&[file]);
        let plan = plan(&site(), &rules, &mut sources, &mut |_, _| {}).unwrap();
        Run::new(&site(), plan, rules, sources).id().to_owned()
    };
    let same = id(&file, &|_| {});
    assert_eq!(id(&file, &|_| {}), same);
    for other in [
        id(&mixed(3, 8), &|_| {}),
        id(&mixed(2, 9), &|_| {}),
        id(&file, &|rules| rules.nameless = "Nobody".to_owned()),
        id(&file, &|rules| {
            rules.badges.push(("u1".to_owned(), "Author".to_owned()))
        }),
        id(&file, &|rules| rules.moves.page("/1/", "/one/")),
    ] {
        assert_ne!(other, same);
    }
}

#[test]
fn steps_have_their_turns() {
    let mut run = run(&[&mixed(2, 4)]);
    let started = |secret: &str| Started {
        secret: secret.to_owned(),
        done: Vec::new(),
    };
    assert!(matches!(run.next(), Err(Fault::OutOfTurn)));
    for secret in ["", "0", "xy", "é0"] {
        assert!(matches!(
            run.started(&started(secret)),
            Err(Fault::OutOfTurn)
        ));
    }
    let begin = run.begin("a.json");
    assert_eq!(
        (begin.what.as_str(), begin.system.as_str()),
        ("begin", "remark42")
    );
    assert_eq!((begin.site.as_str(), begin.name.as_str()), ("s", "a.json"));
    run.started(&started("00ff")).unwrap();
    let none = Added {
        outcomes: Vec::new(),
    };
    assert!(matches!(run.added(&none), Err(Fault::OutOfTurn)));
    let batch = run.next().unwrap().unwrap();
    assert_eq!(
        (batch.site.as_str(), batch.import.as_str()),
        ("s", run.id())
    );
    assert!(matches!(run.next(), Err(Fault::OutOfTurn)));
    assert!(matches!(run.added(&none), Err(Fault::OutOfTurn)));
    let outcomes = vec![Outcome::New; batch.comments.len()];
    run.added(&Added { outcomes }).unwrap();
    assert_eq!(run.progress().done, 2);
    let next = run.next().unwrap().unwrap();
    assert_eq!(next.done.len(), 1, "the thread before it is finished");
    run.added(&Added {
        outcomes: vec![Outcome::There; 2],
    })
    .unwrap();
    assert!(run.next().unwrap().is_none());
    assert_eq!(run.end().done.len(), 1);
}

#[test]
fn a_thread_is_sent_in_batches_of_bounded_size() {
    let mut server = Server::default();
    let mut run = run(&[&mixed(1, 250)]);
    assert_eq!(server.carry(&mut run), 250_usize.div_ceil(MOST_ENTRIES));
    let expected = [100, 100, 50].map(|comments| Cost::of_batch(comments, 0));
    assert_eq!(
        server.cost,
        expected.into_iter().fold(Cost::default(), Cost::and)
    );
}

/// A file that cannot be read once, wherever that is.
struct Flaky {
    file: File,
    left: Rc<Cell<i64>>,
}

impl Read for Flaky {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = into.len().min(100);
        let count = self.file.read(&mut into[..most])?;
        let before = self.left.replace(self.left.get() - count as i64);
        if before > 0 && self.left.get() <= 0 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        Ok(count)
    }
}

impl io::Seek for Flaky {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[test]
fn a_file_that_fails_once_is_read_again() {
    let file = mixed(4, 60);
    let mut undisturbed = Server::default();
    undisturbed.carry(&mut run_of(&[&file], 8_000));
    for fails in (1..2 * file.len() as i64).step_by(997) {
        let left = Rc::new(Cell::new(0));
        let mut sources = Sources::new();
        let (bytes, shared) = (Rc::<[u8]>::from(file.as_bytes()), Rc::clone(&left));
        sources.add("a", move || {
            Ok(Flaky {
                file: Cursor::new(Rc::clone(&bytes)),
                left: Rc::clone(&shared),
            })
        });
        let rules = Rules::default();
        let plan = plan(&site(), &rules, &mut sources, &mut |_, _| {}).unwrap();
        let mut run = Run::new(&site(), plan, rules, sources);
        run.budget = 8_000;
        left.set(fails);
        let mut server = Server::default();
        let started = server.begin(&run.begin("a"));
        run.started(&started).unwrap();
        let mut faults = 0;
        loop {
            match run.next() {
                Ok(Some(batch)) => {
                    let added = server.add(batch);
                    run.added(&added).unwrap();
                }
                Ok(None) => break,
                Err(fault) => {
                    assert!(matches!(fault, Fault::Io(_)), "{fault}");
                    faults += 1;
                }
            }
        }
        server.end(&run.end());
        assert_eq!(faults, 1, "{fails}");
        assert_eq!(server, undisturbed, "{fails}");
    }
}

#[test]
fn a_file_that_has_changed_is_known() {
    let file = mixed(4, 60);
    for changed in [
        file.replace("\"c30\"", "\"d30\""),
        file.lines()
            .take(40)
            .map(|line| format!("{line}\n"))
            .collect(),
        mixed(4, 61),
    ] {
        let now = Rc::new(Cell::new(false));
        let mut sources = Sources::new();
        let (one, two, is_now) = (file.clone(), changed.clone(), Rc::clone(&now));
        sources.add("a", move || {
            let file = if is_now.get() { &two } else { &one };
            Ok(Cursor::new(Rc::<[u8]>::from(file.as_bytes())))
        });
        let rules = Rules::default();
        let plan = plan(&site(), &rules, &mut sources, &mut |_, _| {}).unwrap();
        let mut run = Run::new(&site(), plan, rules, sources);
        now.set(true);
        let secret = "00".to_owned();
        run.started(&Started {
            secret,
            done: Vec::new(),
        })
        .unwrap();
        let is_longer = changed.len() > file.len();
        let next = run.next();
        // Of what comes after the last entry that is wanted nothing is read.
        assert!(is_longer || matches!(next, Err(Fault::Changed)), "{next:?}");
    }
}

#[test]
fn what_is_torn_is_imported_as_far_as_it_goes() {
    let whole = mixed(4, 60);
    let torn = &whole[..whole.len() - 40];
    let mut server = Server::default();
    let mut run = run(&[torn]);
    assert!(matches!(run.plan().fault(), Some(Fault::BrokenOff { .. })));
    server.carry(&mut run);
    assert_eq!(run.progress(), super::Progress { done: 59, all: 59 });
}

#[test]
fn how_far_files_were_read_is_told() {
    let file = wordpress(0..400);
    let mut told = Vec::new();
    let mut progress = |read, all| told.push((read, all));
    let mut sources = sources(&[&file, &wordpress(400..401)]);
    plan(&site(), &Rules::default(), &mut sources, &mut progress).unwrap();
    let all = (file.len() + wordpress(400..401).len()) as u64;
    assert!(told.len() > 3, "{told:?}");
    assert!(
        told.is_sorted() && told.iter().all(|(_, of)| *of == all),
        "{told:?}"
    );
    assert_eq!(told.last(), Some(&(all, all)));
}
