//! `GET` and `POST /v1/desk/site`: what the owner declares about a site.

use postil_model::staff::Right;
use postil_model::wire::desk::{Settings, SiteName};
use worker::Response;

use super::super::ask::Ask;
use super::door;
use super::moderate::{asked, change};
use crate::message::ToSite;
use crate::message::desk::ToDesk;
use crate::message::{self, moderate};
use crate::problem::{Problem, Result};
use crate::{call, settings};

/// Answers with the present declaration.
pub async fn get(ask: &Ask) -> Result<Response> {
    let signed = door::signed(ask).await?;
    let site = ask.query.get("site").unwrap_or_default();
    let declared: Settings = asked(
        ask,
        &signed,
        site,
        Right::ReadSettings,
        moderate::Ask::Declared,
    )
    .await?;
    door::answer(&declared)
}

/// Declares a site: a new one, or a change of one that is there.
pub async fn post(ask: &Ask) -> Result<Response> {
    let (signed, wanted) = change::<Settings>(ask).await?;
    let right = match wanted.revision {
        None => Right::CreateSite,
        Some(_) => Right::ChangeSettings,
    };
    let site = wanted.site.id.clone();
    let name = SiteName {
        id: site.as_str().to_owned(),
        title: wanted.site.title.clone(),
    };
    let declare = moderate::Ask::Declare(Box::new(wanted));
    let declared: Settings = asked(ask, &signed, site.as_str(), right, declare).await?;
    // Should this fail, the site is there and not in the list: declaring it again mends that.
    call::desk::<()>(&ask.env, ToDesk::Site(name)).await?;
    // This isolate's readers see it at once; the others within two minutes.
    let public: message::Settings = call::site(&ask.env, site.as_str(), ToSite::Settings).await?;
    settings::remember(site.as_str(), public).ok_or(Problem::Internal)?;
    door::answer(&declared)
}
