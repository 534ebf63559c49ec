//! What passed and what failed, as the runners themselves say it.

use std::process::Command;
use std::time::Instant;

use crate::run;

/// The outcome of all steps so far.
#[derive(Default)]
pub struct Tally {
    lines: Vec<String>,
    counts: Counts,
}

/// How many tests there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    /// At least one if the runner failed, whatever it counted.
    pub failed: u64,
}

/// Whose closing lines a step prints.
#[derive(Clone, Copy)]
pub enum Runner {
    /// No tests: the step as a whole passes or fails, and is counted only if it fails.
    Check,
    Cargo,
    Node,
}

impl Tally {
    pub fn passed(&self) -> u64 {
        self.counts.passed
    }

    pub fn failed(&self) -> u64 {
        self.counts.failed
    }

    /// Runs one step, shows what it prints and counts. Answers whether it succeeded.
    pub fn step(&mut self, title: &str, runner: Runner, command: &mut Command) -> bool {
        let counts = self.ran(title, runner, command);
        self.add(counts);
        counts.failed == 0
    }

    /// Runs one step and shows what it prints; whether that counts is the caller's affair.
    pub fn ran(&mut self, title: &str, runner: Runner, command: &mut Command) -> Counts {
        eprintln!("\n· {title} …");
        let start = Instant::now();
        let (success, printed) = match run::teed(command) {
            Ok(outcome) => outcome,
            Err(error) => (false, format!("{error:#}")),
        };
        let (passed, failed) = match runner {
            Runner::Check => (0, 0),
            Runner::Cargo => cargo_counts(&printed),
            Runner::Node => node_counts(&printed),
        };
        // A runner that dies says nothing of tests: that is a failure all the same.
        let failed = if success { failed } else { failed.max(1) };
        let time = run::time(start.elapsed());
        let verdict = match (runner, failed) {
            (Runner::Check, 0) => "ok".to_owned(),
            (Runner::Check, _) => "failed".to_owned(),
            _ => format!("{passed} passed, {failed} failed"),
        };
        eprintln!("  {title}: {verdict}, {time}");
        self.lines.push(format!("{title}: {verdict} ({time})"));
        Counts { passed, failed }
    }

    pub fn add(&mut self, counts: Counts) {
        self.counts.passed += counts.passed;
        self.counts.failed += counts.failed;
    }

    /// Has a line of its own among the closing ones.
    pub fn say(&mut self, line: String) {
        eprintln!("  {line}");
        self.lines.push(format!("  {line}"));
    }

    /// Counts a piece of work that is not another program.
    pub fn work(&mut self, title: &str, work: impl FnOnce() -> anyhow::Result<()>) -> bool {
        let start = Instant::now();
        let result = run::step(title, work);
        if let Err(error) = &result {
            eprintln!("  {error:#}");
            self.counts.failed += 1;
        }
        let verdict = if result.is_ok() { "ok" } else { "failed" };
        self.lines.push(format!(
            "{title}: {verdict} ({})",
            run::time(start.elapsed())
        ));
        result.is_ok()
    }

    pub fn print(&self) {
        println!();
        for line in &self.lines {
            println!("{line}");
        }
    }
}

/// Sums up lines like `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
fn cargo_counts(printed: &str) -> (u64, u64) {
    let results = printed
        .lines()
        .filter_map(|line| line.trim().strip_prefix("test result: "));
    results.fold((0, 0), |(passed, failed), line| {
        (
            passed + number_before(line, " passed"),
            failed + number_before(line, " failed"),
        )
    })
}

/// Reads `# pass 12` and `# fail 0` (or `ℹ pass 12`), which Node prints once at the end.
fn node_counts(printed: &str) -> (u64, u64) {
    let count = |word: &str| {
        printed
            .lines()
            .filter_map(|line| {
                let mut words = line.split_whitespace();
                let mark = words.next()?;
                (["#", "ℹ"].contains(&mark) && words.next()? == word).then(|| words.next())?
            })
            .filter_map(|text| text.parse::<u64>().ok())
            .next_back()
            .unwrap_or(0)
    };
    (count("pass"), count("fail") + count("cancelled"))
}

fn number_before(line: &str, word: &str) -> u64 {
    let Some(end) = line.find(word) else { return 0 };
    let digits = line.get(..end).unwrap_or_default();
    let digits = digits
        .rsplit(|character: char| !character.is_ascii_digit())
        .next();
    digits.and_then(|text| text.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_the_runners_closing_lines() {
        let cargo = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured\n\
                     noise\ntest result: FAILED. 3 passed; 2 failed; 0 ignored";
        assert_eq!(cargo_counts(cargo), (15, 2));
        assert_eq!(
            node_counts("# tests 9\n# pass 7\n# fail 1\n# cancelled 1\n"),
            (7, 2)
        );
        assert_eq!(node_counts("ℹ pass 4\nℹ fail 0\n"), (4, 0));
        assert_eq!(node_counts("nothing"), (0, 0));
    }
}
