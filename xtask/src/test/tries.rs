//! What failed is tried once more: only a test that fails both times fails the run, and one that
//! passed at one of its two tries is named, since a race is a bug all the same.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::tally::Counts;

/// How one test of a file ended, as `tests/harness/outcomes.mjs` tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The absolute path of the file.
    file: String,
    /// The test's name after those of its suites; of a file that did not end well, its path.
    name: String,
    passed: bool,
    /// `false` of what failed around tests: a hook of a suite, or the file as a whole.
    is_test: bool,
}

/// What two tries come to.
#[derive(Debug, PartialEq, Eq)]
pub struct Settled {
    /// Each test once, passed if either of its tries did.
    pub counts: Counts,
    /// What is to be said of it, a line each.
    pub lines: Vec<String>,
}

impl Outcome {
    /// Reads what the reporter wrote, a line each.
    pub fn read(lines: &str) -> Result<Vec<Self>> {
        lines.lines().map(Self::read_one).collect()
    }

    fn read_one(line: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(line).with_context(|| line.to_owned())?;
        let text = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
        let flag = |name: &str| value.get(name)?.as_bool();
        let read = || {
            Some(Self {
                file: text("file")?,
                name: text("name")?,
                passed: flag("passed")?,
                is_test: flag("test")?,
            })
        };
        read().with_context(|| format!("no outcome of a test: {line}"))
    }

    fn key(&self) -> (&str, &str) {
        (&self.file, &self.name)
    }

    /// `thread.test.mjs: the suite › the test`
    fn label(&self) -> String {
        let path = Path::new(&self.file);
        let file = path.file_name().unwrap_or(path.as_os_str());
        let file = file.to_string_lossy();
        if self.name == self.file {
            return file.into_owned();
        }
        format!("{file}: {}", self.name)
    }
}

/// The files in which something failed, each once.
pub fn failed_files(outcomes: &[Outcome]) -> Vec<PathBuf> {
    let mut files: Vec<_> = failing(outcomes)
        .map(|outcome| PathBuf::from(&outcome.file))
        .collect();
    files.sort();
    files.dedup();
    files
}

/// Settles what two tries of some files come to. `counted` is what the runner counted at the first,
/// over all files; `second` is of those files alone in which something failed.
pub fn settle(counted: Counts, first: &[Outcome], second: &[Outcome]) -> Settled {
    let told_first: HashSet<_> = first.iter().map(Outcome::key).collect();
    let passed_first: HashSet<_> = passing(first).map(Outcome::key).collect();
    let files_again: HashSet<_> = second.iter().map(|outcome| &outcome.file).collect();
    let passed_again: HashSet<_> = passing(second).map(Outcome::key).collect();
    let failed_again: HashSet<_> = failing(second).map(Outcome::key).collect();
    let is_mended = |outcome: &&Outcome| {
        let key = outcome.key();
        if outcome.is_test {
            return passed_again.contains(&key);
        }
        // Of what stands around tests nothing is told where it goes well.
        files_again.contains(&outcome.file) && !failed_again.contains(&key)
    };
    let (mended, mut lost): (Vec<_>, Vec<_>) = failing(first).partition(is_mended);
    // A file that broke off at first has tests that were run at the second try alone.
    lost.extend(failing(second).filter(|one| !told_first.contains(&one.key())));
    let worse = failing(second).filter(|one| passed_first.contains(&one.key()));
    let late = passing(second).filter(|one| !passed_first.contains(&one.key()));

    let unsettled = counted.failed.saturating_sub(mended.len() as u64);
    let counts = Counts {
        passed: counted.passed + late.count() as u64,
        // The runner's own count is the higher one where it knows of a failure that was not told.
        failed: unsettled.max(lost.len() as u64),
    };
    let said = |what: &'static str| move |one: &Outcome| format!("{what}: {}", one.label());
    let lines = (mended
        .into_iter()
        .map(said("passed only at its second try")))
    .chain(worse.map(said("passed only at its first try")))
    .chain(lost.into_iter().map(said("failed")))
    .collect();
    Settled { counts, lines }
}

fn failing(outcomes: &[Outcome]) -> impl Iterator<Item = &Outcome> {
    outcomes.iter().filter(|outcome| !outcome.passed)
}

