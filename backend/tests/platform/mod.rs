//! A platform with the faults of the real one, in virtual time: Workers KV, its edges, its quotas,
//! and objects that run publishers against it.
#![allow(dead_code, reason = "each test uses its part")]

pub mod actor;
pub mod kv;
pub mod rng;
pub mod world;
