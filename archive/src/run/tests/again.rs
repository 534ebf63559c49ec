//! An import that stops and goes on.

use super::files::{mixed, run, run_of, site, sources, wordpress};
use super::server::Server;
use super::{POSTIL, rows};
use crate::Fault;
use crate::run::{Progress, Rules, Run, plan};
use postil_model::wire::desk::{Added, Outcome, Started};

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
    assert_eq!(again.progress(), Progress { done: 90, all: 90 });
    assert!(rows(&again).iter().all(|row| row[3] == "imported before"));
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
fn what_this_import_has_brought_before_is_told_apart() {
    let file = mixed(3, 9);
    let mut server = Server::default();
    // The second thread's batch says that the first is finished, and is not answered.
    server.carry_until(&mut run(&[&file]), 1, true);
    let mut again = run(&[&file]);
    server.carry(&mut again);
    let rows = rows(&again);
    for result in ["imported before", "already there", "imported"] {
        let count = rows.iter().filter(|row| row[3] == result).count();
        assert_eq!(count, 3, "{result}");
    }
}

#[test]
fn the_names_of_many_files_are_cut_to_what_is_taken() {
    let run = run(&[&mixed(1, 1)]);
    let name = |length: usize| run.begin(&"é".repeat(length)).name;
    assert_eq!(name(300), "é".repeat(300));
    assert_eq!(name(301), format!("{}…", "é".repeat(299)));
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
