//! The defence against spam: what can be told from a comment, from how it came and from what came
//! before, without asking anybody.

pub mod advertising;
pub mod alike;
pub mod praise;
pub mod rate;
pub mod sense;
pub mod statistics;
pub mod suspicion;
pub mod text;
#[cfg(feature = "work")]
pub mod work;
