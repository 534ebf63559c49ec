//! `GET` and `POST /v1/desk/site`: what the owner declares about a site.

use postil_json as json;
use postil_model::staff::Right;
use postil_model::wire::desk::{Settings, SiteName};
use worker::Response;

use super::super::ask::Ask;
use super::door;
use super::moderate::{allowed, asked};
use crate::message::ToSite;
use crate::message::desk::ToDesk;
use crate::problem::Result;
use crate::{call, message, settings};

/// Answers with the present declaration.
pub async fn get(ask: &Ask) -> Result<Response> {
    let signed = door::signed(ask).await?;
    let site = ask.query.get("site").unwrap_or_default();
    let site = allowed(&signed, site, Right::ReadSettings)?;
    let declared = asked(ask, &signed, &site, "declared", String::new()).await?;
    door::pass(declared)
}

/// Declares a site: a new one, or a change of one that is there.
pub async fn post(ask: &Ask) -> Result<Response> {
    let signed = door::signed(ask).await?;
    let wanted: Settings = door::sent(ask).await?;
    let right = match wanted.revision {
        None => Right::CreateSite,
        Some(_) => Right::ChangeSettings,
    };
    let site = allowed(&signed, wanted.site.id.as_str(), right)?;
    let name = SiteName {
        id: site.as_str().to_owned(),
        title: wanted.site.title.clone(),
    };
    let declare = json::write(&wanted)?;
    let declared = asked(ask, &signed, &site, "declare", declare).await?;
    // Should this fail, the site is there and not in the list: declaring it again mends that.
    call::desk::<()>(&ask.env, ToDesk::Site(name)).await?;
    // This isolate's readers see it at once; the others within two minutes.
    let public: message::Settings = call::site(&ask.env, site.as_str(), ToSite::Settings).await?;
    settings::tell(&site, &public)?;
    door::pass(declared)
}
