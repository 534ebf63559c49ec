//! `POST /v1/desk/page`: a one-time link that lets a browser moderate in a page of the site itself.

use postil_model::SiteId;
use postil_model::staff::page;
use postil_model::wire::desk::{LinkPage, PageLink};
use worker::Response;

use super::super::ask::Ask;
use super::door;
use crate::message::desk::{PageCode, ToDesk};
use crate::problem::{Refusal, Result};
use crate::{address, call};

/// Answers it.
pub async fn post(ask: &Ask) -> Result<Response> {
    let signed = door::signed(ask).await?;
    let sent: LinkPage = door::sent(ask).await?;
    let id = SiteId::try_from(sent.site).map_err(|_| Refusal::Site)?;
    // Nobody learns of sites they do not work on.
    if !page::may_link(signed.role, &signed.scope, &id) {
        return Err(Refusal::Site.into());
    }
    let site = ask.site_of(id.as_str()).await?;
    let thread = sent.thread.as_deref().unwrap_or("/");
    let address = address::of_page(&site, thread).ok_or(Refusal::Thread)?;
    let made = ToDesk::LinkPage(door::session(ask)?, id);
    let PageCode { code, until } = call::desk(&ask.env, made).await?;
    door::answer(&PageLink {
        link: format!("{address}#postil-link={code}"),
        until,
    })
}
