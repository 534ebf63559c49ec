//! What a stranger has written comes in here, and through [`accept`] only.

mod accept;
mod caller;
pub mod comments;
pub mod page;
pub mod preview;
