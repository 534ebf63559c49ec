//! What the owner sets of how they are told, as their Worker has found it valid.

use postil_model::notify::{Mail, Way, Webhook};
use serde::{Deserialize, Serialize};

/// What is set, and from where.
#[derive(Serialize, Deserialize)]
pub struct Set {
    /// What.
    pub what: What,
    /// The origin of this Worker, as the owner addressed it: links lead there.
    pub origin: String,
}

/// What is set.
#[derive(Serialize, Deserialize)]
pub enum What {
    /// Mail; none switches it off.
    Mail(Option<Mail>),
    /// A webhook; none switches it off.
    Webhook(Option<Webhook>),
    /// A new secret of the webhook.
    Secret,
    /// The hash of the feed's new token; none switches it off.
    Feed(Option<String>),
    /// Something is sent to try a way.
    Test(Way),
    /// Something is put into the feed to try it.
    TestFeed,
}
