//! The comment section. The same components are rendered to HTML in the Worker (feature `ssr`)
//! and take over that HTML in the browser (feature `hydrate`). With the feature `me` the crate is
//! another, smaller program: "My comments", which is loaded when a reader opens it.
//!
//! `view` draws and never fetches; `state` is what it draws; `browser` does what a reader asks
//! for: requests, focus, storage; `platform` is what it stands on. What the HTML already says is not sent a second time: the
//! browser reads its rows from the document.

#[cfg(not(any(feature = "ssr", feature = "me")))]
mod browser;
#[cfg(feature = "ssr")]
pub mod locale;
#[cfg(feature = "me")]
mod me;
#[cfg(not(feature = "ssr"))]
#[cfg_attr(
    feature = "me",
    allow(dead_code, reason = "the smaller program uses less of it")
)]
mod platform;
#[cfg(feature = "ssr")]
pub mod ssr;
#[cfg(not(feature = "me"))]
#[cfg_attr(
    feature = "ssr",
    allow(dead_code, reason = "some of it is drawn in the browser only")
)]
mod state;
#[cfg(not(feature = "me"))]
#[cfg_attr(
    feature = "ssr",
    allow(dead_code, reason = "some of it is drawn in the browser only")
)]
mod view;
mod words;

/// Ten hexadecimal digits that name what this build renders: builds with the same render the same bytes.
pub const MARKUP: &str = env!("POSTIL_MARKUP");
