//! `POST /v1/desk/link`: a one-time sign-in link of the owner, for command lines. It is asked for
//! with the deployment's secret in `Authorization`, which no browser sends by itself.

use serde::Serialize;
use worker::Response;

use super::super::ask::Ask;
use super::door;
use crate::call;
use crate::message::desk::ToDesk;
use crate::problem::Result;

#[derive(Serialize)]
struct Made {
    link: String,
}

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let network = door::knock(ask).await?;
    let sent = ask.header("Authorization").unwrap_or_default();
    let secret = sent.strip_prefix("Bearer ").unwrap_or_default();
    let knock = door::secret(ask, network, secret)?;
    let token: String = call::desk(&ask.env, ToDesk::Link(knock)).await?;
    door::answer(&Made {
        link: format!("{}/desk#link={token}", ask.own_origin()),
    })
}
