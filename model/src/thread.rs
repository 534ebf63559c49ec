//! The thread: how its comments are numbered, ordered, cut into pages and shown.
//!
//! **Architecture Invariant:** a tree of replies is never walked by recursion. Comments are a flat
//! list in the order of their numbers.

mod best;
mod cut;
mod nest;
mod number;
mod rows;

pub use best::best_first;
pub use cut::{FULL_FOR_REPLIES, FULL_FOR_ROOTS, Ground, PageFill, Placement, place};
pub use nest::nest;
pub use number::{LEVELS, Number, NumberError};
pub use rows::{Answers, Entry, INDENTED_LEVELS, Row, rows, visible_count};
