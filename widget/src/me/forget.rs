//! Forgetting a reader on this browser.

use crate::platform::host::Host;
use crate::platform::storage;

/// Forgets everything that is remembered on this browser, or for as long as the page is open.
pub fn everything(host: &Host) {
    for key in storage::keys(host, "") {
        host.set(&key, None);
    }
}
