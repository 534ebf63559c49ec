//! `GET /v1/desk/me`: who is signed in.

use worker::Response;

use super::super::ask::Ask;
use super::door;
use crate::call;
use crate::message::desk::ToDesk;
use crate::problem::Result;

/// Answers it.
pub async fn get(ask: &Ask) -> Result<Response> {
    let session = door::session(ask)?;
    door::pass(call::desk_text(&ask.env, ToDesk::Me(session)).await?)
}
