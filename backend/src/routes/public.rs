//! Reading. Nothing here changes anything.

pub mod counts;
pub mod data;
pub mod feed;
pub mod health;
pub mod page;
pub mod thread;
pub mod which;
