//! A thread: where a comment stands on it, and how it is cut into pages and rows.

mod place;
mod rows;

pub use place::{Beside, LEVELS, PAGE_FULL, PAGE_OPEN, Placement, place};
pub use rows::{Answers, Row, nest, rows};
