//! What a stranger has written comes in here: a comment through [`accept`] only, and whatever is
//! sent through one door of the model each.

mod accept;
pub mod comments;
pub mod delete;
pub mod edit;
pub mod me;
pub mod page;
pub mod preview;
pub mod report;
mod turnstile;
pub mod vote;
mod work;
