//! The writers: what leaves Postil, for another system or for another day.

mod of_postil;
pub mod wordpress;

pub use of_postil::wordpress_of_postil;
