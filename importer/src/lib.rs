//! The module that reads exports: it runs in a web worker of the desk, so that a file of any size
//! leaves the page free, and never leaves the browser.
//!
//! It does what `archive` can do, one call after the other, and answers with JSON. What is to be
//! sent it makes and hands over: the desk sends it.
//!
//! **Architecture Invariant:** the module that reads other people's files asks no server for
//! anything.

#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)
)]

pub mod talk;

#[cfg(feature = "module")]
mod blocks;
#[cfg(feature = "module")]
mod module;
#[cfg(feature = "module")]
mod rules;
#[cfg(feature = "module")]
mod session;
#[cfg(feature = "module")]
mod summary;
