//! The Durable Objects: what is stored, and the only code that publishes it.

pub mod again;
pub mod alarm;
pub mod desk;
pub mod driver;
pub mod ledger;
pub mod row;
pub mod site;
pub mod sql;
pub mod step;
pub mod thread;
