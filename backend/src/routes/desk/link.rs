//! `POST /v1/desk/link`: a one-time sign-in link of the owner, for command lines. It is asked for
//! with the deployment's secret in `Authorization`, which no browser sends by itself.

use serde::Serialize;
use worker::Response;

use super::super::ask::Ask;
use super::caller;
use crate::call;
use crate::message::staff::ToDesk;
use crate::problem::Result;

#[derive(Serialize)]
struct Made {
    link: String,
}

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let network = caller::knock(ask).await?;
    let sent = ask.header("Authorization").unwrap_or_default();
    let secret = sent.strip_prefix("Bearer ").unwrap_or_default();
    let knock = caller::secret(ask, network, secret)?;
    let token: String = call::desk(&ask.env, ToDesk::Link(knock)).await?;
    caller::answer(&Made {
        link: format!("{}/desk#link={token}", ask.own_origin()),
    })
}
