//! What `postil import` tells before it does anything, and what it does not begin.

use std::fs;
use std::path::Path;

use crate::fake::{Fake, Store, said};
use crate::file;
use crate::into::{COMMENTS, PAGES, export, import, receipt};
use postil_model::wire::desk::Left;

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
