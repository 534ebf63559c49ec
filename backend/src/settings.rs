//! The public settings of a site that are not in the configuration: one small KV value, which is
//! read where KV has no page of a thread.

use serde::{Deserialize, Serialize};

/// What the site's object publishes about the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Some thread has comments that KV cannot have yet: its readers are to be sent to its object.
    pub waiting: bool,
}

/// The KV key.
pub fn key(site: &str) -> String {
    format!("site/{site}")
}
