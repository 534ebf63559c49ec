//! What is drawn: the rows of a thread and the signals of a section.

mod row;
mod section;

pub use row::{Kind, RowData};
#[cfg(feature = "ssr")]
pub use section::Plain;
pub use section::{Page, Section};
