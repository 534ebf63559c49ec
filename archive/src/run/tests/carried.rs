//! What comes of an import that is carried out to its end.

use super::files::{mixed, parts, run, run_of, site, sources, wordpress};
use super::server::Server;
use super::{POSTIL, rows};
use crate::run::{BUDGET, Rules, Run, plan};
use postil_model::State;
use postil_model::import::{Cost, MOST_ENTRIES};

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
fn the_plan_knows_what_will_be_sent() {
    for file in [mixed(12, 700), wordpress(0..5), POSTIL.to_owned()] {
        for budget in [20_000, BUDGET] {
            let mut server = Server::default();
            let mut run = run_of(&[&file], budget);
            let summary = run.plan().summary();
            let cost = run.plan().cost();
            server.carry(&mut run);
            // All of them have one page.
            let writes = u32::try_from(server.threads.len()).unwrap();
            assert_eq!(
                cost,
                Cost {
                    writes,
                    ..server.cost
                }
            );
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
