//! What `docs/moving.md` says of costs is what the rules say.

#![allow(clippy::unwrap_used, clippy::panic)]

use postil_model::import::{Cost, MOST_ENTRIES};

const DOCUMENT: &str = include_str!("../../docs/moving.md");

/// On how many days a free account takes threads with so many comments each.
fn days(threads: u32, each: u32) -> u32 {
    let thread = Cost::of_batch(each, 0);
    let all = (1..threads).fold(thread, |all, _| all.and(thread));
    all.days(Cost::of_a_day())
}

#[test]
fn costs_are_what_it_says() {
    let empty = Cost::of_batch(0, 0).rows;
    let comment = Cost::of_batch(1, 0).rows - empty;
    let (small, large) = (days(200, 20), days(5_000, 20));
    assert_eq!(small, 1);
    assert_eq!(MOST_ENTRIES, 100);
    for said in [
        format!(
            "A comment takes {comment} rows, and each hundred comments of a thread, or part of it, {empty} more"
        ),
        "4,000 comments on 200 threads fit into a day".to_owned(),
        format!("100,000 on 5,000 threads take {large} days"),
    ] {
        assert!(DOCUMENT.contains(&said), "{said}");
    }
}
