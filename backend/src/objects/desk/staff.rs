//! What members see of the staff, and change about it.

use postil_model::staff::{Right, may};
use postil_model::wire::desk::{Me, Staff};

use super::{invitations, members, pages, sessions, sites};
use crate::message::desk::{Change, Changed, Signed};
use crate::objects::sql::Sql;
use crate::problem::{Refusal, Result};
use postil_json as json;

/// What somebody is told about themselves.
pub fn me(sql: &Sql<'_>, signed: Signed) -> Result<Me> {
    Ok(Me {
        sites: sites::within(sql, &signed.scope)?,
        member: signed.member,
        name: signed.name,
        role: signed.role,
        session: signed.session,
    })
}

/// The staff: all of it to who may read that, to others what is their own.
pub fn seen_by(sql: &Sql<'_>, signed: &Signed, now: u64) -> Result<Staff> {
    let only = unless(signed, Right::ReadStaff);
    let mut sessions = sessions::list(sql, only, now)?;
    sessions.extend(pages::list(sql, only, now)?);
    Ok(Staff {
        members: members::list(sql, only)?,
        sessions,
        invitations: match only {
            None => invitations::list(sql, now)?,
            Some(_) => Vec::new(),
        },
    })
}

/// Changes the staff. What is gone already may be taken away once more.
pub fn change(sql: &Sql<'_>, signed: &Signed, change: Change, now: u64) -> Result<Changed> {
    sql.transaction(|| {
        match change {
            Change::Invite { note, site } => {
                needs(signed, Right::Invite)?;
                let (token, until) = invitations::invite(sql, &note, site.as_ref(), now)?;
                return Ok(Changed::Invited {
                    token: token.reveal().to_owned(),
                    until,
                });
            }
            Change::Withdraw(id) => {
                needs(signed, Right::Invite)?;
                invitations::withdraw(sql, &id)?;
            }
            Change::Dismiss(id) => {
                needs(signed, Right::Dismiss)?;
                members::dismiss(sql, &id)?;
            }
            Change::End(id) => sessions::end(sql, &id, unless(signed, Right::EndOthersSession))?,
            Change::Rename(name) => members::rename(sql, &signed.member, &name)?,
        }
        Ok(Changed::Staff(json::write(&seen_by(sql, signed, now)?)?))
    })
}

/// Refuses who does not have a right on all sites.
fn needs(signed: &Signed, right: Right) -> Result<()> {
    match unless(signed, right) {
        None => Ok(()),
        Some(_) => Err(Refusal::NotAllowed.into()),
    }
}

/// Whose things alone somebody can see or change, unless they have a right to everybody's.
fn unless(signed: &Signed, right: Right) -> Option<&str> {
    let all = may(signed.role, &signed.scope, right, None);
    (!all).then_some(signed.member.as_str())
}
