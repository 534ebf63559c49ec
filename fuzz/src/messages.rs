//! What requests bring: the Worker's own reader against `serde_json`.

use std::fmt::Debug;

use postil_model::Site;
use postil_model::wire::PostComment;
use postil_model::wire::desk::{ChangeBans, DoAct, SetDoor, SignIn, TryRule, Undo};
use serde::de::DeserializeOwned;

use crate::json;

/// Whatever one of the two readers takes, the other takes, and reads the same in it. What is refused
/// for a field that stands there twice is left out: the Worker's reader takes the last.
pub fn read(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    same::<PostComment>(text);
    same::<DoAct>(text);
    same::<Undo>(text);
    same::<SignIn>(text);
    same::<SetDoor>(text);
    same::<TryRule>(text);
    same::<ChangeBans>(text);
    same::<Site>(text);
}

fn same<T: DeserializeOwned + Debug + PartialEq>(text: &str) {
    // As a value first: a map of which each name stands once, of which both read the same.
    let Ok(value) = serde_json::from_str::<serde_json::Value>(text) else {
        assert!(json::read::<T>(text).is_err());
        return;
    };
    let ours = json::of::<T>(value.clone());
    assert_eq!(
        json::read::<T>(text).ok(),
        ours.as_ref()
            .ok()
            .map(|_| json::of::<T>(value.clone()).expect("as before"))
    );
    // A struct that is written as a list is no message of ours, whatever serde makes of it.
    if holds_list_for_map(&value) {
        return;
    }
    let theirs = serde_json::from_value::<T>(value);
    assert_eq!(ours.ok(), theirs.ok(), "{text}");
}

/// Whether a list stands where only maps are meant: at the top, or in a field of them.
fn holds_list_for_map(value: &serde_json::Value) -> bool {
    let serde_json::Value::Object(map) = value else {
        return true;
    };
    map.values().any(|value| match value {
        serde_json::Value::Array(list) => list.iter().any(|one| one.is_array()),
        serde_json::Value::Object(_) => false,
        _ => false,
    })
}
