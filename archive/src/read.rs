//! The readers, one for each kind of export: each an iterator over what it finds, which ends after
//! the first fault.

pub mod commento;
pub mod isso;
pub mod isso_json;
mod pull;
pub mod remark42;
#[cfg(test)]
mod testing;

pub use commento::Commento;
pub use isso::Isso;
pub use isso_json::IssoJson;
pub use remark42::Remark42;
