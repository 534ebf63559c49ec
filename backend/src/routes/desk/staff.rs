//! `GET` and `POST /v1/desk/staff`: who works here, where they are signed in, who is invited.

use postil_model::wire::desk::{Invited, StaffChange};
use postil_model::{FieldError, Name, SiteId};
use worker::Response;

use super::super::ask::Ask;
use super::door;
use crate::call;
use crate::message::desk::{Change, Changed, ToDesk};
use crate::problem::{Problem, Result};

/// Answers a GET.
pub async fn get(ask: &Ask) -> Result<Response> {
    let session = door::session(ask)?;
    door::pass(call::desk_text(&ask.env, ToDesk::Staff(session)).await?)
}

/// Answers a POST.
pub async fn post(ask: &Ask) -> Result<Response> {
    let session = door::session(ask)?;
    let change = accept(door::sent(ask).await?)?;
    match call::desk(&ask.env, ToDesk::Change(session, change)).await? {
        Changed::Staff(staff) => door::pass(staff),
        Changed::Invited { token, until } => door::answer(&Invited {
            link: format!("{}/desk#invitation={token}", ask.own_origin()),
            until,
        }),
    }
}

fn accept(sent: StaffChange) -> Result<Change> {
    Ok(match sent {
        StaffChange::Invite { note, site } => Change::Invite {
            note: noted(&note)?,
            site: site.map(known).transpose()?,
        },
        StaffChange::Withdraw { invitation } => Change::Withdraw(invitation),
        StaffChange::End { session } => Change::End(session),
        StaffChange::Dismiss { member } => Change::Dismiss(member),
        StaffChange::Rename { name } => Change::Rename(Name::try_from(name)?),
    })
}

/// For whom an invitation is: like a name, or nothing.
fn noted(note: &str) -> Result<String> {
    if note.trim().is_empty() {
        return Ok(String::new());
    }
    let of_note = |error: FieldError| FieldError {
        field: "note",
        ..error
    };
    Ok(Name::try_from(note).map_err(of_note)?.into())
}

/// What cannot be a site's id is told like a site that is not there.
fn known(site: String) -> Result<SiteId> {
    SiteId::try_from(site).map_err(|_| Problem::UnknownSite)
}
