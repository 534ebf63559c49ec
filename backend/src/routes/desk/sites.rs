//! `GET /v1/desk/sites`: the sites that whoever is signed in works on.

use postil_model::wire::desk::SiteName;
use worker::Response;

use super::super::ask::Ask;
use super::door;
use crate::call;
use crate::message::desk::ToDesk;
use crate::problem::Result;

/// Answers it.
pub async fn get(ask: &Ask) -> Result<Response> {
    let session = door::session(ask)?;
    let sites: Vec<SiteName> = call::desk(&ask.env, ToDesk::Sites(session)).await?;
    door::answer(&sites)
}
