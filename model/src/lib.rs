//! What sites, threads and comments are, and every rule about them.
//!
//! **Architecture Invariant:** this crate knows no clock, no randomness, no network, no browser and
//! no Worker. Time, random bytes and what is stored are arguments. A rule stands here once, is
//! tested here natively, and is called from wherever it is needed.
//!
//! The feature `server` adds what the browser never needs: the Markdown renderer, and everything
//! that is keyed or hashed.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)
)]

#[cfg(feature = "server")]
pub mod base64;
pub mod claim;
pub mod comment;
pub mod defence;
pub mod draft;
pub mod edit;
pub mod field;
pub mod http_address;
#[cfg(feature = "server")]
pub mod import;
pub mod key;
mod letters;
#[cfg(feature = "server")]
pub mod mail;
pub mod mark;
#[cfg(feature = "server")]
pub mod markdown;
pub mod mine;
#[cfg(feature = "server")]
pub mod network;
pub mod notify;
mod order;
pub mod origin;
pub mod outbox;
pub mod policy;
pub mod recovery;
pub mod report;
pub mod site;
pub mod staff;
pub mod theme;
pub mod thread;
pub mod thread_id;
pub mod time;
pub mod titles;
pub mod typed;
pub mod verdict;
pub mod vote;
pub mod wire;

pub use claim::Claim;
pub use comment::{CommentId, State};
pub use draft::Draft;
pub use field::{Body, FieldError, Name, Note, Title, WebAddress};
pub use key::{DeviceKey, KeyHash};
pub use origin::Origin;
pub use policy::Policy;
pub use site::{Site, SiteId};
pub use thread::{Number, Placement, Row};
pub use thread_id::{Address, ThreadId};
pub use time::Millis;
pub use verdict::{Facts, Reason, Verdict};
