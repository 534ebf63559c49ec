//! `postil import --restore`.

use crate::fake::{Fake, Store, said};
use crate::file;
use crate::into::{export, import};
use postil_model::wire::desk::ImportState;

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
