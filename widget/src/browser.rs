//! What a reader's browser does: requests, focus, storage. Views only draw; everything that happens
//! when somebody presses or types stands here.
//!
//! The document is the state: what is shown is read from it, and nothing keeps a second list. So the
//! loader's part (sorting, folding, fetching more) and this one work on the same rows.

mod composer;
mod draft;
mod edit;
mod events;
mod focus;
mod held;
mod list;
mod mount;
mod outbox;
mod own;
mod page;
mod post;
mod remove;
mod reply;
mod rows;
mod section;
mod send;
mod typed;
mod vote;
mod work;

use crate::platform::{api, dom, host, json, storage};
