//! Reads the exports of other comment systems, and Postil's own.
//!
//! A reader goes through a file once, from its beginning to its end, and says what it finds there
//! ([`found`]): pages, and entries in the order in which they stand. It keeps none of them, so that a
//! file of any size takes the memory of its longest entry. What is to become of an entry is decided
//! after it, by whoever imports.
//!
//! **Architecture Invariant:** this crate writes nothing anywhere, asks nobody, and knows no clock.
//! What a file says of a reader that nobody else may know (mail address, network address) leaves a
//! reader as a hash with the owner's key, or not at all.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)
)]

pub mod arrange;
mod export;
pub mod fault;
pub mod found;
mod json;
pub mod markdown;
pub mod moment;
pub mod moves;
pub mod plan;
pub mod read;
pub mod run;
mod sqlite;
mod text;
pub mod unfold;
pub mod write;
pub mod xml;

pub use export::{Export, Reader, System, exports};
pub use fault::Fault;
pub use found::{Author, Entry, Found, Kind, Page, Staff};
pub use plan::Plan;
pub use run::{Rules, Run, Sources};
