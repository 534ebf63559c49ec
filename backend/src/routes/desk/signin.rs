//! `POST /v1/desk/signin`: somebody comes in, and gets the cookie.

use postil_model::Name;
use postil_model::staff::lifetime;
use postil_model::wire::desk::SignIn;
use worker::Response;

use super::super::ask::Ask;
use super::{caller, cookie};
use crate::call;
use crate::message::staff::{self, SignedIn, ToDesk, With};
use crate::problem::Result;
use crate::token::Token;

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    caller::from_desk(ask)?;
    let network = caller::knock(ask).await?;
    let with = with(ask, network, caller::sent(ask).await?)?;
    let ask_desk = staff::SignIn {
        with,
        agent: ask.header("User-Agent").unwrap_or_default(),
        before: caller::before(ask),
    };
    let SignedIn { token, me } = call::desk(&ask.env, ToDesk::SignIn(ask_desk)).await?;
    let response = caller::answer(&me)?;
    response.headers().set(
        "Set-Cookie",
        &cookie::set(&token, lifetime::SESSION / 1_000),
    )?;
    Ok(response)
}

fn with(ask: &Ask, network: String, sent: SignIn) -> Result<With> {
    Ok(match sent {
        SignIn::Secret { secret } => With::Secret(caller::secret(ask, network, &secret)?),
        SignIn::Link { token } => With::Link { hash: hash(&token) },
        SignIn::Invitation { token, name } => With::Invitation {
            hash: hash(&token),
            name: Name::try_from(name)?,
        },
    })
}

fn hash(token: &str) -> Option<String> {
    Token::read(token).map(|token| token.hash())
}
