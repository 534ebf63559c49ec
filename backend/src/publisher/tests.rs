use super::{Publisher, PutError, Step, Urgency};
use crate::ledger::{Borrow, DAY, Ledger, Loan, Plan, Purpose};

const START: u64 = 20_000 * DAY + 1_000_000;

fn loan(granted: u32) -> Loan {
    Loan {
        granted,
        gap: 10_000,
        ..Loan::default()
    }
}

/// A publisher whose steps are done at once: puts succeed with the version that was asked for.
struct Played {
    publisher: Publisher,
    ledger: Ledger,
    puts: Vec<(u64, u64, Option<u64>)>,
}

impl Played {
    fn new() -> Self {
        Self {
            publisher: Publisher::default(),
            ledger: Ledger::default(),
            puts: Vec::new(),
        }
    }

    /// Others on the account have put so much already.
    fn spend(&mut self, puts: u32) {
        let purpose = Purpose::Readers;
        let ask = Borrow { puts, purpose };
        self.ledger.lend(ask, Plan::Free, START);
    }

    /// Runs until a moment, in the steps that the publisher asks for.
    fn until(&mut self, mut now: u64, end: u64) {
        loop {
            match self.publisher.next(now) {
                Step::Put {
                    key,
                    version,
                    live_until,
                } => {
                    self.puts
                        .push((now - START, version, live_until.map(|at| at - START)));
                    self.publisher.put_done(&key, version, Ok(()), now);
                }
                Step::Borrow(ask) => {
                    let loan = self.ledger.lend(ask, Plan::Free, now);
                    self.publisher.lent(loan, now);
                }
                Step::ReadBack { key } => {
                    let held = self.publisher.keys[&key].put;
                    self.publisher.read_back(&key, held, now);
                }
                Step::Sleep { until } if until <= end => now = until,
                Step::Sleep { .. } | Step::Idle => return,
            }
        }
    }
}

#[test]
fn changes_that_come_together_share_a_put() {
    let mut played = Played::new();
    for version in 1..=5 {
        played
            .publisher
            .changed("k", version, Urgency::Text, START + version * 100);
    }
    played.until(START + 500, START + 100_000);
    assert_eq!(played.puts, [(1_100, 5, None)]);
    assert_eq!(played.publisher.next(START + 200_000), Step::Idle);
}

#[test]
fn a_key_rests_between_puts() {
    let mut played = Played::new();
    played.publisher.changed("k", 1, Urgency::Text, START);
    played.until(START, START + 2_000);
    played
        .publisher
        .changed("k", 2, Urgency::Text, START + 2_000);
    played.until(START + 2_000, START + 20_000);
    assert_eq!(played.puts, [(1_000, 1, None), (11_000, 2, None)]);
}

#[test]
fn a_removal_does_not_rest() {
    let mut played = Played::new();
    played.publisher.changed("k", 1, Urgency::Text, START);
    played.until(START, START + 1_500);
    played
        .publisher
        .changed("k", 2, Urgency::Removal, START + 1_500);
    played.until(START + 1_500, START + 5_000);
    assert_eq!(played.puts, [(1_000, 1, None), (2_500, 2, None)]);
}

#[test]
fn where_the_gap_is_long_copies_are_live() {
    let mut played = Played::new();
    played.spend(300);
    played.publisher.changed("k", 1, Urgency::Text, START);
    played.until(START, START + 10_000);
    assert_eq!(played.puts, [(1_000, 1, Some(391_000))]);
    // Readers see what comes now from the object, a removal too: nothing is put.
    played
        .publisher
        .changed("k", 2, Urgency::Text, START + 20_000);
    played
        .publisher
        .changed("k", 3, Urgency::Removal, START + 30_000);
    played.until(START + 30_000, START + 300_000);
    assert_eq!(played.puts.len(), 1);
    // In time before the copy ceases to be live.
    played.until(START + 300_000, START + 390_000);
    assert_eq!(played.puts[1], (301_000, 3, Some(691_000)));
    // Nothing has changed since: the copy is the newest when it ceases to be live.
    played.until(START + 390_000, START + 5_000_000);
    assert_eq!(played.puts.len(), 2);
}

