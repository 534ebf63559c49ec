//! The sites that there are. Their settings are their own objects'.

use postil_model::SiteId;
use postil_model::staff::Scope;
use postil_model::wire::desk::SiteName;

use crate::objects::sql::{Sql, maybe, text};
use crate::problem::{Refusal, Result};

/// Keeps a site, or what it is called now.
pub fn keep(sql: &Sql<'_>, site: &SiteName) -> Result<()> {
    sql.run(
        "INSERT INTO site (id, title, told) VALUES (?, ?, 0) \
         ON CONFLICT (id) DO UPDATE SET title = excluded.title",
        vec![text(&*site.id), text(&*site.title)],
    )
}

/// Refuses a site that is not there.
pub fn known(sql: &Sql<'_>, site: &SiteId) -> Result<()> {
    let one = Scope::Site(site.clone());
    if within(sql, &one)?.is_empty() {
        Err(Refusal::Site.into())
    } else {
        Ok(())
    }
}

/// The sites that somebody works on.
pub fn within(sql: &Sql<'_>, scope: &Scope) -> Result<Vec<SiteName>> {
    let only = match scope {
        Scope::All => None,
        Scope::Site(site) => Some(site.as_str()),
    };
    sql.all(
        "SELECT id, title FROM site WHERE id = coalesce(?, id) ORDER BY id",
        vec![maybe(only)],
    )
}
