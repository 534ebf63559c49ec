//! What is asked of a site by somebody who is signed in: the queue, what is done with comments, the
//! log, threads and bans.

use postil_model::staff::{Right, may};
use postil_model::wire::desk::{
    Acted, Bans, ChangeBans, Counts, DoAct, Log, Queue, SetDoor, SetTitles, Threads, Tried,
    TryRule, Undo, View,
};
use postil_model::{SiteId, Title};
use serde::Serialize;
use serde::de::DeserializeOwned;
use worker::Response;

use super::super::ask::Ask;
use super::door;
use crate::call;
use crate::message::ToSite;
use crate::message::desk::Signed;
use crate::message::moderate::{self, Actor, Look, LookThreads};
use crate::problem::{Problem, Refusal, Result};

/// How many rows are answered, unless said otherwise.
const ROWS: u32 = 50;
/// How many titles are set at once.
const MOST_TITLES: usize = 100;

/// `GET /v1/desk/queue`
pub async fn queue(ask: &Ask) -> Result<Response> {
    let view = ask.query.get("view").and_then(View::named);
    let look = Look {
        view: view.ok_or(Problem::UnknownRoute)?,
        q: ask.query.get("q").unwrap_or_default().trim().to_owned(),
        after: number(ask, "after")?,
        most: number(ask, "most")?
            .and_then(|most| u32::try_from(most).ok())
            .unwrap_or(ROWS),
    };
    read::<Queue>(ask, Right::ReadQueue, moderate::Ask::Queue(look)).await
}

/// `GET /v1/desk/counts`
pub async fn counts(ask: &Ask) -> Result<Response> {
    read::<Counts>(ask, Right::ReadQueue, moderate::Ask::Counts).await
}

/// `GET /v1/desk/log`
pub async fn log(ask: &Ask) -> Result<Response> {
    let before = number(ask, "after")?;
    read::<Log>(ask, Right::ReadLog, moderate::Ask::Log(before)).await
}

/// `GET /v1/desk/threads`
pub async fn threads(ask: &Ask) -> Result<Response> {
    let look = LookThreads {
        q: ask.query.get("q").unwrap_or_default().trim().to_owned(),
        after: number(ask, "after")?,
    };
    read::<Threads>(ask, Right::ReadQueue, moderate::Ask::Threads(look)).await
}

/// `GET /v1/desk/bans`
pub async fn bans(ask: &Ask) -> Result<Response> {
    read::<Bans>(ask, Right::Ban, moderate::Ask::Bans).await
}

/// `POST /v1/desk/act`
pub async fn act(ask: &Ask) -> Result<Response> {
    let (signed, sent) = change::<DoAct>(ask).await?;
    let site = sent.site.clone();
    on::<Acted>(ask, &signed, &site, Right::Act, moderate::Ask::Act(sent)).await
}

/// `POST /v1/desk/undo`
pub async fn undo(ask: &Ask) -> Result<Response> {
    let (signed, sent) = change::<Undo>(ask).await?;
    let site = sent.site.clone();
    on::<Acted>(ask, &signed, &site, Right::Act, moderate::Ask::Undo(sent)).await
}

/// `POST /v1/desk/thread`
pub async fn thread(ask: &Ask) -> Result<Response> {
    let (signed, sent) = change::<SetDoor>(ask).await?;
    let site = sent.site.clone();
    on::<()>(
        ask,
        &signed,
        &site,
        Right::ThreadSettings,
        moderate::Ask::Door(sent),
    )
    .await
}

/// `POST /v1/desk/titles`
pub async fn titles(ask: &Ask) -> Result<Response> {
    let (signed, sent) = change::<SetTitles>(ask).await?;
    if sent.titles.len() > MOST_TITLES {
        return Err(Problem::TooMany);
    }
    for title in sent.titles.iter().filter_map(|one| one.title.as_deref()) {
        Title::try_from(title)?;
    }
    let site = sent.site.clone();
    let what = moderate::Ask::Titles(sent);
    on::<()>(ask, &signed, &site, Right::ThreadSettings, what).await
}

/// `POST /v1/desk/try`
pub async fn attempt(ask: &Ask) -> Result<Response> {
    let (signed, sent) = change::<TryRule>(ask).await?;
    let site = sent.site.clone();
    on::<Tried>(
        ask,
        &signed,
        &site,
        Right::ReadQueue,
        moderate::Ask::Try(sent),
    )
    .await
}

/// `POST /v1/desk/bans`
pub async fn change_bans(ask: &Ask) -> Result<Response> {
    let (signed, sent) = change::<ChangeBans>(ask).await?;
    let site = sent.site().to_owned();
    on::<Bans>(
        ask,
        &signed,
        &site,
        Right::Ban,
        moderate::Ask::ChangeBans(sent),
    )
    .await
}

/// Who changes something, and what was sent.
pub async fn change<T: DeserializeOwned>(ask: &Ask) -> Result<(Signed, T)> {
    let signed = door::signed(ask).await?;
    Ok((signed, door::sent(ask).await?))
}

/// Asks the object of a site, for somebody who may.
pub async fn asked<T: DeserializeOwned>(
    ask: &Ask,
    signed: &Signed,
    site: &str,
    right: Right,
    what: moderate::Ask,
) -> Result<T> {
    let id = allowed(signed, site, right)?;
    let actor = Actor {
        name: signed.name.clone(),
    };
    call::site(&ask.env, id.as_str(), ToSite::Moderate(actor, what)).await
}

/// The site, if whoever is signed in may do this there. Nobody learns of sites they do not work on.
pub fn allowed(signed: &Signed, site: &str, right: Right) -> Result<SiteId> {
    let id = SiteId::try_from(site).map_err(|_| Refusal::Site)?;
    if !signed.scope.covers(Some(&id)) {
        return Err(Refusal::Site.into());
    }
    if may(signed.role, &signed.scope, right, Some(&id)) {
        Ok(id)
    } else {
        Err(Refusal::NotAllowed.into())
    }
}

async fn read<T: DeserializeOwned + Serialize>(
    ask: &Ask,
    right: Right,
    what: moderate::Ask,
) -> Result<Response> {
    let signed = door::signed(ask).await?;
    let site = ask.query.get("site").unwrap_or_default();
    on::<T>(ask, &signed, site, right, what).await
}

async fn on<T: DeserializeOwned + Serialize>(
    ask: &Ask,
    signed: &Signed,
    site: &str,
    right: Right,
    what: moderate::Ask,
) -> Result<Response> {
    door::answer(&asked::<T>(ask, signed, site, right, what).await?)
}

fn number(ask: &Ask, name: &str) -> Result<Option<u64>> {
    ask.query
        .filled(name)
        .map(|text| text.parse().map_err(|_| Problem::After))
        .transpose()
}
