//! What the views draw: a published page and its rows, as plain values. What changes afterwards
//! changes in the document.

mod page;
mod row;

#[cfg(feature = "ssr")]
pub use page::Plain;
pub use page::{Page, PageName};
pub use row::{Kind, RowData};
