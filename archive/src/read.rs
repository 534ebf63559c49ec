//! The readers, one for each kind of export: each an iterator over what it finds, which ends after
//! the first fault.

mod blogger;
mod commento;
mod disqus;
mod isso;
mod isso_json;
mod postil;
mod pull;
mod records;
mod remark42;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod told;
mod wordpress;

pub use blogger::Blogger;
pub use commento::Commento;
pub use disqus::Disqus;
pub use isso::Isso;
pub use isso_json::IssoJson;
pub use postil::Postil;
pub use remark42::Remark42;
pub use wordpress::WordPress;
