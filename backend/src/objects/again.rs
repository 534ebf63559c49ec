//! How long to wait until something is tried again that did not work.

/// The wait after the first try, in milliseconds.
pub const FIRST_WAIT: u64 = 1_000;
/// The longest wait between two tries, in milliseconds.
const LONGEST_WAIT: u64 = 300_000;

/// The wait after so many tries, in milliseconds: twice as long each time.
pub fn wait(tries: u32) -> u64 {
    (FIRST_WAIT << tries.min(20)).min(LONGEST_WAIT)
}

/// The same in SQL, by a column `tries`.
pub fn wait_in_sql() -> String {
    format!("min({LONGEST_WAIT}, {FIRST_WAIT} << min(tries, 20))")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_longer_each_time_but_never_gives_up() {
        assert_eq!(
            [0, 1, 4, 20, u32::MAX].map(wait),
            [1_000, 2_000, 16_000, LONGEST_WAIT, LONGEST_WAIT]
        );
    }
}
