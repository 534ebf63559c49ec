//! What requests bring: the Worker's own reader against `serde_json`.

use std::fmt::Debug;

use postil_json as json;
use postil_model::Site;
use postil_model::wire::PostComment;
use postil_model::wire::desk::{ChangeBans, DoAct, SetDoor, SignIn, TryRule, Undo};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What the Worker's reader takes, the other takes, too, and reads the same in it. The other takes
/// more: lists for structs, and maps for names of variants, which nobody sends.
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
    // As a value first: a map in which each name stands once, so that both read the same one.
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        assert!(json::read::<T>(text).is_err());
        return;
    };
    let theirs = serde_json::from_value::<T>(value.clone()).ok();
    let is_plain = is_plain(&value);
    let ours = json::of::<T>(value).ok();
    assert_eq!(json::read::<T>(text).ok(), ours);
    if ours.is_some() || is_plain {
        assert_eq!(ours, theirs, "{text}");
    }
}

/// Whether it is a map of single values: there both readers take the same.
fn is_plain(value: &Value) -> bool {
    let is_single = |value: &Value| !(value.is_array() || value.is_object());
    value
        .as_object()
        .is_some_and(|map| map.values().all(is_single))
}
