//! What is remembered on this browser, beyond single keys.

use js_sys::Object;
use leptos::prelude::window;

use super::host::Host;

/// What the loader puts before each key.
const PREFIX: &str = "postil:";

/// All keys, as the loader's `get` and `set` name them: those that are kept, and those that are
/// remembered for as long as the page is open.
pub fn keys(host: &Host) -> Vec<String> {
    // What cannot be read was never kept.
    let kept = window().local_storage().ok().flatten();
    let kept = kept.iter().flat_map(|storage| names(storage));
    kept.filter_map(|key| key.strip_prefix(PREFIX).map(str::to_owned))
        .chain(names(&host.memory()))
        .collect()
}

fn names(object: &Object) -> Vec<String> {
    let names = Object::keys(object);
    names.iter().filter_map(|name| name.as_string()).collect()
}
