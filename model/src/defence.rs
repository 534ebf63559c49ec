//! The defence against spam: what can be told from a comment, from how it came and from what came
//! before, without asking anybody.

pub mod suspicion;