#[test]
fn late_in_the_days_spend_a_key_costs_one_more_put() {
    let mut played = Played::new();
    played.spend(600);
    for version in 1..500 {
        let now = START + version * 60_000;
        played.publisher.changed("k", version, Urgency::Text, now);
        played.until(now, now + 60_000);
    }
    assert_eq!(played.puts.len(), 1);
    assert!(played.puts[0].2.unwrap() >= DAY - 1_000_000);
    played.until(START + DAY - 1_000_000, START + DAY + 2_000_000);
    assert_eq!(played.puts.len(), 2, "and one in the new day");
}

#[test]
fn failures_are_tried_again_for_ever_and_cost_nothing() {
    let mut publisher = Publisher::default();
    publisher.changed("k", 1, Urgency::Text, START);
    let mut now = START;
    let (mut tries, mut borrowed) = (0, 0);
    while now < START + 3_600_000 {
        match publisher.next(now) {
            Step::Put { key, version, .. } => {
                tries += 1;
                publisher.put_done(&key, version, Err(PutError::Failed), now);
            }
            Step::Borrow(ask) => {
                borrowed += ask.puts;
                publisher.lent(loan(ask.puts), now);
            }
            Step::Sleep { until } => now = until,
            step => panic!("{step:?}"),
        }
    }
    assert!((100..200).contains(&tries), "{tries}");
    assert_eq!(borrowed, 1);
}

#[test]
fn an_older_copy_that_came_late_is_replaced() {
    let mut played = Played::new();
    played.publisher.changed("k", 1, Urgency::Text, START);
    played.until(START, START + 5_000);
    assert_eq!(
        played.publisher.next(START + 66_000),
        Step::ReadBack {
            key: "k".to_owned()
        }
    );
    played.publisher.read_back("k", Some(0), START + 66_000);
    played.until(START + 66_000, START + 200_000);
    assert_eq!(played.puts.len(), 2);
    assert_eq!(played.puts[1].1, 1);
}

#[test]
fn what_kv_never_had_is_waited_for() {
    let mut publisher = Publisher::default();
    publisher.changed("k", 1, Urgency::Text, START);
    assert!(!publisher.waiting(START + 1_000));
    publisher.lent(
        Loan {
            retry_at: Some(START + DAY),
            ..Loan::default()
        },
        START + 1_000,
    );
    assert!(publisher.waiting(START + 1_000));
    publisher.lent(loan(1), START + 2_000);
    publisher.next(START + 2_000);
    publisher.put_done("k", 1, Ok(()), START + 2_000);
    assert!(!publisher.waiting(START + 2_000));
    publisher.changed("k", 2, Urgency::Text, START + 3_000);
    assert!(
        !publisher.waiting(START + DAY),
        "a copy that is behind is there all the same"
    );
}

#[test]
fn counts_and_scores_come_seldom() {
    for (urgency, gap) in [(Urgency::Index, 300_000), (Urgency::Score, 1_800_000)] {
        let mut played = Played::new();
        for version in 1..400 {
            let now = START + version * 10_000;
            played.publisher.changed("k", version, urgency, now);
            played.until(now, now + 10_000);
        }
        let apart: Vec<u64> = played
            .puts
            .windows(2)
            .map(|pair| pair[1].0 - pair[0].0)
            .collect();
        assert!(
            !apart.is_empty() && apart.iter().all(|apart| *apart >= gap),
            "{apart:?}"
        );
    }
}

#[test]
fn a_clock_that_is_set_back_stops_nothing() {
    let mut played = Played::new();
    played
        .publisher
        .changed("k", 1, Urgency::Text, START + 2 * DAY);
    played.until(START + 2 * DAY, START + 2 * DAY + 5_000);
    played.publisher.changed("k", 2, Urgency::Text, START);
    played.until(START, START + 60_000);
    assert_eq!(played.puts.len(), 2);
}

