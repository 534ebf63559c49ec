//! What is remembered on this browser, beyond single keys.

use js_sys::{Array, Object};
use leptos::prelude::window;

use super::host::Host;

/// What the loader puts before each key.
const PREFIX: &str = "postil:";

/// The keys that begin with something, in order, as the loader's `get` and `set` name them: those
/// that are kept, and those that are remembered for as long as the page is open.
pub fn keys(host: &Host, start: &str) -> Vec<String> {
    // What cannot be read was never kept.
    let kept = window().local_storage().ok().flatten();
    let kept = kept.iter().flat_map(|storage| names(storage));
    let found = Array::new();
    for key in kept
        .filter_map(|key| key.strip_prefix(PREFIX).map(str::to_owned))
        .chain(names(&host.memory()))
        .filter(|key| key.starts_with(start))
    {
        let key = key.into();
        if !found.includes(&key, 0) {
            found.push(&key);
        }
    }
    // The browser's own way to sort weighs nothing.
    texts(&found.sort())
}

/// Whether what is remembered survives a reload.
pub fn keeps(host: &Host) -> bool {
    names(&host.memory()).is_empty()
}

fn names(object: &Object) -> Vec<String> {
    texts(&Object::keys(object))
}

fn texts(array: &Array) -> Vec<String> {
    array.iter().filter_map(|text| text.as_string()).collect()
}
