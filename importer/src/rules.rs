//! The rules of an import: from what was typed at the desk to what `archive` goes by.

use postil_archive::moves::{Moves, NoPair};
use postil_archive::run::Rules;
use postil_model::Origin;

use crate::talk;

/// Reads what was typed. What is no origin is no rule: the desk lets one choose from the site's.
///
/// # Errors
/// If the list of addresses is none.
pub fn read(typed: &talk::Rules) -> Result<Rules, NoPair> {
    let mut moves = Moves::default();
    for host in &typed.hosts {
        if let Ok(origin) = Origin::try_from(host.to.as_str()) {
            moves.host(&host.from, origin);
        }
    }
    for path in &typed.paths {
        moves.path(&path.from, &path.to);
    }
    if let Some(with) = typed.slash {
        moves.slash(with);
    }
    moves.list(&typed.list)?;
    let badges = typed.badges.iter();
    Ok(Rules {
        moves,
        badges: badges
            .map(|badge| (badge.from.clone(), badge.to.clone()))
            .collect(),
        nameless: typed.nameless.clone(),
    })
}
