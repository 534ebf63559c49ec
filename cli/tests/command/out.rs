//! `postil export`, `postil imports` and `postil undo`, against a Worker that fails.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::process::Command;

use crate::fake::{Fake, Fault, KEY, Store, said};
use crate::file;
use flate2::read::GzDecoder;
use postil_model::ThreadId;
use postil_model::wire::desk::{CommentLine, Import, ImportState};

/// The threads of a site: each has a comment.
const THREADS: [&str; 5] = ["/a/", "/b/", "/c/", "/d/", "/e/"];
const COMMENT: &str = r#"{"comment":"018d2f9e-1c00-7a3b-8c4d-5e6f708192a3","number":"1","state":"published","name":"Ada","key":"00","created":1705900907520,"body":"Hello"}"#;

fn written() -> Store {
    let mut store = Store::default();
    for id in THREADS {
        let thread = ThreadId::given(&store.line.site, id).unwrap();
        let thread = store.threads.entry(thread.hash()).or_default();
        thread.line.thread = id.to_owned();
        let comment: CommentLine = serde_json::from_str(COMMENT).unwrap();
        thread.comments.push(comment);
    }
    store
}

#[test]
fn all_of_a_site_is_written_whatever_happens_on_the_way() {
    let fake = Fake::start(written());
    fake.fail(&[
        Fault::Broken,
        Fault::None,
        Fault::Lost,
        Fault::None,
        Fault::Cut,
        Fault::SignedOut,
        Fault::Unheard,
    ]);
    let path = file("whole.jsonl");
    let output = fake.run(&["export", "-o", path.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fs::read_to_string(&path).unwrap(), fake.store().lines());
    assert!(said(&output).contains("Trying again"), "{}", said(&output));
    assert!(output.stdout.is_empty());
}

#[test]
fn what_is_asked_for_packed_is_packed() {
    let fake = Fake::start(written());
    let path = file("whole.jsonl.gz");
    let output = fake.run(&["export", "-o", path.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    let mut text = String::new();
    let mut packed = GzDecoder::new(fs::File::open(&path).unwrap());
    packed.read_to_string(&mut text).unwrap();
    assert_eq!(text, fake.store().lines());
}

#[test]
fn one_thread_is_written_alone() {
    let fake = Fake::start(written());
    let output = fake.run(&["export", "--thread", "/c"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with(r#"{"postil":1,"#), "{text}");
    assert_eq!(lines[1], r#"{"thread":"/c/"}"#);
    assert_eq!(lines[2], COMMENT);
}

#[test]
fn what_goes_to_wordpress_can_be_imported_again() {
    let fake = Fake::start(written());
    fake.fail(&[
        Fault::None,
        Fault::None,
        Fault::None,
        Fault::None,
        Fault::Cut,
    ]);
    let path = file("wordpress.xml");
    let wordpress = ["export", "--format", "wordpress", "-o"];
    let output = fake.run(&[&wordpress[..], &[path.to_str().unwrap()]].concat());
    assert!(output.status.success(), "{}", said(&output));
    let output = fake.run(&["import", "--dry-run", path.to_str().unwrap()]);
    let text = said(&output);
    assert!(
        text.contains("wordpress.xml (wordpress): 5 entries"),
        "{text}"
    );
    assert!(text.contains("5  threads for all of these"), "{text}");
}

#[test]
fn a_thread_that_is_gone_meanwhile_is_left_out() {
    let fake = Fake::start(written());
    fake.fail(&[Fault::None, Fault::None, Fault::None, Fault::Gone]);
    let path = file("less.jsonl");
    let output = fake.run(&["export", "-o", path.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    let rest: Vec<String> = fake.store().lines().lines().map(str::to_owned).collect();
    let written = fs::read_to_string(&path).unwrap();
    assert!(
        written.lines().eq([&rest[..1], &rest[3..]].concat()),
        "{written}"
    );
}

#[test]
fn no_file_has_its_name_before_it_is_whole() {
    let fake = Fake::start(written());
    let path = file("gone.jsonl");
    let output = fake.run(&["export", "--thread", "/z/", "-o", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("There is no such thread on this site."));
    assert!(!path.exists());
    assert!(!path.with_extension("jsonl.part").exists());
}

#[test]
fn an_import_is_taken_back_until_nothing_of_it_is_left() {
    let mut store = written();
    store.imports.push(Import {
        id: "0f".to_owned(),
        name: "a.xml".to_owned(),
        system: "wordpress".to_owned(),
        state: ImportState::Done,
        by: "Owner".to_owned(),
        at: 1_795_478_400_000,
        comments: 5,
        mentions: 0,
        threads: 5,
        undoing: 0,
    });
    let fake = Fake::start(store);
    let output = fake.run(&["undo", "ff"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("This site has no import ff."));

    let output = fake.run(&["undo", "0f"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("there is nobody to ask"));
    assert_eq!(fake.store().imports[0].state, ImportState::Done);

    fake.fail(&[Fault::None, Fault::Unheard, Fault::Lost]);
    let output = fake.run(&["undo", "0f", "--yes"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(fake.store().imports[0].state, ImportState::Undone);
    assert_eq!(fake.store().imports[0].undoing, 0);

    let output = fake.run(&["imports"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.starts_with("0f  2026-11-24T00:00:00Z  undone\n"),
        "{text}"
    );
}

#[test]
fn nobody_gets_in_with_another_key() {
    let fake = Fake::start(written());
    let mut command = fake.command(&["export"]);
    let output = command.env("POSTIL_OWNER_KEY", "wrong").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        said(&output),
        "This is not the owner's key of this deployment.\n"
    );
    assert!(!said(&output).contains(KEY));
}

#[test]
fn who_is_not_there_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let output = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(["imports", "--from", &nobody, "--site", "blog"])
        .env("POSTIL_OWNER_KEY", KEY)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains(&format!("{nobody} cannot be reached: ")));
}

#[test]
fn wrong_usage_is_told_apart() {
    for (words, code) in [
        (&["--help"][..], 0),
        (&["--version"], 0),
        (&[], 2),
        (&["export"], 2),
        (&["export", "--from", "ftp://a", "--site", "b"], 2),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_postil"))
            .args(words)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(code), "{words:?}");
    }
}
