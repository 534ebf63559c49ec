//! What a reader's browser does: requests, focus, storage. Everything a view calls when somebody
//! presses or types stands here; under `ssr` nobody does, and none of it is linked.

mod api;
mod composer;
mod dom;
#[cfg(not(feature = "ssr"))]
mod events;
mod focus;
mod held;
mod host;
mod json;
mod more;
#[cfg(not(feature = "ssr"))]
mod mount;
mod page;
mod post;
mod reply;
mod rows;
mod send;
mod shelf;
#[cfg(not(feature = "ssr"))]
mod typed;

pub use shelf::Shelf;
