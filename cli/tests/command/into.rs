//! `postil import`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::fake::{Fake, Fault, Store, said};
use crate::file;
use postil_model::wire::desk::{ImportState, Left};

/// How many pages the exports of these tests have, and how many comments each page.
const PAGES: usize = 12;
const COMMENTS: usize = 5;

/// An export in Isso's own format.
fn export(name: &str) -> PathBuf {
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

fn import(fake: &Fake, path: &Path, words: &[&str]) -> Output {
    let all: Vec<&str> = ["import"].iter().chain(words).copied().collect();
    fake.command(&all).arg(path).output().unwrap()
}

fn receipt(path: &Path) -> PathBuf {
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
fn a_plan_is_told_before_anything_is_done() {
    let path = export("dry.json");
    let store = Store {
        left: Some(Left {
            rows: 100,
            requests: 50_000,
        }),
        ..Store::default()
    };
    let fake = Fake::start(store);
    let output = import(&fake, &path, &["--dry-run"]);
    assert!(output.status.success(), "{}", said(&output));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    for expected in [
        "dry.json (isso_json): 60 entries",
        "60  comments that everybody will see",
        "12  threads",
        "2024-01-01  Ada, on /",
        "takes 2 days for it",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert_eq!(text.matches(": Comment ").count(), 20, "{text}");
    assert!(!receipt(&path).exists());
    assert!(fake.store().imports.is_empty());

    let other = file("dry.csv");
    let output = import(
        &fake,
        &path,
        &["--dry-run", "--receipt", other.to_str().unwrap()],
    );
    assert!(output.status.success(), "{}", said(&output));
    let rows = fs::read_to_string(&other).unwrap().lines().count();
    assert_eq!(rows, 1 + PAGES * COMMENTS);

    let device = ["--dry-run", "--receipt", "/dev/stdout"];
    let output = import(&fake, &path, &device[..if cfg!(unix) { 3 } else { 1 }]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(!Path::new("/dev/stdout-2").exists());

    let output = import(&fake, &path, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("there is nobody to ask"));
    assert!(fake.store().imports.is_empty());
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
fn a_site_comes_back_as_it_was() {
    let path = export("whole.json");
    let fake = Fake::start(Store::default());
    let output = import(&fake, &path, &["--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    fake.store().line.site.title = "Another title".to_owned();
    let own = file("own.jsonl.gz");
    let output = fake.run(&["export", "-o", own.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    let lines = fake.store().lines();

    let fake = Fake::start(Store::default());
    let output = import(&fake, &own, &["--yes", "--restore"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fake.store().lines(), lines);

    let output = import(&fake, &own, &["--yes", "--restore"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fake.store().lines(), lines);

    let output = import(&fake, &path, &["--yes", "--restore"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("no file is of Postil's own format"));
}

#[test]
fn a_site_is_put_in_its_place_once_and_over_nobody() {
    let path = export("place.json");
    let source = Fake::start(Store::default());
    let output = import(&source, &path, &["--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    source.store().line.site.title = "Another title".to_owned();
    source.store().line.secret = "ab".repeat(32);
    let own = file("place.jsonl");
    let output = source.run(&["export", "-o", own.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    let whole = source.store().lines();
    let line = source.store().line.clone();

    // The import was begun without it, and undone: the site is empty.
    let fake = Fake::start(Store::default());
    let output = import(&fake, &own, &["--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_ne!(fake.store().line, line);
    fake.store().empty();
    fake.store().imports[0].state = ImportState::Undone;
    let output = import(&fake, &own, &["--yes", "--restore"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fake.store().lines(), whole);

    // It was restored before, and goes on: what was declared since stays.
    fake.store().line.site.title = "Changed since".to_owned();
    let output = import(&fake, &own, &["--yes", "--restore"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fake.store().line.site.title, "Changed since");

    // It was restored, and nothing has come after it.
    fake.store().empty();
    let output = import(&fake, &own, &["--yes", "--restore"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fake.store().lines(), whole);

    // The same import was begun without it, and is not undone.
    for state in [ImportState::Running, ImportState::Done, ImportState::Undone] {
        let fake = Fake::start(Store::default());
        let output = import(&fake, &own, &["--yes"]);
        assert!(output.status.success(), "{}", said(&output));
        let before = fake.store().lines();
        fake.store().imports[0].state = state;
        let output = import(&fake, &own, &["--yes", "--restore"]);
        assert_eq!(output.status.code(), Some(1), "{state:?}");
        assert!(
            said(&output).contains("there are comments on this site already"),
            "{}",
            said(&output)
        );
        assert_eq!(fake.store().lines(), before);
    }
}

#[test]
fn what_has_moved_is_found() {
    let path = file("moved.csv.json");
    let page = |address: &str| {
        format!(
            r#"{{"id":"{address}","title":"","comments":[{{"author":"Ada","created":"2024-01-01 10:00:00","text":"Hello"}}]}}"#
        )
    };
    let pages = ["https://old.example/a/", "https://gone.example/b/", "/c/"].map(page);
    fs::write(&path, format!("[{}]", pages.join(","))).unwrap();
    let list = file("moved.csv");
    fs::write(&list, "old,new\nhttps://gone.example/b/,/found/\n").unwrap();

    let fake = Fake::start(Store::default());
    let text = said(&import(&fake, &path, &["--dry-run"]));
    assert!(
        text.contains("1  pages of gone.example that are none of this site's"),
        "{text}"
    );
    for host in ["old.example", "gone.example"] {
        let hint = format!("--moved-host {host}=https://blog.example");
        assert!(text.contains(&hint), "{text}");
    }
    let rules = [
        "--yes",
        "--moved-host",
        "old.example=https://blog.example",
        "--moved-path",
        "/c=/d",
        "--moved",
        list.to_str().unwrap(),
    ];
    let output = import(&fake, &path, &rules);
    assert!(output.status.success(), "{}", said(&output));
    let store = fake.store();
    let mut threads: Vec<&str> = store
        .threads
        .values()
        .map(|t| t.line.thread.as_str())
        .collect();
    threads.sort_unstable();
    assert_eq!(threads, ["/a/", "/d/", "/found/"]);
}

#[test]
fn what_is_left_out_for_many_reasons_is_told_in_a_few_lines() {
    let path = file("reasons.json");
    let page = |n: u32| {
        format!(
            r#"{{"id":"https://h{n}.example/","comments":[{{"author":"Ada","text":"Hello"}}]}}"#
        )
    };
    let pages: Vec<String> = (0..25).map(page).collect();
    fs::write(&path, format!("[{}]", pages.join(","))).unwrap();
    let fake = Fake::start(Store::default());
    let text = said(&import(&fake, &path, &["--dry-run"]));
    let reasons = text.matches("is none of this site's addresses").count();
    assert_eq!(reasons, 20, "{text}");
    assert!(text.contains("\n             and 5 more\n"), "{text}");
}

#[test]
fn what_a_file_says_is_no_line_of_ours() {
    let path = file("lines.json");
    let lines = [
        r#"{"version":1,"users":[],"posts":[]}"#,
        r#"{"id":"1","orig":"Hello\n\nThis writes nothing","user":{"id":"u","name":"Ada\nThis writes nothing","admin":true},"locator":{"url":"https://blog.example/a/"},"time":"2024-05-04T00:00:00Z"}"#,
    ];
    let text = lines.join("\n") + "\n";
    fs::write(&path, text).unwrap();
    let fake = Fake::start(Store::default());
    let text = said(&import(&fake, &path, &["--dry-run"]));
    assert!(text.contains("This writes nothing"), "{text}");
    assert!(!text.contains("\nThis writes nothing"), "{text}");
}

#[test]
fn samples_are_as_they_will_be() {
    let path = file("samples.json");
    let page = |address: &str, author: &str| {
        format!(
            r#"{{"id":"{address}","comments":[{{"author":"{author}","created":"2024-01-01 10:00:00","text":"Hello"}}]}}"#
        )
    };
    let pages = [
        page("/a/", &"x".repeat(100)),
        page("/b/", " \\u200b"),
        page("https://old.example/c/", "Ada"),
    ];
    fs::write(&path, format!("[{}]", pages.join(","))).unwrap();
    let fake = Fake::start(Store::default());
    let text = said(&import(
        &fake,
        &path,
        &["--dry-run", "--nameless", "Nobody"],
    ));
    let cut = format!("  2024-01-01  {}, on /a/: Hello\n", "x".repeat(80));
    assert!(text.contains(&cut), "{text}");
    assert!(
        text.contains("  2024-01-01  Nobody, on /b/: Hello\n"),
        "{text}"
    );
    assert_eq!(text.matches(": Hello").count(), 2, "{text}");
}

#[test]
fn what_no_list_can_name_is_not_to_be_named_in_one() {
    let path = file("nowhere.json");
    let pages = r#"[{"id":"mailto:ada","comments":[{"author":"Ada","text":"Hello"}]}]"#;
    fs::write(&path, pages).unwrap();
    let fake = Fake::start(Store::default());
    let text = said(&import(&fake, &path, &["--dry-run"]));
    assert!(
        text.contains("1  The file says no address of this page.\n"),
        "{text}"
    );
    assert!(
        text.contains("1  pages of which the file names no host that are none"),
        "{text}"
    );
    assert!(!text.contains("list"), "{text}");
}

#[test]
fn what_is_no_export_is_not_imported() {
    let fake = Fake::start(Store::default());
    let path = file("none.txt");
    fs::write(&path, "Hello").unwrap();
    let output = import(&fake, &path, &["--yes"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("none of the kinds that can be read"));
    let good = export("good.json");
    for restore in [false, true] {
        let restore = restore.then_some("--restore");
        let mut command = fake.command(&["import", "--yes"]);
        let output = command
            .args(restore)
            .arg(&good)
            .arg(&path)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(
            said(&output).contains("none.txt: This file"),
            "{}",
            said(&output)
        );
    }
    let output = import(&fake, Path::new("/nowhere/at/all.xml"), &["--yes"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("/nowhere/at/all.xml"));
    assert!(fake.store().imports.is_empty());
}

#[test]
fn what_is_on_no_page_of_the_site_is_not_begun() {
    let fake = Fake::start(Store::default());
    let path = file("elsewhere.json");
    let page = r#"[{"id":"https://old.example/a/","comments":[{"author":"Ada","text":"Hello"}]}]"#;
    fs::write(&path, page).unwrap();
    let output = import(&fake, &path, &["--yes"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("nothing in these files becomes a comment"));
    assert!(fake.store().imports.is_empty());
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
