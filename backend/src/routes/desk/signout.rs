//! `POST /v1/desk/signout`: the session ends. One that has ended already is signed out of as well.

use worker::{Headers, Response, ResponseBody};

use super::super::ask::Ask;
use super::{cookie, door};
use crate::answer::{self, Audience};
use crate::call;
use crate::message::desk::ToDesk;
use crate::problem::Result;

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let session = door::session(ask)?;
    let () = call::desk(&ask.env, ToDesk::SignOut(session)).await?;
    let headers = Headers::new();
    headers.set("Cache-Control", "no-store")?;
    headers.set("Set-Cookie", &cookie::clear())?;
    Audience::Desk.mark(&headers)?;
    Ok(answer::answer(204, headers, ResponseBody::Empty))
}
