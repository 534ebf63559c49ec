//! Import and export of a site, for its owner.

mod export;
mod past;
mod plan;
mod rules;
mod wizard;

use super::drawn::{Drawn, draw};
use super::parts;
use crate::state::Desk;
use crate::words::m;

pub use past::undo;

/// All of it.
pub fn view(desk: Desk, site: String) -> Drawn {
    let title = format!("{} · {}", m::MOVING.text(), desk.title_of(&site));
    draw! {
        {parts::heading(title)}
        {wizard::view(desk, &site)}
        {past::view(desk, &site)}
        {export::view(desk, &site)}
    }
}
