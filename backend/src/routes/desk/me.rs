//! `GET /v1/desk/me`: who is signed in.

use postil_model::wire::desk::Me;
use worker::Response;

use super::super::ask::Ask;
use super::door;
use crate::call;
use crate::message::desk::ToDesk;
use crate::problem::Result;

/// Answers it.
pub async fn get(ask: &Ask) -> Result<Response> {
    let session = door::session(ask)?;
    let me: Me = call::desk(&ask.env, ToDesk::Me(session)).await?;
    door::answer(&me)
}