fn passing(outcomes: &[Outcome]) -> impl Iterator<Item = &Outcome> {
    outcomes.iter().filter(|outcome| outcome.passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(file: &str, name: &str, passed: bool) -> Outcome {
        Outcome {
            file: format!("/tests/{file}.test.mjs"),
            name: name.to_owned(),
            passed,
            is_test: true,
        }
    }

    fn around(file: &str, name: &str) -> Outcome {
        Outcome {
            is_test: false,
            ..test(file, name, false)
        }
    }

    /// A file that did not end well.
    fn broken(file: &str) -> Outcome {
        around(file, &format!("/tests/{file}.test.mjs"))
    }

    /// Settles two tries, of which the runner counted `counted` at the first, as passed and failed.
    fn check(
        counted: (u64, u64),
        first: &[Outcome],
        second: &[Outcome],
        expected: (u64, u64),
        lines: &[&str],
    ) {
        let counts = |(passed, failed)| Counts { passed, failed };
        let settled = settle(counts(counted), first, second);
        assert_eq!(settled.counts, counts(expected), "{first:?} {second:?}");
        assert_eq!(settled.lines, lines);
    }

    #[test]
    fn the_reporters_lines_are_read() {
        let lines = concat!(
            r#"{"file":"/tests/a.test.mjs","name":"a › \"b\"","passed":true,"test":true}"#,
            "\n",
            r#"{"file":"/tests/b.test.mjs","name":"/tests/b.test.mjs","passed":false,"test":false}"#,
            "\n"
        );
        let outcomes = Outcome::read(lines).unwrap();
        assert_eq!(outcomes, [test("a", "a › \"b\"", true), broken("b")]);
        assert_eq!(outcomes[0].label(), "a.test.mjs: a › \"b\"");
        assert_eq!(outcomes[1].label(), "b.test.mjs");
        assert_eq!(Outcome::read("").unwrap(), []);
        for bad in [
            "{",
            "{}",
            r#"{"file":"a","name":"b","passed":1,"test":true}"#,
        ] {
            assert!(Outcome::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_files_in_which_something_failed_are_run_again() {
        let outcomes = [
            test("b", "one", false),
            test("a", "one", true),
            test("b", "two", false),
            around("aa", "a suite"),
        ];
        let files = ["/tests/aa.test.mjs", "/tests/b.test.mjs"].map(PathBuf::from);
        assert_eq!(failed_files(&outcomes), files);
    }

    #[test]
    fn what_passes_at_the_second_try_has_passed_and_is_named() {
        let first = [
            test("a", "one", true),
            test("b", "one", true),
            test("b", "two", false),
        ];
        let second = [test("b", "one", true), test("b", "two", true)];
        let line = "passed only at its second try: b.test.mjs: two";
        check((2, 1), &first, &second, (3, 0), &[line]);
    }

    #[test]
    fn what_fails_both_times_has_failed() {
        let first = [test("a", "one", false), test("a", "two", false)];
        let second = [test("a", "one", false), test("a", "two", true)];
        let lines = [
            "passed only at its second try: a.test.mjs: two",
            "failed: a.test.mjs: one",
        ];
        check((0, 2), &first, &second, (1, 1), &lines);
        // The same name in another file is another test.
        let second = [test("b", "one", true), test("a", "two", true)];
        check((0, 2), &first, &second, (2, 1), &lines);
    }

    #[test]
    fn what_is_not_told_of_at_the_second_try_has_failed() {
        let first = [test("a", "one", false), around("a", "suite")];
        let lines = ["failed: a.test.mjs: one", "failed: a.test.mjs: suite"];
        check((0, 1), &first, &[], (0, 2), &lines);
        let lost = &first[..1];
        check(
            (0, 1),
            lost,
            &[broken("a")],
            (0, 2),
            &["failed: a.test.mjs: one", "failed: a.test.mjs"],
        );
    }

    #[test]
    fn what_passed_at_first_and_not_again_has_passed_and_is_named() {
        let first = [test("a", "one", true), test("a", "two", false)];
        let second = [test("a", "one", false), test("a", "two", true)];
        let lines = [
            "passed only at its second try: a.test.mjs: two",
            "passed only at its first try: a.test.mjs: one",
        ];
        check((1, 1), &first, &second, (2, 0), &lines);
    }

    #[test]
    fn a_hook_that_fails_once_fails_nothing() {
        let first = [
            test("a", "suite › one", false),
            test("a", "suite › two", false),
            around("a", "suite"),
        ];
        let second = [
            test("a", "suite › one", true),
            test("a", "suite › two", true),
        ];
        let lines = [
            "passed only at its second try: a.test.mjs: suite › one",
            "passed only at its second try: a.test.mjs: suite › two",
            "passed only at its second try: a.test.mjs: suite",
        ];
        // The runner counts the tests that were cancelled, and no suite.
        check((0, 2), &first, &second, (2, 0), &lines);
        // After the tests it fails the run alone.
        let first = [test("a", "one", true), around("a", "suite")];
        let second = [test("a", "one", true), around("a", "suite")];
        check(
            (1, 1),
            &first,
            &second,
            (1, 1),
            &["failed: a.test.mjs: suite"],
        );
    }

    #[test]
    fn a_file_that_broke_off_is_counted_as_it_ran_later() {
        let second = [test("a", "one", true), test("a", "two", true)];
        let line = "passed only at its second try: a.test.mjs";
        check((0, 1), &[broken("a")], &second, (2, 0), &[line]);
        let second = [test("a", "one", true), test("a", "two", false)];
        let lines = [line, "failed: a.test.mjs: two"];
        check((0, 1), &[broken("a")], &second, (1, 1), &lines);
        check(
            (0, 1),
            &[broken("a")],
            &[broken("a")],
            (0, 1),
            &["failed: a.test.mjs"],
        );
    }

    #[test]
    fn a_failure_that_only_the_runner_knows_of_stays_one() {
        let first = [test("a", "one", false)];
        let second = [test("a", "one", true)];
        let line = "passed only at its second try: a.test.mjs: one";
        check((0, 2), &first, &second, (1, 1), &[line]);
    }
}
