//! What the Worker and its objects say to each other.
//!
//! A message is the JSON body of a request to an object's stub; the answer is a `Result` as JSON,
//! whose error is a [`Refusal`]. Nobody outside can send one: objects have no address.

pub mod desk;
pub mod moderate;
pub mod moving;
mod news;
mod page;
mod site;
mod thread;

pub use crate::settings::Settings;
pub use news::{News, Order, Said, Terms, Told, Words};
pub use page::{Data, Feed, PageName, Plain, Rendered, Shown, Which};
pub use postil_model::wire::{Deleted, Voted};
use serde::{Deserialize, Serialize};
pub use site::{Judge, Judged, Places, Reported, SiteLetter, ToSite, Where};
pub use thread::{
    Claim, Edit, Erased, Insert, Letter, Manner, Own, Owned, Source, Stored, ToThread, Vote,
};

/// Which thread is meant. An object learns from this what it is, since an alarm does not tell it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Whose {
    /// The site's id.
    pub site: String,
    /// The thread's id.
    pub thread: String,
    /// The thread's hash, part of its KV keys.
    pub hash: String,
}
