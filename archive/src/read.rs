//! The readers, one for each kind of export: each an iterator over what it finds, which ends after
//! the first fault.

pub mod blogger;
pub mod disqus;
pub mod wordpress;

mod records;
#[cfg(test)]
mod told;
