//! `POST /v1/moderate/link` and `/stop`: a browser is linked, and is no longer.

use postil_model::site::Site;
use postil_model::wire::moderate::{Link, Linked, Moderate};
use worker::Response;

use super::super::ask::Ask;
use super::super::caller::Caller;
use crate::answer;
use crate::call;
use crate::limit::Limit;
use crate::message::desk::{PageKnock, ToDesk};
use crate::problem::{Refusal, Result};
use crate::token::Token;

/// Takes the code of a link, and answers with a token.
pub async fn spend(caller: &mut Caller<'_>) -> Result<Response> {
    let sent: Link = caller.sent().await?;
    caller.speaks(sent.lang.as_ref());
    let site = &*caller.site(&sent.site).await?;
    caller.ask.bound(Limit::Write, site).await?;
    let knock = knock(caller.ask, site, &sent.code, Refusal::LinkSpent)?;
    let linked: Linked = call::desk(&caller.ask.env, ToDesk::SpendPage(knock)).await?;
    answer::json(200, &linked, &caller.audience(), "no-store")
}

/// Ends a token, for whoever has it.
pub async fn stop(caller: &mut Caller<'_>) -> Result<Response> {
    let sent: Moderate = caller.sent().await?;
    caller.speaks(sent.thread.lang.as_ref());
    let site = &*caller.site(&sent.site).await?;
    caller.ask.bound(Limit::Write, site).await?;
    let knock = knock(caller.ask, site, &sent.token, Refusal::PageEnded)?;
    let () = call::desk(&caller.ask.env, ToDesk::EndPage(knock)).await?;
    answer::json(200, &(), &caller.audience(), "no-store")
}

/// What is said of a code or a token to the desk's object, which never hears the secret itself.
pub fn knock(ask: &Ask, site: &Site, secret: &str, otherwise: Refusal) -> Result<PageKnock> {
    let token = Token::read(secret).ok_or(otherwise)?;
    Ok(PageKnock {
        hash: token.hash(),
        site: site.id.clone(),
        agent: ask.header("User-Agent").unwrap_or_default(),
    })
}
