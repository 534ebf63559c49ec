//! Telling the sites what the staff is called, so that nobody else is called so there. Each is told
//! at least once of each change.

use worker::Env;

use super::members;
use crate::call;
use crate::message::ToSite;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, text};
use crate::problem::Result;

/// How many sites are told in one run: the platform bounds the requests that one may make.
const AT_ONCE: u64 = 20;

/// The names have changed, or where somebody works.
pub fn changed(sql: &Sql<'_>) -> Result<()> {
    sql.run("UPDATE desk SET version = version + 1", vec![])
}

/// Whether a site has not heard of the last change.
pub fn is_due(sql: &Sql<'_>) -> Result<bool> {
    Ok(!untold(sql)?.is_empty())
}

/// Tells those who have not heard. Where one cannot be told, the others are.
pub async fn tell(env: &Env, sql: &Sql<'_>) -> Result<()> {
    let mut outcome = Ok(());
    for Untold { id, version } in untold(sql)? {
        let names = members::names_on(sql, &id)?;
        let told: Result<()> = call::site(env, &id, ToSite::Staff { version, names }).await;
        outcome = outcome.and(match told {
            Ok(()) => sql.run(
                "UPDATE site SET told = max(told, ?) WHERE id = ?",
                vec![int(version), text(id)],
            ),
            Err(problem) => Err(problem),
        });
    }
    outcome
}

columns! {
    struct Untold {
        id: String,
        version: u64,
    }
}

fn untold(sql: &Sql<'_>) -> Result<Vec<Untold>> {
    sql.all(
        "SELECT id, version FROM site, desk WHERE told < version ORDER BY told, id LIMIT ?",
        vec![int(AT_ONCE)],
    )
}
