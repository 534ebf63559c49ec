//! Invitations, each of which makes one moderator.

use postil_model::SiteId;
use postil_model::staff::lifetime::INVITATION;
use postil_model::wire::desk::Invitation;

use super::sites;
use crate::clock;
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::{Refusal, Result};
use crate::token::Token;

/// Invites somebody: the token, and until when it can be used.
pub fn invite(sql: &Sql<'_>, note: &str, site: Option<&SiteId>, now: u64) -> Result<(Token, u64)> {
    if let Some(site) = site {
        sites::known(sql, site)?;
    }
    let (token, until) = (Token::new()?, now + INVITATION);
    sql.run(
        "INSERT INTO invitation (id, hash, note, site, until) VALUES (?, ?, ?, ?, ?)",
        vec![
            text(clock::random_name()?),
            text(token.hash()),
            text(note),
            maybe(site.map(SiteId::as_str)),
            int(until),
        ],
    )?;
    Ok((token, until))
}

/// Takes an invitation, which nobody can use again: the site that it is for.
pub fn spend(sql: &Sql<'_>, hash: Option<&str>, now: u64) -> Result<Option<String>> {
    columns! {
        struct Row {
            site: Option<String>,
        }
    }
    let row: Option<Row> = sql.first(
        "DELETE FROM invitation WHERE hash = ? AND until > ? RETURNING site",
        vec![maybe(hash), int(now)],
    )?;
    Ok(row.ok_or(Refusal::LinkSpent)?.site)
}

/// Withdraws an invitation.
pub fn withdraw(sql: &Sql<'_>, id: &str) -> Result<()> {
    sql.run("DELETE FROM invitation WHERE id = ?", vec![text(id)])
}

/// Those that can be used, the first to run out first.
pub fn list(sql: &Sql<'_>, now: u64) -> Result<Vec<Invitation>> {
    sql.all(
        "SELECT id, note, site, until FROM invitation WHERE until > ? ORDER BY until, id",
        vec![int(now)],
    )
}

/// Drops what has run out.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sql.run("DELETE FROM invitation WHERE until <= ?", vec![int(now)])
}
