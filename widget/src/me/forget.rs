//! Forgetting a reader on this browser.

use js_sys::Object;
use leptos::prelude::window;

use crate::platform::host::Host;

/// What the loader puts before each key.
const PREFIX: &str = "postil:";

/// Forgets everything that is remembered on this browser, or for as long as the page is open.
pub fn everything(host: &Host) {
    // What cannot be read was never kept.
    let kept = window().local_storage().ok().flatten();
    let kept = kept.iter().flat_map(|storage| keys(storage));
    let kept = kept.filter_map(|key| key.strip_prefix(PREFIX).map(str::to_owned));
    for key in kept.chain(keys(&host.memory())) {
        host.set(&key, None);
    }
}

fn keys(object: &Object) -> Vec<String> {
    let keys = Object::keys(object);
    keys.iter().filter_map(|key| key.as_string()).collect()
}
