//! What the owner has decided about an import.

use std::fs;

use postil_archive::Rules;
use postil_archive::moves::Moves;

use crate::args::{Import, Slash};
use crate::failure::Failure;

/// Reads it.
///
/// # Errors
/// If a list of addresses cannot be read.
pub fn read(options: &Import) -> Result<Rules, Failure> {
    let mut moves = Moves::default();
    for host in &options.moved_host {
        moves.host(&host.old, host.new.clone());
    }
    for path in &options.moved_path {
        moves.path(&path.old, &path.new);
    }
    if let Some(slash) = options.slash {
        moves.slash(slash == Slash::With);
    }
    for path in &options.moved {
        let list = fs::read_to_string(path).map_err(Failure::file(path))?;
        moves
            .list(&list)
            .map_err(|error| Failure::List(path.clone(), error))?;
    }
    let badges = options.badge.iter();
    Ok(Rules {
        moves,
        badges: badges
            .map(|pair| (pair.old.clone(), pair.new.clone()))
            .collect(),
        nameless: options.nameless.clone(),
    })
}
