//! The little of a browser that the widget and "My comments" both use: the loader, requests, JSON,
//! and steps in the document.

pub mod api;
pub mod dom;
pub mod host;
pub mod json;
pub mod storage;
