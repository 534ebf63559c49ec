//! `postil import`, carried out.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::fake::{Fake, Fault, Store, said};
use crate::file;
use postil_model::wire::desk::ImportState;

/// How many pages the exports of these tests have, and how many comments each page.
pub const PAGES: usize = 12;
pub const COMMENTS: usize = 5;

/// An export in Isso's own format.
pub fn export(name: &str) -> PathBuf {
    let path = file(name);
    let mut text = String::from("[");
    for page in 0..PAGES {
        let comma = if page == 0 { "" } else { "," };
        let _ = write!(
            text,
            r#"{comma}{{"id":"/{page}/","title":"Page {page}","comments":["#
        );
        for comment in 0..COMMENTS {
            let comma = if comment == 0 { "" } else { "," };
            let _ = write!(
                text,
                r#"{comma}{{"email":"ada@example.org","author":"Ada","website":"","remote_addr":"192.0.2.1","created":"2024-01-0{} 10:00:00","text":"Comment {comment} of page {page}"}}"#,
                comment + 1
            );
        }
        text.push_str("]}");
    }
    text.push(']');
    fs::write(&path, text).unwrap();
    path
}

pub fn import(fake: &Fake, path: &Path, words: &[&str]) -> Output {
    let all: Vec<&str> = ["import"].iter().chain(words).copied().collect();
    fake.command(&all).arg(path).output().unwrap()
}

pub fn receipt(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}.receipt.csv", path.display()))
}

/// The receipt of an import of the same file after another.
fn receipt_after(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}.receipt-2.csv", path.display()))
}

/// How many entries of a receipt have a result.
fn results(receipt: &Path, result: &str) -> usize {
    let rows = fs::read_to_string(receipt).unwrap();
    rows.matches(&format!(",{result},")).count()
}

/// What an import leaves behind that nothing disturbs.
fn undisturbed(path: &Path) -> (String, String) {
    let fake = Fake::start(Store::default());
    let output = import(&fake, path, &["--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    let kept = fs::read_to_string(receipt(path)).unwrap();
    let lines = fake.store().lines();
    (lines, kept)
}

#[test]
fn everything_arrives_once_whatever_happens_on_the_way() {
    let path = export("faults.json");
    let (lines, kept) = undisturbed(&path);
    assert_eq!(lines.lines().count(), 1 + PAGES * (1 + COMMENTS));

    let fake = Fake::start(Store::default());
    // What is asked first: the site, the imports before, the beginning.
    fake.fail(&[Fault::None, Fault::None, Fault::Unheard, Fault::None]);
    fake.fail(&[
        Fault::Unheard,
        Fault::Lost,
        Fault::None,
        Fault::Broken,
        Fault::Paused,
        Fault::None,
        Fault::SignedOut,
        Fault::Cut,
        Fault::Unheard,
        Fault::Broken,
    ]);
    let output = import(&fake, &path, &["--yes"]);
    let text = said(&output);
    assert!(output.status.success(), "{text}");
    assert_eq!(fake.store().lines(), lines);
    assert_eq!(fake.store().imports[0].state, ImportState::Done);
    assert_eq!(fake.store().imports[0].comments as usize, PAGES * COMMENTS);
    assert!(text.contains("Waiting until 20"), "{text}");
    assert!(text.contains("Ctrl-C is safe"), "{text}");
    // What had been written when the connection ended was there already when it came again.
    let again = fs::read_to_string(receipt_after(&path)).unwrap();
    assert_eq!(again.lines().count(), kept.lines().count());
    assert_eq!(fs::read_to_string(receipt(&path)).unwrap(), kept);
}

#[test]
fn whoever_is_killed_goes_on() {
    let path = export("killed.json");
    let (lines, _) = undisturbed(&path);
    let fake = Fake::start(Store::default());
    fake.fail(&[Fault::Slow; 40]);
    let mut child = running(&fake, &path);
    wait_for_batches(&fake, 3);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(fake.store().threads.len() < PAGES);

    // What undisturbed had come was told already; of whoever is killed nothing is.
    let output = import(&fake, &path, &["--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fake.store().lines(), lines);
    assert_eq!(fake.store().imports.len(), 1);
    let told = ["imported before", "already there", "imported"];
    let told = told.map(|result| results(&receipt_after(&path), result));
    assert!(told[0] >= COMMENTS && told[2] >= COMMENTS, "{told:?}");
    assert_eq!(told.iter().sum::<usize>(), PAGES * COMMENTS);
    assert_eq!(results(&receipt(&path), "imported"), PAGES * COMMENTS);

    let output = import(&fake, &path, &["--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fake.store().lines(), lines);
    assert_eq!(fake.store().imports[0].comments as usize, PAGES * COMMENTS);
}

/// Only there can a test press Ctrl-C.
#[cfg(unix)]
#[test]
fn whoever_is_stopped_says_how_far_it_came() {
    let path = export("stopped.json");
    let fake = Fake::start(Store::default());
    fake.fail(&[Fault::Slow; 40]);
    let child = running(&fake, &path);
    wait_for_batches(&fake, 3);
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let output = child.wait_with_output().unwrap();
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(
        text.contains("Run the same command again to go on."),
        "{text}"
    );
    let rows = fs::read_to_string(receipt(&path)).unwrap();
    assert_eq!(rows.lines().count(), 1 + PAGES * COMMENTS);
    assert!(fake.store().threads.len() < PAGES);
}

#[test]
fn what_the_server_refuses_is_told_with_its_thread() {
    let fake = Fake::start(Store::default());
    let path = export("refused.json");
    // What is asked first: the site, the imports before, the beginning.
    fake.fail(&[Fault::None, Fault::None, Fault::None, Fault::None]);
    fake.fail(&[Fault::Refused]);
    let output = import(&fake, &path, &["--yes"]);
    assert_eq!(output.status.code(), Some(1));
    let (text, rows) = (said(&output), fs::read_to_string(receipt(&path)).unwrap());
    let before = rows.lines().find(|row| row.contains(",imported,")).unwrap();
    let (_, refused) = text.split_once("On the thread ").unwrap();
    assert!(
        refused.contains(": Said by the Worker. (body_missing)"),
        "{text}"
    );
    let thread = refused.split(':').next().unwrap();
    assert!(
        thread.starts_with('/') && !before.contains(thread),
        "{text}"
    );
    assert!(
        rows.contains(&format!(",would be imported,{thread},")),
        "{text}"
    );
}

#[test]
fn what_broke_off_is_imported_as_far_as_it_goes() {
    let fake = Fake::start(Store::default());
    let path = export("broken-off.json");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let output = import(&fake, &path, &["--yes"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Not everything could be read: "));
    assert_eq!(fake.store().imports[0].state, ImportState::Done);
    assert!(fake.store().threads.len() >= PAGES / 3);
}

/// An import that goes on while the test looks.
fn running(fake: &Fake, path: &Path) -> std::process::Child {
    fake.command(&["import", "--yes"])
        .arg(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn wait_for_batches(fake: &Fake, count: u32) {
    let begun = Instant::now();
    while fake.store().batches < count {
        assert!(begun.elapsed() < Duration::from_secs(60), "no batch came");
        std::thread::sleep(Duration::from_millis(10));
    }
}
