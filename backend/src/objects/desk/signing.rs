//! Coming in: by the deployment's secret, by a sign-in link, by an invitation.

use postil_model::staff::lifetime::{SESSION, SESSION_UNUSED};

use super::{attempts, invitations, links, members, pages, sessions, staff};
use crate::message::desk::{Knock, SignIn, Signed, SignedIn, With};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int};
use crate::problem::Result;

/// Begins a session. A link and an invitation are spent by it, in the same transaction: of two who
/// come at once with the same, one is let in. A wrong secret is counted outside of it, which is
/// undone by a refusal.
pub fn sign_in(sql: &Sql<'_>, ask: &SignIn, now: u64) -> Result<SignedIn> {
    if let With::Secret(knock) = &ask.with {
        attempts::knock(sql, knock, now)?;
    }
    sql.transaction(|| {
        forget(sql, now)?;
        let member = match &ask.with {
            With::Secret(_) => members::owner(sql, now)?,
            With::Link { hash } => {
                links::spend(sql, hash.as_deref(), now)?;
                members::owner(sql, now)?
            }
            With::Invitation { hash, name } => {
                let site = invitations::spend(sql, hash.as_deref(), now)?;
                members::join(sql, name, site, now)?
            }
        };
        if let Some(before) = &ask.before {
            sessions::sign_out(sql, before)?;
        }
        let (token, session) = sessions::begin(sql, &member.id, &ask.agent, now)?;
        let signed = Signed {
            member: member.id,
            name: member.name,
            role: member.role,
            scope: members::scope(member.site)?,
            session,
        };
        Ok(SignedIn {
            token: token.reveal().to_owned(),
            me: staff::me(sql, signed)?,
        })
    })
}

/// Makes a sign-in link of the owner: its token.
pub fn link(sql: &Sql<'_>, knock: &Knock, now: u64) -> Result<String> {
    attempts::knock(sql, knock, now)?;
    sql.transaction(|| {
        forget(sql, now)?;
        Ok(links::make(sql, now)?.reveal().to_owned())
    })
}

/// When the next session, invitation or link runs out, or a row of attempts.
pub fn due(sql: &Sql<'_>) -> Result<Option<u64>> {
    columns! {
        struct Row {
            due: Option<u64>,
        }
    }
    let row: Option<Row> = sql.first(
        "SELECT min(at) AS due FROM (SELECT until AS at FROM invitation UNION ALL SELECT until FROM link
             UNION ALL SELECT min(seen + ?1, since + ?2) FROM session)",
        vec![int(SESSION_UNUSED), int(SESSION)],
    )?;
    let all = [row.and_then(|row| row.due), attempts::due(sql)?];
    Ok(all.into_iter().flatten().min())
}

/// Drops what has run out.
pub fn forget(sql: &Sql<'_>, now: u64) -> Result<()> {
    sessions::forget(sql, now)?;
    invitations::forget(sql, now)?;
    links::forget(sql, now)?;
    pages::forget(sql, now)?;
    attempts::forget(sql, now)
}
