//! How an import goes through its files.

use std::cell::Cell;
use std::io::{self, Cursor, Read};
use std::rc::Rc;

use super::files::{File, mixed, run, run_of, site, sources, wordpress};
use super::server::Server;
use crate::Fault;
use crate::run::{BUDGET, Progress, Rules, Run, Sources, plan};
use postil_model::wire::desk::Started;

#[test]
fn the_newest_threads_come_first_where_there_is_room() {
    let order = |file: &str, budget| {
        let mut server = Server::default();
        server.carry(&mut run_of(&[file], budget));
        server.order
    };
    let newest: Vec<String> = (0..9).rev().map(|n| format!("/{n}/")).collect();
    assert_eq!(order(&wordpress(0..9), BUDGET), newest);
    assert_eq!(order(&mixed(9, 90), BUDGET), newest);
    // The threads of a file of WordPress come in its order, where they have to make room.
    let oldest: Vec<String> = (0..9).map(|n| format!("/{n}/")).collect();
    assert_eq!(order(&wordpress(0..9), 1), oldest);
    // Where they are mixed, the newest have a pass to themselves.
    assert_eq!(order(&mixed(9, 90), 30_000), newest);
}

#[test]
fn files_are_read_no_more_often_than_there_is_room_for() {
    for (file, budget, expected) in [
        (wordpress(0..9), BUDGET, 1),
        (mixed(12, 700), BUDGET, 1),
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
    assert_eq!(run.progress(), Progress { done: 59, all: 59 });
}

#[test]
fn a_file_that_is_no_export_is_named() {
    let mut sources = sources(&[&mixed(1, 1), "Hello"]);
    let planned = plan(&site(), &Rules::default(), &mut sources, &mut |_, _| {});
    let wrong = planned.unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "2.xml: This file is of none of the kinds that can be read."
    );
    sources.add("gone.xml", || Err(io::ErrorKind::NotFound.into()));
    let planned = plan(&site(), &Rules::default(), &mut sources, &mut |_, _| {});
    let wrong = planned.unwrap_err();
    assert!(matches!(wrong.fault, Fault::Io(_)));
    assert_eq!(wrong.file, "gone.xml");
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
