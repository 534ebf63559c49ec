//! `POST /v1/desk/signin`: somebody comes in, and gets the cookie.

use postil_model::Name;
use postil_model::staff::lifetime;
use postil_model::wire::desk::SignIn;
use worker::Response;

use super::super::ask::Ask;
use super::{cookie, door};
use crate::call;
use crate::message::desk::{self, SignedIn, ToDesk, With};
use crate::problem::Result;
use crate::token::Token;

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    door::from_desk(ask)?;
    let network = door::knock(ask).await?;
    let with = with(ask, network, door::sent(ask).await?)?;
    let ask_desk = desk::SignIn {
        with,
        agent: ask.header("User-Agent").unwrap_or_default(),
        before: door::before(ask),
    };
    let SignedIn { token, me } = call::desk(&ask.env, ToDesk::SignIn(ask_desk)).await?;
    let response = door::answer(&me)?;
    response.headers().set(
        "Set-Cookie",
        &cookie::set(&token, lifetime::SESSION / 1_000),
    )?;
    Ok(response)
}

fn with(ask: &Ask, network: String, sent: SignIn) -> Result<With> {
    Ok(match sent {
        SignIn::Secret { secret } => With::Secret(door::secret(ask, network, &secret)?),
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
