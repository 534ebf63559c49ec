//! What the desk knows, and what changes it. Nothing in here draws anything.

pub mod acts;
pub mod author;
pub mod desk;
pub mod fetched;
pub mod keys;
pub mod list;
pub mod moving;
pub mod news;
pub mod notify_form;
pub mod queue;
pub mod reply;
pub mod route;
pub mod signal;
pub mod site_form;
pub mod window;

pub use desk::Desk;
