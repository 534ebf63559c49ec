//! What sites, threads and comments are, and every rule about them.
//!
//! Nothing here knows a clock, a network, a browser or a Worker: time, randomness and what is
//! stored come as arguments. The Worker (feature `server`) and the browser call the same rules.

pub mod comment;
pub mod draft;
pub mod field;
pub mod key;
#[cfg(feature = "server")]
pub mod markdown;
#[cfg(feature = "server")]
pub mod network;
pub mod site;
pub mod thread;
pub mod thread_id;
#[cfg(feature = "server")]
pub mod time;
pub mod verdict;
pub mod wire;
