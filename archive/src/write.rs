//! The writers: what leaves Postil, for another system or for another day.

pub mod wordpress;
