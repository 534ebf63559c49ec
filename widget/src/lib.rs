//! The comment section. The same components are rendered to HTML in the Worker (feature `ssr`)
//! and take over that HTML in the browser (feature `hydrate`).
//!
//! `view` draws and never fetches; `state` is what it draws; `browser` does what a reader asks
//! for: requests, focus, storage. What the HTML already says is not sent a second time: the
//! browser reads its rows from the document.

#[cfg(not(feature = "ssr"))]
mod browser;
#[cfg(feature = "ssr")]
pub mod locale;
#[cfg(feature = "ssr")]
pub mod ssr;
mod state;
mod view;
mod words;

/// Ten hexadecimal digits that name what this build renders: builds with the same render the same bytes.
pub const MARKUP: &str = env!("POSTIL_MARKUP");