#[test]
fn the_state_survives_in_the_store() {
    let mut played = Played::new();
    played.publisher.changed("k", 1, Urgency::Text, START);
    let stored = serde_json::to_string(&played.publisher).unwrap();
    played.publisher = serde_json::from_str(&stored).unwrap();
    played.until(START, START + 5_000);
    assert_eq!(played.puts.len(), 1);
}

#[test]
fn what_was_imported_waits_for_its_turn() {
    let mut played = Played::new();
    let keys = ["a".to_owned(), "b".to_owned()];
    played.publisher.imported(&keys, 1, START);
    // A change of the settings, or of the build, gives it none.
    played.publisher.changed("a", 2, Urgency::Score, START);
    played.until(START, START + DAY);
    assert_eq!(played.puts, []);
    assert!(played.publisher.waiting(START), "readers find it at once");
    let turn = START + 2 * DAY;
    assert_eq!(played.publisher.turn(loan(1), turn), 1);
    played.until(turn, turn + 5_000);
    assert_eq!(played.puts.len(), 1, "as many as were lent");
    assert_eq!(played.publisher.turn(loan(1), turn + 5_000), 0);
    played.until(turn + 5_000, turn + 10_000);
    assert_eq!(played.puts.len(), 2);
    assert!(
        played.publisher.waiting(turn + 5_000),
        "edges have missed it"
    );
    assert!(!played.publisher.waiting(turn + 70_000));
}

#[test]
fn a_reader_who_writes_where_something_was_imported_is_not_kept_waiting() {
    let mut played = Played::new();
    let keys = ["a".to_owned(), "b".to_owned()];
    played.publisher.imported(&keys, 1, START);
    played
        .publisher
        .changed("b", 2, Urgency::Text, START + 9_000);
    played.until(START + 9_000, START + 60_000);
    assert_eq!(played.puts.len(), 1);
    assert!(played.publisher.waiting(START + 60_000));
}

#[test]
fn what_is_imported_where_kv_has_something_is_put_at_once() {
    let mut played = Played::new();
    played.publisher.changed("a", 1, Urgency::Text, START);
    played.until(START, START + 5_000);
    played
        .publisher
        .imported(&["a".to_owned()], 2, START + 20_000);
    played.until(START + 20_000, START + 30_000);
    assert_eq!(played.puts.len(), 2);
    assert!(!played.publisher.waiting(START + 30_000));
}

#[test]
fn what_is_undone_before_its_turn_is_never_put() {
    let mut played = Played::new();
    played.publisher.imported(&["a".to_owned()], 1, START);
    played.publisher.forget_unput();
    assert!(!played.publisher.waiting(START));
    played.publisher.turn(loan(1), START);
    played.until(START, START + DAY);
    assert_eq!(played.puts, []);
}

#[test]
fn once_all_pages_are_there_nothing_waits_for_a_turn() {
    let mut played = Played::new();
    played.publisher.imported(&["a".to_owned()], 1, START);
    played
        .publisher
        .changed("a", 2, Urgency::Text, START + 1_000);
    played.until(START + 1_000, START + 60_000);
    assert_eq!(played.puts.len(), 1);
    // Scores and settings are put in their time, as everywhere.
    played
        .publisher
        .changed("a", 3, Urgency::Score, START + 70_000);
    played.until(START + 70_000, START + 2_000_000);
    assert_eq!(played.puts.len(), 2);
}

#[test]
fn a_put_that_may_have_arrived_is_put_over() {
    let mut publisher = Publisher::default();
    publisher.imported(&["a".to_owned()], 1, START);
    publisher.turn(loan(2), START + 2_000);
    let Step::Put { key, version, .. } = publisher.next(START + 2_000) else {
        panic!("a put")
    };
    // While it is under way, all of it is undone.
    publisher.imported(&["a".to_owned()], 2, START + 2_100);
    publisher.forget_unput();
    publisher.put_done(&key, version, Ok(()), START + 2_200);
    assert!(matches!(
        publisher.next(START + 20_000),
        Step::Put { version: 2, .. }
    ));
}
