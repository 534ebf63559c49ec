//! Who stands before the desk: what every one of its calls asks first.

use serde::Serialize;
use serde::de::DeserializeOwned;
use worker::{Method, Response};

use super::super::ask::Ask;
use super::cookie;
use crate::answer::{self, Audience};
use crate::message::desk::{Knock, Signed, ToDesk};
use crate::problem::{Problem, Refusal, Result};
use crate::{body, call, config, limit, token};
use postil_json as json;

/// Who is signed in.
pub async fn signed(ask: &Ask) -> Result<Signed> {
    call::desk(&ask.env, ToDesk::Who(session(ask)?)).await
}

/// The hash of the session that a request comes with. Whether that goes on, the desk's object knows.
pub fn session(ask: &Ask) -> Result<String> {
    from_desk(ask)?;
    before(ask).ok_or(Refusal::SignedOut.into())
}

/// The hash of the session that the browser has, if it has one.
pub fn before(ask: &Ask) -> Option<String> {
    ask.header("Cookie")
        .and_then(|header| cookie::read(&header))
        .map(|token| token.hash())
}

/// Refuses what does not come from the desk's own page.
///
/// The cookie's own `SameSite` is not enough: a blog on a sibling host (`blog.example.org` beside
/// `comments.example.org`) is the same *site*, and its pages' requests carry the cookie. A browser
/// says truthfully where a request comes from, and lets no other origin add a header of its own
/// unless the Worker allows it, which it does for nobody.
pub fn from_desk(ask: &Ask) -> Result<()> {
    let site = ask.header("Sec-Fetch-Site");
    let holds = if ask.method == Method::Post {
        site.as_deref() == Some("same-origin") && ask.header("Postil-Desk").as_deref() == Some("1")
    } else {
        // A GET changes nothing, and no other origin may read its answer: it may come from a
        // program, or from the address bar.
        !matches!(site.as_deref(), Some("same-site" | "cross-site"))
    };
    if holds {
        Ok(())
    } else {
        Err(Problem::DeskOrigin)
    }
}

/// What was sent.
pub async fn sent<T: DeserializeOwned>(ask: &Ask) -> Result<T> {
    let text = body::text(&ask.request, body::MOST).await?;
    json::read(&text).map_err(|_| Problem::Json)
}

/// The network of somebody who is not signed in, if it may knock.
pub async fn knock(ask: &Ask) -> Result<String> {
    let network = ask.network()?;
    limit::check_desk(&ask.env, &network).await?;
    Ok(network)
}

/// What is said of a secret to the desk's object: it never hears the secret itself.
pub fn secret(ask: &Ask, network: String, sent: &str) -> Result<Knock> {
    let right = token::same(sent, &config::owner_key(&ask.env, ask.own_origin())?);
    Ok(Knock { right, network })
}

/// An answer for the desk.
pub fn answer<T: Serialize>(value: &T) -> Result<Response> {
    answer::json(200, value, &Audience::Desk, "no-store")
}

/// An answer for the desk that is JSON already.
pub fn pass(json: String) -> Result<Response> {
    answer::written(200, json, &Audience::Desk, "no-store")
}

/// An answer for the desk that is lines of JSON.
pub fn lines(lines: String) -> Result<Response> {
    answer::typed(
        200,
        "application/x-ndjson",
        lines,
        &Audience::Desk,
        "no-store",
    )
}
